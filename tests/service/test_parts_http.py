"""Stored models as people and programs meet them over HTTP: published, listed, shown, built by id, deleted."""

from __future__ import annotations

import html
import io
import signal
import subprocess
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
from defusedxml import ElementTree
from PIL import Image

from cadwidgets import samples
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.geometry.registry import read_mesh

BOX = '''"""A plain box.

Of wood.
"""
length = 1.0  # [1:9] mm  Length: along x
width = 2.0
# @preset long: length=4
show_object(cq.Workplane().box(length, width, 3))
'''
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
AS_JSON = {"Accept": "application/json"}
AS_IMAGE = {"Accept": "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"}


class Client(httpx.Client):
    """A client with a key."""

    def __init__(self, url: str, key: str) -> None:
        super().__init__(base_url=url, headers={"X-Api-Key": key}, timeout=60)

    def publish(self, script: str = BOX, **fields: str) -> dict[str, Any]:
        reply = self.post("/parts", data={"s": script, **fields})
        assert reply.status_code in (200, 201), reply.text
        return dict(reply.json())

    def volume(self, **fields: str) -> float:
        reply = self.post("/parts/build", data={"type": "STL", **fields})
        assert reply.status_code == 200, reply.text
        return read_mesh(reply.content, "STL").volume

    def shown(self, model_id: str, **query: str) -> dict[str, Any]:
        reply = self.get(f"/parts/{model_id}", params=query, headers=AS_JSON)
        assert reply.status_code == 200, reply.text
        return dict(reply.json())

    def listed(self, **query: str) -> list[dict[str, Any]]:
        return list(self.get("/parts", params=query, headers=AS_JSON).json()["models"])


@pytest.fixture
def owner(service: Any) -> Iterator[Client]:
    """Somebody with an account and a key of his own."""
    with new_client(service, "owner") as client:
        yield client


@pytest.fixture
def stranger(service: Any) -> Iterator[Client]:
    with new_client(service, "stranger") as client:
        yield client


@pytest.fixture
def administrator(service: Any) -> Iterator[Client]:
    with Client(service.url, service.key) as client:
        yield client


def new_client(service: Any, account: str) -> Client:
    with Client(service.url, service.key) as administrator:
        administrator.post("/accounts", data={"name": account})  # a second time it is there already
        return Client(service.url, administrator.post("/keys", data={"account": account}).json()["key"])


def test_a_published_script_builds_by_its_id_with_its_parameters(owner: Client) -> None:
    reply = owner.post("/parts", data={"s": BOX})
    model = reply.json()
    assert reply.status_code == 201
    assert (model["version"], model["title"]) == (1, "A plain box")
    assert reply.headers["location"] == model["url"] == f"{str(owner.base_url).rstrip('/')}/parts/{model['id']}"
    assert owner.volume(id=model["id"]) == pytest.approx(6.0, rel=1e-6)
    assert owner.volume(id=model["id"], preset="long", width="1") == pytest.approx(12.0, rel=1e-6)
    assert owner.volume(id=model["url"]) == pytest.approx(6.0, rel=1e-6)


def test_a_form_a_multipart_form_and_json_publish_the_same(owner: Client) -> None:
    fields = {"s": BOX, "title": "  Mine,\n my own "}
    replies = [
        owner.post("/parts", data=fields),
        owner.post("/parts", data=fields, files={"files": ("note.txt", b"x")}),
        owner.post("/parts", json=fields),
    ]
    shown = [owner.shown(reply.json()["id"]) for reply in replies]
    assert [model["title"] for model in shown] == ["Mine, my own"] * 3
    assert [model["script"] for model in shown] == [BOX] * 3
    assert [model["files"] for model in shown] == [[], ["note.txt"], []]


def test_files_lie_beside_a_stored_script_when_it_is_built(owner: Client) -> None:
    script = "show_object(cq.Workplane().box(1, 1, float(open('height.txt').read())))\n"
    reply = owner.post("/parts", data={"s": script}, files={"files": ("height.txt", b"7.5")})
    assert owner.volume(id=reply.json()["id"]) == pytest.approx(7.5, rel=1e-6)


