"""Own catalogs over HTTP: a table and STEP files go in, and both contracts find, show and deliver the parts."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cadquery as cq
import httpx
import pytest
from PIL import Image

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients._parts import PartsClient
from cadwidgets.clients.accounts import AccountsClient
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.own_catalogs import OwnCatalogsClient
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.own_catalogs import MAX_FILE_BYTES, MAX_ROWS
from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import AuthError, NotFound
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.settings import Secret
from cadwidgets.tables.own_parts import read_parts

ACME = "ACME"
FILE = {"file": "b.step"}
ROWS = [
    {"Part Number": "00123", "name": "Block", "category": "Blocks", "length [mm]": "40", "material": "Stahl"} | FILE,
    {"Part Number": "1E5", "category": "Blocks", "length_mm": "12,5", "mass_kg": "0,25"} | FILE,
    {"Part Number": "P<7>|=", "category": "Stifte/Ø", "length_mm": "n/a", "material": "unobtainium", "finish": "zinc"},
]  # fmt: skip
FILES = "/catalog/own/ACME/files/"


def step_of(thing: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.step"
        cq.exporters.export(thing, str(path))
        return path.read_bytes()


BLOCK = step_of(cq.Workplane().box(40, 20, 10))


class Owner(httpx.Client):
    """A key's own catalogs, by plain HTTP."""

    def __init__(self, url: str, key: str) -> None:
        headers = {"X-Api-Key": key, "Accept": "application/json"}
        super().__init__(base_url=url, headers=headers, timeout=120)
        self.session = HttpSession(RemoteEndpoint(url, Secret(key)))

    def keep(self, rows: Any, catalog_id: str = ACME) -> dict[str, Any]:
        table = json.dumps({"title": "Acme parts", "rows": rows})  # in ASCII: half a character can be sent, too
        reply = self.put(f"/catalog/own/{catalog_id}", content=table)
        assert reply.status_code == 200, reply.text
        return dict(reply.json())

    def refused(self, path: str, **body: Any) -> tuple[int, str]:
        reply = self.put(path, **body)
        return reply.status_code, str(reply.json()["error"]["message"])

    @property
    def clients(self) -> tuple[PartsClient, PartsClient]:
        """Both contracts."""
        classic = TracePartsClassic(self.session, email=Secret(EMBEDDED_EMAIL))
        return classic, TracePartsGateway(self.session, tenant=Secret(tenant_of(LOCAL)), email=Secret(EMBEDDED_EMAIL))


@pytest.fixture(scope="module")
def owner(service: Any) -> Iterator[Owner]:
    """An owner whose catalog has two parts with CAD and one without."""
    with Owner(service.url, service.key) as client:
        client.keep(ROWS)
        assert client.put(FILES + "b.step", content=BLOCK).status_code == 200
        yield client
        client.delete("/catalog/own/ACME")


@pytest.fixture(params=[0, 1], ids=["classic", "gateway"])
def client(owner: Owner, request: pytest.FixtureRequest) -> PartsClient:
    return owner.clients[request.param]


def test_a_part_is_found_by_its_number_as_it_was_written(client: PartsClient) -> None:
    for number in ("00123", "1E5", "P<7>|="):
        found = client.find(number, ACME)
        assert (found.part_number, found.classification_id) == (number, ACME)
        assert number in [known.part_number for known in client.configurations(found.part_id)]
    for number in ("123", "100000", "1e5"):
        with pytest.raises(NotFound):
            client.find(number, ACME)


def test_the_catalog_is_walked_from_the_top_by_both_contracts(client: PartsClient) -> None:
    assert ("Acme parts", ACME) in [(known.title, known.classification_id) for known in client.catalogs()]
    assert [known.title for known in client.categories(ACME)] == ["Blocks", "Stifte/Ø"]
    families = {known.title: known.part_id for known in client.products(ACME)}
    assert list(families) == ["Blocks", "Stifte/Ø"]
    by_path = next(known for known in client.configurations(families["Blocks"]) if known.part_number == "1E5")
    assert client.download(by_path.part, "STL").files == client.download(PartRef(ACME, "1E5"), "STL").files


