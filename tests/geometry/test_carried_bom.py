"""A built model tells what it is made of; what is no bill of materials is refused, whoever wrote it."""

from __future__ import annotations

import json

import pytest

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_json import to_json
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import BuildResult
from cadwidgets.errors import GeometryError
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.carried_bom import carried_bom
from cadwidgets.geometry.glb import read_glb, write_glb

LINES = (BomLine("00123", "\u202eevil <b>", 2.0), BomLine("1E5", children=(BomLine(name="=1+1", mass_kg=0.5),)))


def built(data: bytes, kind: str) -> BuiltModel:
    return BuiltModel(BuildResult(BuildRequest.of(script="x", type=kind), data))


def test_a_glb_and_a_file_of_its_own_carry_the_same_lines(box) -> None:
    glb = write_glb([box()], "in", {"bom": to_json(LINES)})
    assert built(glb, "GLB").bom == LINES
    assert built(json.dumps(to_json(LINES)).encode(), "BOM").bom == LINES
    again = read_glb(glb)
    assert (again.unit, again.volume) == ("in", pytest.approx(6.0))


def test_the_unit_of_a_glb_is_its_own_whatever_else_is_noted(box) -> None:
    assert read_glb(write_glb([box()], "in", {"unit": "m"})).unit == "in"


@pytest.mark.parametrize("kind", ["STL", "STEP", "TJS", "AMF", "3MF", "PNG"])
def test_other_types_carry_none(kind: str) -> None:
    assert carried_bom(b"anything", kind) is None


def test_a_glb_of_another_program_carries_none(box) -> None:
    assert carried_bom(write_glb([box()]), "GLB") is None
    for extras in (b"[1]", b'"x"', b"null"):
        data = write_glb([box()]).replace(b'{"unit":"mm"}', extras.ljust(13))
        assert carried_bom(data, "GLB") is None


HOSTILE = [
    {},
    "lines",
    [1],
    [{"quantity": -1}],
    [{"quantity": "many"}],
    [{"name": ["a"]}],
    [{"evil": "x"}],
    [{"name": "x" * 10_001}],
    [{"part": {"part_number": "only half"}}],
    [{"children": "x"}],
    [{}] * 20_001,
]


@pytest.mark.parametrize("told", HOSTILE, ids=lambda told: str(told)[:40])
def test_what_is_no_bill_of_materials_is_refused(told: object, box) -> None:
    for data, kind in ((json.dumps(told).encode(), "BOM"), (write_glb([box()], "mm", {"bom": told}), "GLB")):
        with pytest.raises(GeometryError, match="no bill of materials") as caught:
            _ = built(data, kind).bom
        assert caught.value.format == kind


@pytest.mark.parametrize("data", [b"", b"<html>", b"[{", b"[" * 100_000, b"\xff", b'[{"quantity": NaN}]'])
def test_bytes_that_are_no_json_are_refused(data: bytes) -> None:
    with pytest.raises(GeometryError, match="bill of materials"):
        carried_bom(data, "BOM")