def test_a_new_version_is_built_and_the_old_one_stays_buildable(owner: Client) -> None:
    model_id = owner.publish()["id"]
    second = owner.publish(BOX.replace("3))", "5))"), id=model_id)
    assert (second["id"], second["version"]) == (model_id, 2)
    assert owner.volume(id=model_id) == pytest.approx(10.0, rel=1e-6)
    assert owner.volume(id=model_id, **{"o.version": "1"}) == pytest.approx(6.0, rel=1e-6)
    assert owner.post("/parts/build", data={"id": model_id, "type": "STL", "o.version": "3"}).status_code == 404
    shown = owner.shown(model_id, version="1")
    assert (shown["version"], shown["script"]) == (1, BOX)
    assert [entry["version"] for entry in shown["versions"]] == [2, 1]


def test_publishing_the_same_again_changes_nothing(owner: Client) -> None:
    first = owner.publish()
    again = owner.post("/parts", data={"s": BOX, "id": first["id"]})
    assert (again.status_code, again.json()) == (200, first)


def test_a_stranger_cannot_change_or_delete_a_model_but_an_administrator_can(
    owner: Client, stranger: Client, administrator: Client
) -> None:
    model_id = owner.publish()["id"]
    refused = stranger.post("/parts", data={"s": "a = 1", "id": model_id})
    assert (refused.status_code, model_id in refused.text) == (403, True)
    assert stranger.delete(f"/parts/{model_id}").status_code == 403
    assert stranger.volume(id=model_id) == pytest.approx(6.0, rel=1e-6)
    assert administrator.publish("a = 1", id=model_id)["version"] == 2
    assert administrator.delete(f"/parts/{model_id}").json() == {"id": model_id, "deleted": True}


def test_a_deleted_model_is_404_everywhere(owner: Client) -> None:
    model_id = owner.publish(title="Soon gone")["id"]
    assert owner.delete(f"/parts/{model_id}").status_code == 200
    replies = [
        owner.get(f"/parts/{model_id}", headers=PAGE),
        owner.get(f"/parts/{model_id}/picture.png"),
        owner.post("/parts/build", data={"id": model_id, "type": "STL"}),
        owner.post("/parts", data={"s": BOX, "id": model_id}),
        owner.delete(f"/parts/{model_id}"),
    ]
    assert [reply.status_code for reply in replies] == [404] * 5
    assert model_id not in [model["id"] for model in owner.listed(q="soon gone")]


@pytest.mark.parametrize("key", ["", "wrong"])
def test_without_a_key_nothing_is_published_deleted_or_listed_for_programs(service: Any, key: str) -> None:
    with Client(service.url, key) as nobody:
        replies = [
            nobody.post("/parts", data={"s": BOX}),
            nobody.get("/parts", headers=AS_JSON),
            nobody.delete(f"/parts/{samples.handle.id}"),
        ]
        assert [reply.status_code for reply in replies] == [403] * 3
        pages = [nobody.get("/parts", headers=PAGE), nobody.get(f"/parts/{samples.handle.id}", headers=PAGE)]
        assert [page.status_code for page in pages] == [200] * 2


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({}, "s"),
        ({"s": BOX, "name": "Box"}, "name"),
        ({"s": BOX, "title": "x" * 201}, "title"),
        ({"s": BOX, "type": "STL"}, "type"),
    ],
)
def test_what_cannot_be_published_is_400_and_names_the_field(
    owner: Client, fields: dict[str, str], parameter: str
) -> None:
    reply = owner.post("/parts", data=fields, headers=AS_JSON)
    error = reply.json()["error"]
    assert (reply.status_code, error["parameter"]) == (400, parameter)
    assert error["allowed"]


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("/parts", {"limit": "0"}, "limit"),
        ("/parts", {"limit": "1001"}, "limit"),
        ("/parts", {"offset": "-1"}, "offset"),
        ("/parts", {"offset": ""}, "offset"),
        ("/parts", {"q": "x" * 201}, "q"),
        (f"/parts/{samples.handle.id}", {"version": "new"}, "version"),
        (f"/parts/{samples.handle.id}/picture.png", {"version": "1.0"}, "version"),
    ],
)
def test_a_query_that_makes_no_sense_is_400_and_names_its_parameter(
    owner: Client, path: str, query: dict[str, str], parameter: str
) -> None:
    reply = owner.get(path, params=query, headers=AS_JSON)
    assert (reply.status_code, reply.json()["error"]["parameter"]) == (400, parameter)