def test_both_contracts_deliver_an_imported_part_with_its_bom(client: PartsClient) -> None:
    part = client.download(PartRef(ACME, "00123"), "STL")
    assert read_mesh(part.files["00123.stl"]).volume == pytest.approx(8000)
    told = {field.label: (field.value, field.unit) for field in BomText.parse(part.bom_text).fields}
    assert told == {
        "Part number": ("00123", ""),
        "Designation": ("Block 00123", ""),
        "Material": ("steel", ""),
        "length": ("40", "mm"),
        "Mass (calculated)": ("62.8", "g"),
        "Unverified values": ("length", ""),
        "Catalog": (ACME, ""),
    }
    step = client.download(PartRef(ACME, "00123"), "STEP AP214").files["00123.step"]
    assert step.startswith(b"ISO-10303-21;")


def test_what_an_owner_writes_is_harmless_in_a_page(owner: Owner) -> None:
    query = {"ApiKey": owner.headers["x-api-key"], "Format": "json", "ClassificationID": ACME, "PartNumber": "P<7>|="}
    info = owner.get("/tpowebservices/PartNumberData", params=query | {"HtmlFormat": "1"}).json()["globalInfo"]
    assert info["partInfo"]["titlePart"] == "Stifte/Ø P&lt;7&gt;|="
    assert info["partInfo"]["manufacturerName"] == "Acme parts"


def test_a_stated_mass_is_told_as_stated(client: PartsClient) -> None:
    told = BomText.parse(client.download(PartRef(ACME, "1E5"), "STL").bom_text).fields
    fields = {field.label: (field.value, field.unit) for field in told}
    assert fields["Mass (stated)"] == ("250", "g")
    assert fields["length"] == ("12.5", "mm")


def test_a_part_without_a_file_is_listed_and_has_no_cad(client: PartsClient) -> None:
    part = PartRef(ACME, "P<7>|=")
    assert client.formats(part) == ()
    with pytest.raises(NotFound, match="no CAD of P"):
        client.download(part, 901)
    told = {field.label: field.value for field in client.bom(part).fields}
    assert told["finish"] == "zinc"
    assert told["Material"] == "unobtainium"
    assert told["length_mm"] == "n/a"


def test_its_details_are_told_whatever_it_lacks(owner: Owner) -> None:
    details = CatalogClient(owner.session).part(part=PartRef(ACME, "P<7>|="))
    assert (details.title, details.material, details.mass) == ("Stifte/Ø P<7>|=", "unobtainium", None)
    assert (details.formats, details.picture_url, details.parameters) == ((), "", ())
    assert details.properties == {"Material": "unobtainium", "length_mm": "n/a", "finish": "zinc"}
    assert details.bom == owner.clients[0].bom(PartRef(ACME, "P<7>|=")).fields


@pytest.mark.parametrize("number", ["00123", "1E5"])
def test_a_number_stays_its_own_text_in_the_search_and_in_the_details(owner: Owner, number: str) -> None:
    catalog = CatalogClient(owner.session)
    hits = catalog.search(number, classification=ACME, sort="part_number").hits
    (hit,) = (each for each in hits if each.part_number == number)
    for details in (catalog.part(part=hit.part), catalog.part(part=PartRef(ACME, number))):
        assert details.part_number == number
        assert details.formats
        assert ("Part number", number) in [(field.label, field.value) for field in details.bom]


def test_the_gateway_says_which_parts_have_cad(owner: Owner) -> None:
    gateway = owner.clients[1]
    said = {
        known.part_number: known.cad_available
        for number in ("00123", "P<7>|=")
        for known in gateway.configurations(gateway.find(number, ACME).part_id)
    }
    assert said == {"00123": True, "1E5": True, "P<7>|=": False}


def test_the_listing_of_the_picker_has_the_families(owner: Owner) -> None:
    listed = owner.get("/catalog/families").json()["families"]
    own = {known["title"]: known["part_numbers"] for known in listed if known["classification_id"] == ACME}
    assert own == {"Blocks": ["00123", "1E5"], "Stifte/Ø": ["P<7>|="]}
    assert len({known["id"] for known in listed}) == len(listed)


