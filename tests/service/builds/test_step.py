"""STEP files, read again by the kernel in a process that knows nothing of how they were written."""

from __future__ import annotations

import getpass
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cadquery as cq
import pytest

from cadwidgets.service.builds.exporters.step import write_step
from cadwidgets.service.builds.shapes import Part

NAME = "Größe/螺丝 😀 'x' a\\b"
PLATE = cq.Workplane().box(10, 20, 3).faces(">Z").workplane().hole(4).val()
PIN = cq.Solid.makeCylinder(1, 5)
PAIR = cq.Compound.makeCompound([cq.Solid.makeBox(1, 1, 1), cq.Solid.makeBox(1, 1, 1).moved(cq.Location((1, 0, 0)))])
PARTS = [
    Part(PLATE, NAME, "#c04020", 0.25),
    Part(PIN.moved(cq.Location((4, 0, 0), (1, 0, 0), 90)), "pins/left", "#3060c0"),
    Part(PIN.moved(cq.Location((-4, 0, 0))), "pins/right", "#20c040"),
    Part(PAIR.moved(cq.Location((0, 0, 9)))),
]
READ = """
import json, sys
import cadquery as cq
def read(path):
    root = cq.Assembly.importStep(path)
    parts = [
        {
            "name": part.name,
            "color": part.color and part.color.toTuple(),
            "at": part.loc.toTuple()[0],
            "volume": sum(shape.Volume() for shape in part.shapes),
            "solids": sum(len(shape.Solids()) for shape in part.shapes),
        }
        for part in root.children
    ]
    return {"name": root.name, "parts": parts}
print(json.dumps([read(path) for path in sys.argv[1:]]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    found: Path = tmp_path_factory.mktemp("step")
    write_step(PARTS, "mm", "AP214", found / "ap214.step")
    write_step(PARTS, "in", "AP242", found / "ap242.step")
    write_step([Part(PIN, color="#ff0000")], "mm", "AP214", found / "red.step")
    pins = [Part(PIN.moved(cq.Location((x, 0, 0))), name, "#0000ff") for name, x in PLACES.items()]
    write_step(pins, "mm", "AP214", found / "pins.step")
    return found


PLACES = {"right": 5.0, "middle": 0.0, "middle again": 0.0, "left": -5.0, "right again": 5.0}
"""One geometry at several places along x, also twice at one place."""


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[str, Any]:
    """What another process finds in each file, by the file's name."""
    paths = sorted(folder.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", READ, *map(str, paths)], capture_output=True, text=True, check=True, timeout=300
    )
    return dict(zip((path.name for path in paths), json.loads(done.stdout.splitlines()[-1]), strict=True))


@pytest.mark.parametrize(("file", "millimetres"), [("ap214.step", 1.0), ("ap242.step", 25.4)])
def test_parts_keep_names_colours_places_and_volumes(read, file: str, millimetres: float) -> None:
    found = read[file]
    assert found["name"] == "model"
    assert [part["name"] for part in found["parts"]] == [NAME, "pins/left", "pins/right", "part 4"]
    for part, written in zip(found["parts"], PARTS, strict=True):
        assert part["volume"] == pytest.approx(written.shape.Volume() * millimetres**3, rel=1e-6)
        assert part["solids"] == len(written.shape.Solids())
        place = written.shape.location().toTuple()[0]
        assert part["at"] == pytest.approx([value * millimetres for value in place], abs=1e-9)
    plate, left, right, pair = (part["color"] for part in found["parts"])
    assert plate == pytest.approx([0xC0 / 255, 0x40 / 255, 0x20 / 255, 0.25], abs=1e-6)
    assert left == pytest.approx([0x30 / 255, 0x60 / 255, 0xC0 / 255, 1], abs=1e-6)
    assert right == pytest.approx([0x20 / 255, 0xC0 / 255, 0x40 / 255, 1], abs=1e-6)
    assert pair is None


def test_a_single_part_with_a_colour_keeps_it(read) -> None:
    (part,) = read["red.step"]["parts"]
    assert part["color"] == pytest.approx([1, 0, 0, 1])


def test_one_geometry_at_several_places_keeps_each_name_at_its_place(read) -> None:
    found = {part["name"]: part["at"][0] for part in read["pins.step"]["parts"]}
    assert found == pytest.approx(PLACES)


def test_shared_geometry_is_written_once(folder: Path) -> None:
    """A plate, a pin that is there twice, a pair of boxes."""
    assert (folder / "ap214.step").read_bytes().count(b"MANIFOLD_SOLID_BREP(") == 4


def test_the_file_tells_its_application_protocol_and_unit(folder: Path) -> None:
    old, new = ((folder / name).read_text("ascii") for name in ("ap214.step", "ap242.step"))
    assert "AUTOMOTIVE_DESIGN" in old
    assert "CONVERSION_BASED_UNIT" not in old
    assert "AP242_MANAGED_MODEL_BASED_3D_ENGINEERING_MIM_LF" in new
    assert "CONVERSION_BASED_UNIT('INCH'" in new


def test_an_earlier_file_leaves_no_trace_in_a_later_one(folder: Path, tmp_path: Path) -> None:
    """The kernel's settings are global."""
    write_step(PARTS, "in", "AP242", tmp_path / "other.step")
    write_step(PARTS, "mm", "AP214", tmp_path / "again.step")
    assert (tmp_path / "again.step").read_bytes() == (folder / "ap214.step").read_bytes()


@pytest.mark.parametrize("schema", ["AP203", "AP214", "AP242"])
@pytest.mark.parametrize("parts", [PARTS, [Part(PIN)]], ids=["assembly", "part"])
def test_no_schema_tells_who_made_the_file_and_when(parts: list[Part], schema: str, tmp_path: Path) -> None:
    """AP203 has entities for that, which the kernel fills in."""
    write_step(parts, "mm", schema, tmp_path / "x.step")
    text = (tmp_path / "x.step").read_text("ascii")
    now = datetime.now(UTC)
    assert f"CALENDAR_DATE({now.year}" not in text
    assert f"{now:%Y-%m-%d}" not in text
    assert f"'{getpass.getuser()}'" not in text
    dated = "CALENDAR_DATE(2000,1,1)", "LOCAL_TIME(0,0,$,", "PERSON('unknown','','unknown'"
    assert [words in text for words in dated] == [schema == "AP203"] * 3


def test_a_single_part_is_a_product_of_its_own_name_and_no_assembly(tmp_path: Path) -> None:
    write_step([Part(PIN, "ISO 2338 4x20 Ø")], "mm", "AP214", tmp_path / "pin.step")
    text = (tmp_path / "pin.step").read_text("ascii")
    assert "PRODUCT('ISO 2338 4x20 \\X2\\00D8\\X0\\'" in text
    assert "NEXT_ASSEMBLY_USAGE_OCCURRENCE" not in text


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    for parts in (PARTS, [Part(PIN)]):
        with pytest.raises(OSError, match="could not write"):
            write_step(parts, "mm", "AP214", tmp_path / "none" / "x.step")