def test_a_script_that_does_not_parse_is_refused_with_its_line_and_not_kept(owner: Client) -> None:
    before = len(owner.listed())
    reply = owner.post("/parts", data={"s": "a = 1\nb = (\n"}, headers=AS_JSON)
    error = reply.json()["error"]
    assert (reply.status_code, error["kind"], error["line"]) == (500, "syntax", 2)
    assert "b = (" in error["excerpt"]
    assert len(owner.listed()) == before


def test_publishing_and_looking_never_run_the_script(owner: Client, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    model_id = owner.publish(f"width = 4.0\nopen({str(mark)!r}, 'w')\n")["id"]
    owner.shown(model_id)
    owner.get(f"/parts/{model_id}", headers=PAGE)
    assert not mark.exists()


def test_the_schema_is_the_one_that_a_worker_reads(owner: Client) -> None:
    for model_id in (owner.publish()["id"], samples.handle.id, samples.bracket.id):
        shown = owner.shown(model_id)
        read = owner.post("/parts/parameters", data={"id": model_id}).json()
        schema = ParameterSchema.from_json(shown["schema"])
        assert schema.parameters
        assert schema == ParameterSchema.from_json(read)
        assert {"STL", "GLB", "PNG"} <= set(shown["formats"])


def test_a_search_finds_words_of_title_script_and_samples(owner: Client, stranger: Client) -> None:
    model_id = owner.publish(BOX, title="Zwölfkant mit Öse")["id"]
    (found,) = owner.listed(q="ZWÖLFKANT wood")
    assert (found["id"], found["own"], found["version"]) == (model_id, True, 1)
    assert found["created"] == found["updated"] > 1.7e9
    assert found["description"] == "A plain box.\n\nOf wood."
    (found,) = stranger.listed(q="zwölfkant öse length")
    assert found["own"] is False
    assert [model["id"] for model in owner.listed(q="involute spur")] == [samples.gear.id]
    assert owner.listed(q="zwölfkant metal") == []


def test_the_list_has_the_samples_first_and_comes_in_pages(owner: Client) -> None:
    mine = [owner.publish(title=f"Paged {number}")["id"] for number in range(2)]
    listed = [model["id"] for model in owner.listed()]
    count = len(samples.SAMPLES)
    assert listed[:count] == [sample.id for sample in samples.SAMPLES]
    assert listed[count : count + 2] == mine[::-1]
    assert [model["id"] for model in owner.listed(limit="3", offset=str(count - 1))] == listed[count - 1 : count + 2]
    assert all(model["description"] for model in owner.listed(limit=str(count)))


HOSTILE = '''"""<script>alert(1)</script>

</pre><img src=x onerror=alert(2)> & "quotes" 'single'
"""
# --- </legend><b>Group</b> ---
size = 2.0  # [1:9] <i>mm</i>  <b>Size</b>: "><script>alert(3)</script>
text = '"><script>alert(4)</script>'
# @preset <u>small</u>: size=1
show_object(cq.Workplane().box(size, 1, 1))
'''


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and the fields of the form that is posted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.fields: dict[str, str] = {}
        self._select = ""
        self._posting = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.append((tag, values))
        if tag == "form":
            self._posting = values.get("method") == "post"
        if self._posting and "disabled" not in values:
            self._field(tag, {name: value or "" for name, value in values.items()})

    def _field(self, tag: str, values: dict[str, str]) -> None:
        if tag == "select":
            self._select = values["name"]
        elif tag == "option" and ("selected" in values or self._select not in self.fields):
            self.fields[self._select] = values["value"]
        elif tag == "input" and (values["type"] != "checkbox" or "checked" in values):
            self.fields[values["name"]] = values.get("value", "")

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [values for name, values in self.elements if name == tag]


def page_of(client: Client, model_id: str, **query: str) -> tuple[httpx.Response, Page]:
    reply = client.get(f"/parts/{model_id}", params=query, headers=PAGE)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    return reply, Page(reply.text)


def test_a_page_runs_nothing_whatever_a_script_says(owner: Client) -> None:
    model_id = owner.publish(HOSTILE, title="<script>alert(0)</script>")["id"]
    owner.get(f"/parts/{model_id}/picture.png")
    for reply, page in (page_of(owner, model_id), page_of(owner, model_id, preset="<u>small</u>")):
        known = {"html", "head", "meta", "title", "style", "body", "header", "strong", "nav", "a", "main", "h1", "p"}
        known |= {"code", "div", "img", "h2", "span", "form", "input", "fieldset", "legend", "label", "small"}
        known |= {"select", "option", "button", "table", "thead", "tbody", "tr", "th", "td", "h3", "pre"}
        assert {tag for tag, _ in page.elements} <= known
        assert not [name for _, values in page.elements for name in values if name.startswith("on")]
        assert html.escape(HOSTILE) in reply.text
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert "unsafe" not in policy
        assert reply.headers["x-content-type-options"] == "nosniff"
    listing = owner.get("/parts", params={"q": "<script>"}, headers=PAGE)
    assert not Page(listing.text).all("script")
    assert html.escape("<script>alert(0)</script>") in listing.text


def test_a_page_tells_parameters_presets_versions_script_and_how_to_build(owner: Client) -> None:
    model_id = owner.publish()["id"]
    owner.publish(BOX + "# second\n", id=model_id)
    text = html.unescape(page_of(owner, model_id)[0].text)
    for expected in ("A plain box", "Of wood.", "Length", "along x", "1 to 9 mm", "long", "Version 1", "# second"):
        assert expected in text
    assert f'ModelExplorer(id="{model_id}")' in text


def test_the_command_that_a_page_shows_builds_the_model(owner: Client, tmp_path: Path) -> None:
    script = "id = 2.0\nshow_object(cq.Workplane().box(id, 1, 1))\n# @preset big: id=5\n"
    for model_id, query in ((samples.handle.id, {}), (owner.publish(script)["id"], {"preset": "big"})):
        text = html.unescape(page_of(owner, model_id, **query)[0].text)
        command = text[text.index("curl http") : text.index("</pre>", text.index("curl http"))]
        command = command.replace("YOUR_KEY", owner.headers["x-api-key"]).replace("curl", "curl -sS")
        subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True, timeout=60)
        built = read_mesh((tmp_path / "model.stl").read_bytes(), "STL")
        assert built.volume == pytest.approx(owner.volume(id=model_id), rel=1e-6)