def test_a_part_has_a_picture_if_it_has_a_shape(owner: Owner) -> None:
    with_cad, without = (owner.clients[0].find(number, ACME).part_id for number in ("00123", "P<7>|="))
    png = owner.get(f"/pictures/{with_cad}.png").content
    assert Image.open(io.BytesIO(png)).size == (400, 300)
    assert png == owner.get(f"/pictures/{with_cad}/1.png").content, "both are the same block"
    assert owner.get(f"/pictures/{without}.png").status_code == 404
    told = {hit.part_number: hit.picture_url for hit in CatalogClient(owner.session).search(classification=ACME).hits}
    assert told["P<7>|="] == ""
    assert told["1E5"].endswith(f"/pictures/{with_cad}/1.png")


def test_rows_that_are_no_parts_are_told_one_by_one_and_the_rest_is_taken(owner: Owner) -> None:
    bad = [
        {"n": "", "file": ""},
        {"n": "A"},
        {"n": "x" * 101},
        {"n": "\x00\n"},
        {"n": "B", "file": "../b.step"},
        {"n": "C", "note": "y" * 501},
        {"n": "D", "mass_kg": "heavy"},
        {"n": "E", "mass_kg": "-1"},
        {"n": "F", "file": "."},
        {},
    ]
    kept = owner.keep([{"n": "A"}, *bad, {"n": "Z", "\x1b[1m[mm]": "1", "a_mm": "1,000,000", "b": "\ud800"}], "BROKEN")
    assert [problem["row"] for problem in kept["problems"]] == list(range(2, 12))
    assert all(problem["problem"] for problem in kept["problems"])
    assert kept["catalog"]["parts"] == 2
    assert owner.clients[0].find("Z", "BROKEN")
    assert owner.delete("/catalog/own/BROKEN").status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"rows": 1}', 400),
        (b'{"rows": [1]}', 400),
        (b'{"rows": [{"a": 1}]}', 400),
        (b'{"rows": [{"a": null}]}', 400),
        (b'{"rows": [{}]}', 400),
        (b'{"title": 1, "rows": []}', 400),
        (b"[" * 100_000, 400),
        (b'{"rows": [' + b"{}," * MAX_ROWS + b"{}]}", 413),
        (b'{"rows": [{' + b",".join(b'"%d": ""' % n for n in range(101)) + b"}]}", 413),
        (b" " * ((32 << 20) + 1), 413),
    ],
)
def test_what_is_no_table_is_refused_and_makes_no_catalog(owner: Owner, body: bytes, status: int) -> None:
    said, message = owner.refused("/catalog/own/NOTHING", content=body)
    assert (said, bool(message)) == (status, True)
    assert "NOTHING" not in owner.get("/catalog/own").text


@pytest.mark.parametrize(
    "catalog_id", ["CADWIDGETS_STANDARD_PARTS", "cadwidgets_x", "a b", "a.b", "-a", "x" * 61, "%2e%2e"]
)
def test_an_id_that_no_own_catalog_can_have_is_refused(owner: Owner, catalog_id: str) -> None:
    assert owner.put(f"/catalog/own/{catalog_id}", json={"title": "", "rows": []}).status_code in (400, 404, 405)
    assert len(owner.get("/catalog/own").json()["catalogs"]) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no whole STEP file"),
        (b"hello", "no whole STEP file"),
        (BLOCK[: len(BLOCK) // 2], "no whole STEP file"),
        (b"ISO-10303-21; nonsense END-ISO-10303-21;", "STEP file"),
        (step_of(cq.Workplane().rect(1, 2)), "holds no solid"),
        (BLOCK.replace(b"CARTESIAN_POINT", b"\xff\x00" * 8), ""),
    ],
    ids=["empty", "text", "truncated", "nonsense", "no solid", "damaged"],
)
def test_a_broken_step_file_is_refused_with_the_workers_words(owner: Owner, data: bytes, words: str) -> None:
    reply = owner.put(FILES + "broken.step", content=data)
    assert reply.status_code in (400, 500), reply.text
    assert words in reply.json()["error"]["message"]
    assert owner.get("/health").json()["workers"] == "ready"


