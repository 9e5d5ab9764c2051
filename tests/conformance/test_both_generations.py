"""Both clients at both kinds of service, end to end: what was asked for comes, whole, and says the same everywhere."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cadquery
import ezdxf.bbox
import pytest
from volumes import VOLUMES  # tests/readers, on the path by pyproject.toml

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients._part_download import part_files
from cadwidgets.clients._parts import PartsClient
from cadwidgets.clients.accounts import AccountsClient
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.delivery import Delivery
from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.settings import Secret

STANDARD_PARTS, CONTRACT_PARTS = "CADWIDGETS_STANDARD_PARTS", "CONTRACT_WASHERS"
VOLUME = math.pi / 4 * (20**2 - 10.5**2) * 2
"""A washer for M10, of ISO 7089 or of the contract-only server: 10.5 mm inside, 20 mm outside, 2 mm thick."""
BOX = [2, 20, 20]
ASSEMBLY = PartRef(STANDARD_PARTS, "ISO 4762 M10x40 with ISO 7089")


@dataclass(frozen=True)
class Place:
    """A client at a service, and a washer that the service has."""

    client: PartsClient
    washer: PartRef


def session(url: str, key: str) -> HttpSession:
    return HttpSession(RemoteEndpoint(url, Secret(key)))


def ours_classic(service: Any, foreign: Any) -> Place:
    client = TracePartsClassic(session(service.url, service.key), email=EMBEDDED_EMAIL)
    return Place(client, PartRef(STANDARD_PARTS, "ISO 7089 10"))


def ours_gateway(service: Any, foreign: Any) -> Place:
    http = session(service.url, service.key)
    client = TracePartsGateway(http, tenant=Secret(tenant_of(LOCAL)), email=Secret(EMBEDDED_EMAIL))
    return Place(client, PartRef(STANDARD_PARTS, "ISO 7089 10"))


def foreign_classic(service: Any, foreign: Any) -> Place:
    client = TracePartsClassic(session(foreign.traceparts_url, foreign.key), email=foreign.email)
    return Place(client, PartRef(CONTRACT_PARTS, "W-10"))


def foreign_gateway(service: Any, foreign: Any) -> Place:
    http = session(foreign.gateway_url, foreign.key)
    client = TracePartsGateway(http, tenant=Secret(foreign.tenant), email=Secret(foreign.email))
    return Place(client, PartRef(CONTRACT_PARTS, "W-10"))


ALL = (ours_classic, ours_gateway, foreign_classic, foreign_gateway)


@pytest.fixture
def place(request: pytest.FixtureRequest, service: Any, contract_server: Any) -> Place:
    made: Place = request.param(service, contract_server)
    return made


everywhere = pytest.mark.parametrize("place", ALL, indirect=True, ids=lambda make: make.__name__)
at_ours = pytest.mark.parametrize("place", ALL[:2], indirect=True, ids=lambda make: make.__name__)


@pytest.mark.long
@everywhere
def test_every_format_of_a_part_holds_the_part(place: Place, tmp_path: Path) -> None:
    formats = place.client.formats(place.washer)
    assert {"STL"} < {known.label for known in formats}
    for known in formats:
        part = place.client.download(place.washer, known, tmp_path / str(known.id))
        (name,) = part.names
        check_washer(known.label, tmp_path / str(known.id) / name)
        assert part.bom_text
        assert part_files(part.archive).files == part.files
    assert place.client.requests == len(formats)


def check_washer(label: str, path: Path) -> None:
    """A solid has the washer's volume; a drawing has its outline as it is seen from that side."""
    kind = label.split()[0]
    if kind == "DXF":
        box = ezdxf.bbox.extents(ezdxf.readfile(path).modelspace())
        assert (box.size.x, box.size.y) == pytest.approx((20, 20 if label.endswith("top") else 2)), label
    elif kind == "SVG":
        assert b"<svg" in path.read_bytes()
        assert len(list(ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}path"))) >= 2
    else:
        precision = 1e-6 if kind in ("STEP", "BREP") else 0.01
        assert VOLUMES[kind](path, "mm") == pytest.approx(VOLUME, rel=precision), label
        if kind in ("STL", "AMF", "STEP"):
            assert sides(path) == pytest.approx(BOX, rel=precision), label


def sides(path: Path) -> list[float]:
    """The sorted sides of the bounding box; a STEP file is read by the CAD kernel."""
    if path.suffix.lower() not in (".step", ".stp"):
        x0, y0, z0, x1, y1, z1 = read_mesh(path).bounding_box
        return sorted((x1 - x0, y1 - y0, z1 - z0))
    box = cadquery.importers.importStep(str(path)).combine().val().BoundingBox(1e-9)
    return sorted((box.xlen, box.ylen, box.zlen))


@at_ours
@pytest.mark.parametrize(
    ("label", "schema"), [("STEP AP203", "CONFIG_CONTROL"), ("STEP AP214", "AUTOMOTIVE"), ("STEP AP242", "AP242")]
)
def test_a_step_file_names_the_application_protocol_that_was_asked_for(place: Place, label: str, schema: str) -> None:
    (data,) = place.client.download(place.washer, label).files.values()
    assert schema in data.decode().split("FILE_SCHEMA", 1)[1][:60]


@everywhere
def test_what_a_download_saves_is_what_it_returns(place: Place, tmp_path: Path) -> None:
    part = place.client.download(place.washer, "STL", tmp_path)
    saved = {path.name: path.read_bytes() for path in part.paths}
    assert set(part.files.values()) | {part.bom_text, part.archive} == set(saved.values())
    assert {path.name for path in tmp_path.iterdir()} == set(saved)


@at_ours
def test_the_bom_text_says_what_the_service_says_without_a_cad_request(place: Place) -> None:
    said = place.client.bom(place.washer)
    assert place.client.requests == 0
    text = BomText.parse(place.client.download(place.washer, "STL").bom_text)
    assert text.unread == ()
    assert set(said.fields) <= set(text.fields)
    assert ("Part number", "ISO 7089 10") in {(field.label, field.value) for field in text.fields}


@pytest.mark.long
def test_configure_gives_exactly_the_attributes_of_the_bom_text(service: Any, contract_server: Any) -> None:
    place = ours_gateway(service, contract_server)
    for part in (place.washer, PartRef(STANDARD_PARTS, "6205"), ASSEMBLY):
        for language in ("en", "de", "fr"):
            said = place.client.bom(part, language=language)
            text = place.client.download(part, "STL", language=language).bom_text
            assert BomText.parse(text) == said


@everywhere
def test_the_part_numbers_of_a_family_lead_back_to_their_parts(place: Place) -> None:
    family = place.client.find(place.washer.part_number, place.washer.classification_id)
    listed = place.client.configurations(family.part_id)
    (found,) = [known for known in listed if known.part_number == place.washer.part_number]
    by_path = place.client.download(PartRef(part_id=family.part_id, selection_path=found.part.selection_path), "STL")
    assert by_path.files == place.client.download(place.washer, "STL").files


@at_ours
def test_an_assembly_brings_its_parts_as_files_too(place: Place) -> None:
    part = place.client.download(ASSEMBLY, "STEP AP214")
    assert [name.partition(".")[0] for name in part.names] == [
        "ISO_4762_M10x40_with_ISO_7089",
        "ISO_4762_M10x40",
        "ISO_7089_10",
    ]


def test_an_assembly_yields_secondary_cad_files_for_a_key_that_wants_them(service: Any, contract_server: Any) -> None:
    accounts = AccountsClient(session(service.url, service.key))
    delivery = Delivery.of(("primary", "secondary", "bom"), "URL")
    key = accounts.create_key("types", delivery=delivery).key.reveal()
    client = TracePartsClassic(session(service.url, key), email=EMBEDDED_EMAIL)
    step = next(known.id for known in client.formats(ASSEMBLY) if "STEP" in known.label)
    job = client.wait(client.request(CadRequest(ASSEMBLY, step)))
    assert [kind for kind, _ in job.files] == [
        "URL",
        "PrimaryCADFile",
        "SecondaryCADFile",
        "SecondaryCADFile",
        "BOMFields",
    ]