def test_every_input_of_a_page_has_a_label_and_no_key_is_in_it(owner: Client) -> None:
    reply, page = page_of(owner, samples.handle.id)
    labelled = {values["for"] for values in page.all("label")}
    inputs = [values for tag in ("input", "select", "textarea") for values in page.all(tag)]
    visible = [values for values in inputs if values.get("type") != "hidden"]
    assert {values["id"] for values in visible} == labelled
    assert [values["type"] for values in visible if values["name"] == "key"] == ["password"]
    assert owner.headers["x-api-key"] not in reply.text
    assert [(form["method"], form["action"]) for form in page.all("form")] == [("post", "/parts/build")]


@pytest.mark.long
@pytest.mark.parametrize("sample", [samples.handle, samples.bracket, samples.perforated_plate], ids=repr)
def test_the_form_as_it_stands_builds_the_defaults(owner: Client, sample: samples.Sample) -> None:
    _, page = page_of(owner, sample.id)
    assert owner.volume(**page.fields) == pytest.approx(owner.volume(id=sample.id), rel=1e-9)


@pytest.mark.parametrize(("sample", "preset"), [(samples.handle, "appliance"), (samples.bracket, "shelf")])
def test_a_preset_fills_the_form_in(owner: Client, sample: samples.Sample, preset: str) -> None:
    _, page = page_of(owner, sample.id, preset=preset)
    assert page.fields["preset"] == preset
    wanted = owner.volume(id=sample.id, preset=preset)
    assert owner.volume(**page.fields) == pytest.approx(wanted, rel=1e-9)
    assert wanted != pytest.approx(owner.volume(id=sample.id), rel=1e-3)


def test_a_preset_that_breaks_the_scripts_own_bounds_builds_from_the_form(owner: Client) -> None:
    script = "size = 5.0  # [4:9] mm\nlid = True\n# @preset tiny: size=1, lid=False\n"
    script += "show_object(cq.Workplane().box(size, 1, 2 if lid else 1))\n"
    _, page = page_of(owner, owner.publish(script)["id"], preset="tiny")
    assert [values["name"] for values in page.all("input") if "disabled" in values] == ["p.size"]
    assert owner.volume(**page.fields) == pytest.approx(1.0, rel=1e-6)


