"""A model whose script says what it is made of has a mass; any other has none, and never 0."""

from __future__ import annotations

import pytest

BOX = "show_object(cq.Workplane().box(10, 20, 30))"
TYPED = "def build():\n    return Workplane('XY').box(10, 20, 30)\n"


@pytest.mark.parametrize(
    ("script", "kilograms"),
    [
        ("# @material steel\n" + BOX, 6000e-9 * 7850),
        ("# @material Aluminium 6061\n" + BOX, 6000e-9 * 2700),
        ("# @density 1240 kg/m3\n" + BOX, 6000e-9 * 1240),
        ("# @density 1.24 g/cm3\n" + BOX, 6000e-9 * 1240),
        ("# @material secret\n# @density 1240\n" + BOX, 6000e-9 * 1240),
        ("# @material steel\n# @unit in\n" + BOX, 6000 * 25.4**3 * 1e-9 * 7850),
        ("UOM = 'm'\n# @material oak\n" + BOX, 6000 * 700),
        ("MATERIAL = 'PLA'\n" + TYPED, 6000e-9 * 1240),
        ("METADATA = {'MATERIAL': 'brass', 'UOM': 'cm'}\n" + TYPED, 6000e-6 * 8500),
    ],
)
def test_the_mass_is_the_volume_in_cubic_metres_times_the_density(build, script: str, kilograms: float) -> None:
    built = build(script)
    assert built["properties"]["mass"] == pytest.approx(kilograms, rel=1e-9)
    assert built["warnings"] == []


def test_without_a_material_there_is_no_mass(build) -> None:
    assert "mass" not in build(BOX)["properties"]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("# @material unobtainium\n" + BOX, "known are steel, "),
        ("# @density heavy\n" + BOX, "like 1240 kg/m3"),
        ("# @material steel\nshow_object(cq.Sketch().rect(1, 1))", "has no solid"),
    ],
)
def test_where_the_mass_cannot_be_known_a_warning_says_why(build, script: str, said: str) -> None:
    built = build(script)
    assert "mass" not in built["properties"]
    assert said in built["warnings"][-1]


def test_an_unknown_material_is_told_with_the_parameters_too(run_job, tmp_path) -> None:
    ok = run_job({"op": "parameters", "script": "# @material unobtainium\n" + BOX}, tmp_path).frame["ok"]
    assert "unobtainium" in ok["warnings"][0]
    assert ok["schema"]["material"] == "unobtainium"
