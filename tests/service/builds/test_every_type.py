"""Models of every sort in every output type, read again: by other programs where there are any."""

from __future__ import annotations

import io
import math
import zipfile
from xml.etree.ElementTree import parse

import cadquery as cq
import ezdxf
import pytest
import trimesh
from PIL import Image
from volumes import VOLUMES, actors_of  # tests/readers, on the path by pyproject.toml

from cadwidgets.contract.requests import FORMATS, QUESTIONS
from cadwidgets.errors import RequestError
from cadwidgets.geometry.amf import read_amf
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.service.builds.shapes import Part

CUBE = cq.Solid.makeBox(1, 1, 1)
PLATE = cq.Workplane().box(10, 20, 3).faces(">Z").workplane().hole(4).val()
PLAIN = [output for output in FORMATS if output not in QUESTIONS]
MODELS: dict[str, tuple[list[Part], str]] = {
    "a coloured assembly": (
        [
            Part(PLATE, "base/Größe", "#c04020", 0.5),
            Part(cq.Solid.makeCone(4, 0, 8).moved(cq.Location((0, 0, 4))), 'the "tip"', "#3060c0"),
        ],
        "mm",
    ),
    "a box in inches": ([Part(cq.Solid.makeBox(1, 2, 3))], "in"),
    "a mirrored part": ([Part(PLATE.mirror("YZ").mirror("XY"))], "mm"),
    "solids that touch": (
        [Part(cq.Compound.makeCompound([CUBE, CUBE.moved(cq.Location((1, 0, 0)))]))],
        "cm",
    ),
    "a sphere": ([Part(cq.Solid.makeSphere(2, angleDegrees1=-90))], "m"),
    "a cone with a tip": ([Part(cq.Solid.makeCone(2, 0, 3))], "um"),
}
MESHES = ("STL", "AMF", "TJS", "GLB", "3MF", "VRML")
EXACT = ("STEP", "BREP")


@pytest.fixture(params=MODELS)
def model(request) -> tuple[list[Part], str]:
    return MODELS[request.param]


def needed(output: str) -> dict[str, str]:
    """The options without which there is no file."""
    asked = {"picks": '[["part", 0, -1, [0, 0, 0]]]', "planes": "[[[0, 0, 1], 0.5]]", "measures": ""}
    return {QUESTIONS[output]: asked[QUESTIONS[output]]} if output in QUESTIONS else {}


def volume_of(parts: list[Part]) -> float:
    return math.fsum(part.shape.Volume() for part in parts)


@pytest.mark.parametrize("output", MESHES)
def test_a_mesh_encloses_the_volume(output: str, model, export_parts) -> None:
    parts, unit = model
    path = export_parts(parts, output, unit)
    assert VOLUMES[output](path, unit) == pytest.approx(volume_of(parts), rel=0.005)


@pytest.mark.parametrize("output", EXACT)
def test_an_exact_type_keeps_the_volume(output: str, model, export_parts) -> None:
    parts, unit = model
    path = export_parts(parts, output, unit)
    assert VOLUMES[output](path, unit) == pytest.approx(volume_of(parts), rel=1e-6)


def test_every_model_can_be_drawn_and_pictured(model, export_parts) -> None:
    parts, unit = model
    document = ezdxf.readfile(export_parts(parts, "DXF", unit))
    assert not document.audit().errors
    assert len(document.modelspace().query("*[layer=='VISIBLE']")) > 0
    picture = parse(export_parts(parts, "SVG", unit))
    assert picture.getroot().tag == "{http://www.w3.org/2000/svg}svg"
    with Image.open(export_parts(parts, "PNG", unit, width=64, height=48)) as image:
        assert image.size == (64, 48)
        assert len(image.convert("RGBA").getcolors(64 * 48)) > 2


def test_equal_models_make_equal_files_in_every_type(export_parts) -> None:
    parts, unit = MODELS["a coloured assembly"]
    for output in FORMATS:
        first, second = (export_parts(parts, output, unit, **needed(output)).read_bytes() for _ in range(2))
        assert first == second, output