@pytest.mark.parametrize("name", ["..%2fx.step", "%2e%2e", ".hidden", "n" * 121, "a%5cb.step", "%00.step"])
def test_a_name_that_is_a_path_is_refused(owner: Owner, name: str) -> None:
    reply = owner.put(FILES + name, content=BLOCK)
    assert reply.status_code in (400, 404, 405), reply.text


def test_a_file_that_is_too_long_is_refused_before_a_worker_sees_it(owner: Owner) -> None:
    assert owner.put(FILES + "long.step", content=b"x" * (100 << 20)).status_code == 413
    assert owner.put(FILES + "long.step", content=b"x" * (MAX_FILE_BYTES + 1)).status_code == 413


def test_only_keys_of_the_service_see_catalogs_and_only_the_owner_changes_one(owner: Owner, service: Any) -> None:
    accounts = AccountsClient(owner.session)
    accounts.create_account("workshop")
    key = accounts.create_key("saw", account="workshop").key.reveal()
    with Owner(service.url, key) as other, Owner(service.url, "wrong") as stranger:
        assert stranger.get("/catalog/own").status_code == 403
        assert stranger.put("/catalog/own/X", json={"rows": []}).status_code == 403
        assert stranger.put(FILES + "b.step", content=BLOCK).status_code == 403
        assert stranger.delete("/catalog/own/ACME").status_code == 403
        (seen,) = other.get("/catalog/own").json()["catalogs"]
        assert (seen["id"], seen["parts"], seen["files"], seen["own"]) == (ACME, 3, 2, False)
        assert other.clients[0].find("00123", ACME)
        for call in (
            other.put("/catalog/own/ACME", json={"rows": []}),
            other.put(FILES + "b.step", content=BLOCK),
            other.delete("/catalog/own/ACME"),
        ):
            assert call.status_code == 403
        assert other.put("/catalog/own/THEIRS", json={"rows": [{"n": "1"}]}).status_code == 200
        assert owner.delete("/catalog/own/THEIRS").status_code == 200, "administrators may"
    assert owner.put("/catalog/own/NONE/files/a.step", content=BLOCK).status_code == 404
    assert owner.delete("/catalog/own/NONE").status_code == 404


def test_another_table_and_another_file_change_what_is_delivered_but_no_part_id(owner: Owner) -> None:
    classic = owner.clients[0]
    owner.keep([{"n": "1", "category": "A", "note": "old", "file": "x.step"}], "CHANGED")
    owner.put("/catalog/own/CHANGED/files/x.step", content=BLOCK)
    part_id = classic.find("1", "CHANGED").part_id
    assert b"old" in classic.download(PartRef("CHANGED", "1"), "STL").bom_text
    owner.keep([{"n": "0", "category": "B"}, {"n": "1", "category": "A", "note": "new", "file": "x.step"}], "CHANGED")
    cube = step_of(cq.Workplane().box(1, 1, 1))
    owner.put("/catalog/own/CHANGED/files/x.step", content=cube)
    after = classic.download(PartRef("CHANGED", "1"), "STL")
    assert read_mesh(after.files["1.stl"]).volume == pytest.approx(1)
    assert b"new" in after.bom_text
    assert classic.find("1", "CHANGED").part_id == part_id != classic.find("0", "CHANGED").part_id
    owner.delete("/catalog/own/CHANGED")
    with pytest.raises(NotFound):
        classic.find("1", "CHANGED")


@pytest.mark.long
def test_catalogs_outlive_the_service_and_unused_files_do_not(
    tmp_path: Path, start: Callable[..., Any], service: Any
) -> None:
    running = start(tmp_path)
    with Owner(running.url, running.key) as first:
        first.keep(ROWS)
        first.put(FILES + "b.step", content=BLOCK)
        before = first.clients[0].find("00123", ACME)
    running.process.terminate()
    running.process.wait(30)
    running = start(tmp_path)
    with Owner(running.url, running.key) as again:
        assert again.clients[0].find("00123", ACME) == before
        assert again.clients[0].download(PartRef(ACME, "00123"), "STL").files
        assert len(list((tmp_path / "own_catalogs").iterdir())) == 1
        again.keep(ROWS[2:])
        assert list((tmp_path / "own_catalogs").iterdir()) == []