def test_a_script_that_breaks_its_own_limits_builds_from_the_form(owner: Client) -> None:
    script = "a = FloatParam(min=2, max=9, presets={'default': 1.0})\n"
    script += "b = IntParam(min=0.5, max=9.5, presets={'default': 3})\n"
    script += "def build():\n    return Workplane().box(a.value, b.value, 7)\n"
    _, page = page_of(owner, owner.publish(script)["id"])
    assert [values["name"] for values in page.all("input") if "disabled" in values] == ["p.a"]
    assert [(values["min"], values["max"]) for values in page.all("input") if values["name"] == "p.b"] == [("1", "9")]
    assert owner.volume(**page.fields) == pytest.approx(21.0, rel=1e-6)


def test_parameters_with_names_of_the_contract_build_from_the_form(owner: Client) -> None:
    script = "id = 2.0\ntype = 3.0\nfiles = 4.0\ns = 'x'\nshow_object(cq.Workplane().box(id, type, files))\n"
    _, page = page_of(owner, owner.publish(script)["id"])
    assert owner.volume(**page.fields | {"p.files": "5"}) == pytest.approx(30.0, rel=1e-6)


def test_an_old_versions_page_builds_that_version(owner: Client) -> None:
    model_id = owner.publish()["id"]
    owner.publish(BOX.replace("3))", "5))"), id=model_id)
    _, page = page_of(owner, model_id, version="1")
    assert owner.volume(**page.fields) == pytest.approx(6.0, rel=1e-6)


@pytest.mark.parametrize("query", [{}, {"version": "7"}])
def test_an_address_that_leads_nowhere_is_a_friendly_404(owner: Client, query: dict[str, str]) -> None:
    model_id = "nosuchid" if not query else samples.handle.id
    page = owner.get(f"/parts/{model_id}", params=query, headers=PAGE)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert {"href": "/parts"} in Page(page.text).all("a")
    told = owner.get(f"/parts/{model_id}", params=query, headers=AS_JSON)
    assert (told.status_code, told.json()["error"]["kind"]) == (404, "notfound")


def test_a_model_that_does_not_build_shows_why_instead_of_a_picture(owner: Client, service: Any) -> None:
    model_id = owner.publish("thickness = 3\nraise ValueError('the wall is <too> thin')\n")["id"]
    address = f"/parts/{model_id}/picture.png"
    told = owner.get(address, headers=AS_JSON)
    assert (told.status_code, told.json()["error"]["line"]) == (500, 2)
    drawn = owner.get(address, headers=AS_IMAGE)
    assert (drawn.status_code, drawn.headers["content-type"]) == (500, "image/svg+xml")
    words = " ".join(ElementTree.fromstring(drawn.content).itertext())
    assert "No picture ValueError: the wall is <too> thin" in words
    reply, page = page_of(owner, model_id)
    assert "the wall is <too> thin" in html.unescape(reply.text)
    assert page.all("img") == []


def test_a_picture_is_drawn_once_and_charged_to_nobody(owner: Client, service: Any) -> None:
    model_id = owner.publish()["id"]
    before = (owner.get("/account").json()["used"], service.builds)
    pictures = [owner.get(f"/parts/{model_id}/picture.png", headers=AS_IMAGE) for _ in range(2)]
    assert [picture.headers["content-type"] for picture in pictures] == ["image/png"] * 2
    assert pictures[0].content == pictures[1].content
    with Image.open(io.BytesIO(pictures[0].content)) as image:
        assert image.size == (800, 600)
        assert len(image.convert("RGB").getcolors(800 * 600)) > 2
    assert (owner.get("/account").json()["used"], service.builds) == before


def test_a_browser_never_takes_the_page_for_the_json_at_its_address(owner: Client) -> None:
    for path in ("/parts", f"/parts/{samples.handle.id}"):
        replies = [owner.get(path, headers=accept) for accept in (PAGE, AS_JSON)]
        assert [reply.headers["vary"] for reply in replies] == ["Accept"] * 2
        assert [reply.headers["content-type"].partition(";")[0] for reply in replies] == [
            "text/html",
            "application/json",
        ]


@pytest.mark.long
def test_models_outlive_a_kill_of_the_service(tmp_path: Path, start: Callable[[Path], Any]) -> None:
    first = start(tmp_path)
    with Client(first.url, first.key) as client:
        model_id = client.publish()["id"]
        first.process.send_signal(signal.SIGKILL)
        first.process.wait(timeout=30)
    second = start(tmp_path)
    with Client(second.url, second.key) as client:
        assert client.shown(model_id)["script"] == BOX
        assert client.volume(id=model_id) == pytest.approx(6.0, rel=1e-6)
