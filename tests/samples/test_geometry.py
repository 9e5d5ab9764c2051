"""What the samples build: closed, valid solids at defaults, presets, and at both ends of all ranges."""

from __future__ import annotations

import pytest

from cadwidgets.samples import SAMPLES

SOLIDS = {
    "hinge": {3},
    "enclosure": {2},
    "bearing_block": {25, 26, 28},  # by the balls of its bearing
    "flange_pair": {4 * bolts + 4 for bolts in (8, 12, 16, 24, 36, 48)},
}
NAMES = [sample.name for sample in SAMPLES]


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_every_case_is_made_of_valid_closed_solids(built, name):
    cases = built[name]
    assert len(cases) >= 3
    for case, facts in cases.items():
        assert facts["solids"] in SOLIDS.get(name, {1}), case
        assert facts["valid"], case
        assert facts["closed"], case
        assert facts["volume"] > 0, case


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_a_larger_model_has_more_material(built, name):
    cases = built[name]
    assert cases["all minimums"]["volume"] < cases["defaults"]["volume"] < cases["all maximums"]["volume"]


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("handle", "pillow_block", "bearing_block")])
def test_a_plain_or_annotated_sample_is_the_same_model_in_cadquery_alone(built, name):
    alone = built[name]["CadQuery alone"]
    assert alone == built[name]["defaults"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "case", "axis", "size"),
    [
        ("handle", "preset long", 0, 192 + 13 + 4),  # spacing, and half a collar at both ends
        ("bracket", "defaults", 0, 60),
        ("bracket", "defaults", 1, 60),
        ("bracket", "defaults", 2, 80),
        ("enclosure", "defaults", 0, 90 + 2 * 2.4),
        ("enclosure", "defaults", 2, 30 + 2.4),
        ("gear", "defaults", 0, 2 * (28 + 2)),  # module times (teeth + 2)
        ("gear", "defaults", 2, 16 + 6),
        ("bottle", "defaults", 2, 110 + 35 + 22 + 1),
        ("bottle", "preset wine", 0, 74),
        ("knob", "defaults", 0, 32 + 2 * 3),
        ("hinge", "preset closed", 1, 70 + 2 * 0.3 + 5.3),  # the pin's two domed heads stand out
        ("perforated_plate", "defaults", 0, 120),
        ("perforated_plate", "defaults", 2, 3),
        ("pillow_block", "defaults", 2, 24 + 22 / 2 + 5),
        ("bearing_block", "defaults", 1, 120),
        ("bearing_block", "preset heavy", 1, 240),
        ("gearbox", "defaults", 2, 1.3 * 6 + 70 * 2 / 3 + 8),  # floor, output gear, clearance
        ("manifold", "defaults", 0, 3 * 50 + 2 * 30),
        ("manifold", "preset slim", 2, 62),
        ("machine_table", "defaults", 0, 280 + 2 * 24),
        ("machine_table", "preset fixture", 1, 100),
        ("flange_pair", "defaults", 2, 50 + 22 + 3 + 22 + 60),
    ],
)
def test_parameters_mean_what_they_say(built, name, case, axis, size):
    assert built[name][case]["size"][axis] == pytest.approx(size, abs=0.05)