def test_the_client_tells_what_was_not_imported_and_keeps_what_is_there(owner: Owner, tmp_path: Path) -> None:
    for name, data in (("a.step", BLOCK), ("bad.step", b"x")):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "t.csv").write_text("number,file\nA,a.step\nB,bad.step\n,\n,a.step\nA,\nC,none.step\n")
    client = OwnCatalogsClient(owner.session)
    sent: list[tuple[str, int, int]] = []
    parts = read_parts(tmp_path / "t.csv")
    first = client.import_parts("TOLD", parts, told=lambda name, done, total: sent.append((name, done, total)))
    assert (first.catalog.parts, first.catalog.files) == (3, 1)
    assert [(one.row, one.part_number) for one in first.row_problems] == [(5, ""), (6, "A")]
    assert [one.name for one in first.file_problems] == ["none.step", "bad.step"]
    assert sent == [("a.step", 0, 2), ("bad.step", 1, 2)]
    again = client.import_parts("TOLD", parts)
    assert (again.row_problems, again.file_problems) == (first.row_problems, first.file_problems)
    assert again.catalog.files == 1
    client.remove("TOLD")
    assert "TOLD" not in [known.id for known in client.list()]


def test_a_wrong_key_is_refused_in_the_clients_words(service: Any) -> None:
    with pytest.raises(AuthError):
        OwnCatalogsClient(HttpSession(RemoteEndpoint(service.url, Secret("wrong")))).list()


@pytest.mark.release
def test_a_folder_of_two_hundred_files_and_a_table_of_five_thousand_rows(owner: Owner, tmp_path: Path) -> None:
    """Five files and twenty rows are broken, each in its own way: they are told, and all the rest is there."""
    folder = tmp_path / "cad"
    folder.mkdir()
    for number in range(195):
        (folder / f"{number:05}.step").write_bytes(step_of(cq.Workplane().box(10 + number, 5, 2)))
    whole = (folder / "00000.step").read_bytes()
    broken = {"empty": b"", "text": b"hello", "cut": whole[:9000], "flat": step_of(cq.Workplane().rect(1, 2))}
    for name, data in (broken | {"n" * 200: whole}).items():
        (folder / f"{name}.step").write_bytes(data)
    client = OwnCatalogsClient(owner.session)
    imported = client.import_parts("FOLDER", read_parts(folder))
    assert (imported.catalog.parts, imported.catalog.files) == (195, 195)
    assert len(imported.file_problems) == 5
    lines = ["number;series;mass_kg;file;category"]
    lines += [f"{n:05};{n % 7};{n};{n % 195:05}.step;Group {n % 4}" for n in range(4980)]
    lines += [";1;1;;"] * 10 + ["00001;1;1;;"] * 4 + ["x" * 101 + ";;;;"] * 3
    lines += [f"long;{'y' * 501};;;", "more;;;;;one cell more", "heavy;;x;;"]
    (tmp_path / "parts.csv").write_text("\n".join(lines))
    imported = client.import_parts("TABLE", read_parts(tmp_path / "parts.csv", files=folder))
    assert (imported.catalog.parts, len(imported.row_problems), imported.file_problems) == (4980, 20, ())
    for contract in owner.clients:
        found = contract.find("04979", "TABLE")
        assert contract.find("00194", "FOLDER").part_number == "00194"
        picture = owner.get(f"/pictures/{found.part_id}/3.png")
        assert Image.open(io.BytesIO(picture.content)).format == "PNG"
        assert contract.download(found.part, "STEP AP214").files["04979.step"].startswith(b"ISO-10303-21;")
        mesh = read_mesh(contract.download(found.part, "GLB").files["04979.glb"])
        assert abs(mesh.volume) == pytest.approx((10 + 4979 % 195) * 5 * 2)
    for catalog_id in ("FOLDER", "TABLE"):
        client.remove(catalog_id)