def test_vrml_has_the_colours_and_opacities_of_the_parts(export_parts) -> None:
    looks = [actor.GetProperty() for actor in actors_of(export_parts(MODELS["a coloured assembly"][0], "VRML"))]
    assert [look.GetOpacity() for look in looks] == pytest.approx([0.5, 1.0])
    assert looks[0].GetDiffuseColor() == pytest.approx((0xC0 / 255, 0x40 / 255, 0x20 / 255), abs=1e-4)
    assert looks[1].GetDiffuseColor() == pytest.approx((0x30 / 255, 0x60 / 255, 0xC0 / 255), abs=1e-4)


def test_triangles_keep_the_names_of_the_parts(export_parts) -> None:
    parts = MODELS["a coloured assembly"][0]
    for output in ("AMF", "GLB", "TJS"):
        found = read_mesh(export_parts(parts, output))
        assert [group.name for group in found.groups] == [part.name for part in parts], output
        assert [group.color for group in found.groups] == [part.color for part in parts], output


def test_amf_has_an_object_for_each_solid(export_parts) -> None:
    assert export_parts(*_pair("AMF")).read_bytes().count(b"<object") == 2


def _pair(output: str) -> tuple[list[Part], str]:
    return MODELS["solids that touch"][0], output


def test_stl_is_text_when_asked_for(export_parts) -> None:
    binary, text = (export_parts(*_pair("STL"), ascii=flag) for flag in ("false", "true"))
    assert not binary.read_bytes().startswith(b"solid")
    assert text.read_bytes().startswith(b"solid")
    assert trimesh.load(text, file_type="stl_ascii").to_geometry().volume == pytest.approx(2.0)


def test_amf_is_packed_when_asked_for(export_parts) -> None:
    data = export_parts(*_pair("AMF"), zip="true").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = archive.namelist()
        assert name.endswith(".amf")
    assert read_amf(data).volume == pytest.approx(2.0)


def test_a_sketch_as_dxf_is_seen_in_its_true_size_unless_a_view_is_asked_for(export_parts) -> None:
    sheet = [Part(PLATE.faces("<Z"))]
    flat, slanted = (
        ezdxf.readfile(export_parts(sheet, "DXF", **options)).modelspace() for options in ({}, {"view": "iso"})
    )
    assert [circle.dxf.radius for circle in flat.query("CIRCLE")] == pytest.approx([2])
    assert (len(slanted.query("CIRCLE")), len(slanted.query("ELLIPSE"))) == (0, 1)


@pytest.mark.parametrize(
    ("output", "options", "allowed"),
    [
        ("STEP", {"ascii": "true"}, "STL"),
        ("STL", {"zip": "1"}, "AMF"),
        ("AMF", {"schema": "AP242"}, "STEP"),
        ("STEP", {"deflection": "0.1"}, "GLB"),
        ("BREP", {"angle": "0.1"}, "PNG"),
        ("DXF", {"width": "100"}, "SVG, PNG"),
        ("GLB", {"view": "top"}, "DXF"),
    ],
)
def test_an_option_of_another_type_is_refused_by_name(
    output: str, options: dict[str, str], allowed: str, export_parts
) -> None:
    with pytest.raises(RequestError) as caught:
        export_parts([Part(CUBE)], output, **options)
    ((name, value),) = options.items()
    assert (caught.value.parameter, caught.value.value) == (f"o.{name}", value)
    assert allowed in caught.value.allowed


def test_the_version_of_a_stored_model_goes_with_every_type(export_parts) -> None:
    for output in FORMATS:
        assert export_parts([Part(CUBE)], output, version="3", **needed(output)).stat().st_size


def test_a_file_that_was_not_written_is_an_error(export_parts, monkeypatch) -> None:
    for output in FORMATS:
        monkeypatch.setattr("cadwidgets.service.builds.export.file_name", lambda output: "none/out")
        with pytest.raises(OSError, match=r"none|could not write"):
            export_parts([Part(CUBE)], output, **needed(output))
