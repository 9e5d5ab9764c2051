"""The plummer block among the samples: its parts of the catalog fit, and its bill of materials counts them."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from cadwidgets import samples
from cadwidgets.contract.bom import exploded
from cadwidgets.modelscript import load_script
from cadwidgets.service import catalog
from cadwidgets.service.builds.bill import bill_of_materials
from cadwidgets.service.builds.execute import execute
from cadwidgets.service.builds.shapes import Part, bounding_box
from cadwidgets.service.builds.shim import Model
from cadwidgets.service.builds.sized import sized
from cadwidgets.service.builds.substance import Substance
from cadwidgets.service.catalog.sizes import sizes_of

VALUES = [
    {},
    {"preset": "light"},
    {"preset": "heavy"},
    {"bore": 20.0, "screw": "M12"},
    {"bore": 60.0, "screw": "M6", "height": 20.0, "width": 16.0, "wall": 5.0, "shaft_length": 60.0},
]

CASES = [VALUES[0], *(pytest.param(values, marks=pytest.mark.long) for values in VALUES[1:])]


def test_every_bore_of_the_slider_is_that_of_one_bearing_and_of_a_collar() -> None:
    schema = sized(load_script(samples.bearing_block.text).schema)
    assert schema.warnings == ()
    assert [size.part_numbers[0] for size in schema["bore"].sizes][:2] == ["6204-2RS", "6205-2RS"]
    assert {len(size.part_numbers) for size in schema["bore"].sizes} == {1}
    collars = {size.value for size in sizes_of(catalog.families(), "DIN 705.d1").sizes}
    assert collars.issuperset(schema["bore"].choices)


def model(tmp_path: Path, preset: str = "", **values: object) -> Model:
    script = load_script(samples.bearing_block.text)
    return execute(script, script.schema.resolve(preset, values), tmp_path)


def near(one: Part, other: Part) -> bool:
    first, second = bounding_box(one.shape), bounding_box(other.shape)
    return all(first[axis] < second[axis + 3] and second[axis] < first[axis + 3] for axis in range(3))


@pytest.mark.parametrize("values", CASES, ids=str)
def test_no_part_reaches_into_another(values: dict[str, object], tmp_path: Path) -> None:
    parts = model(tmp_path, **values).parts
    pairs = [pair for pair in itertools.combinations(parts, 2) if near(*pair)]
    assert len(pairs) >= 10
    for one, other in pairs:
        common = one.shape.intersect(other.shape).Volume()
        assert common == pytest.approx(0.0, abs=1e-3), (one.name, other.name)


@pytest.mark.parametrize("values", CASES, ids=str)
def test_the_bill_counts_every_part_of_the_catalog(values: dict[str, object], tmp_path: Path) -> None:
    made, warnings = model(tmp_path, **values), []
    bill = bill_of_materials(made.shown, made.catalog_parts, "mm", Substance(), warnings.append)
    assert warnings == []
    assert [line.name for line in bill.lines[:3]] == ["base", "cap", "shaft"]
    found = {line.standard: line.quantity for line in exploded(bill.lines) if line.part}
    assert found == {"ISO 15": 1, "DIN 705": 2, "ISO 7089": 4, "ISO 4762": 2, "ISO 4017": 2}
    assert bill.mass == pytest.approx(sum(line.quantity * line.mass_kg for line in exploded(bill.lines)))
