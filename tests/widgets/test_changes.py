"""What is read out after a change: which parameters, what it weighs now, and how much more or less than before."""

from __future__ import annotations

import pytest

from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import BuildResult
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.modelscript import parse_script
from cadwidgets.widgets._changes import Changes

SCRIPT = """
width = 40.0  # [10:100] mm  Overall width
holes = 4  # [1:9]
style = "hex"  # [hex, round]
chamfered = True
show_object(None)
"""
SCHEMA = parse_script(SCRIPT)


def model(**measured: float) -> BuiltModel:
    return BuiltModel(BuildResult(BuildRequest.of(script=SCRIPT), b"", properties=measured))


@pytest.fixture
def changes():
    begun = Changes()
    assert begun.told(SCHEMA, SCHEMA.defaults, model(volume=1000.0, mass=1.2)) == "", "the first one is no change"
    return begun


def test_a_change_tells_value_mass_and_difference(changes):
    said = changes.told(SCHEMA, {**SCHEMA.defaults, "width": 42.0}, model(volume=1030.0, mass=1.236))
    assert said == "Overall width 42 mm, mass 1.236 kg, plus 3 percent"
    assert changes.told(SCHEMA, SCHEMA.defaults, model(volume=1000.0, mass=1.2)).endswith("minus 2.9 percent")


def test_large_numbers_are_rounded_and_written_out(changes):
    said = changes.told(SCHEMA, {**SCHEMA.defaults, "width": 41.5}, model(volume=23329.2))
    assert said == "Overall width 41.5 mm, volume 23,330 mm\u00b3"


def test_the_same_values_are_not_told_again(changes):
    assert changes.told(SCHEMA, SCHEMA.defaults, model(volume=1000.0, mass=1.2)) == ""


def test_a_model_without_mass_is_told_by_its_volume(changes):
    values = {**SCHEMA.defaults, "style": "round"}
    assert changes.told(SCHEMA, values, model(volume=500.0)) == "Style round, volume 500 mm\u00b3"
    values["holes"] = 5
    assert changes.told(SCHEMA, values, model(volume=500.0)) == "Holes 5, volume 500 mm\u00b3, unchanged"
    values["chamfered"] = False
    assert (
        changes.told(SCHEMA, values, model(volume=2000.0)) == "Chamfered false, volume 2,000 mm\u00b3, plus 300 percent"
    )


def test_many_changes_are_counted(changes):
    every = {"width": 50.0, "holes": 2, "style": "round", "chamfered": False}
    assert changes.told(SCHEMA, every, model(mass=2.4)) == "4 parameters, mass 2.4 kg, plus 100 percent"
