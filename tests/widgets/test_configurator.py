"""The configurator's controls: what is set is told once, what is shown is not, and choices follow."""

from __future__ import annotations

import ipywidgets
import pytest

from cadwidgets.contract.parts import ConfiguratorParameter
from cadwidgets.widgets._configurator import Configurator

DIAMETER = ConfiguratorParameter("d", "Diameter", "real", "6", (("6", "6 mm"), ("8", "8 mm")))
LENGTH = ConfiguratorParameter("l", "Length", "real", "20", (("20", "20 mm"), ("30", "30 mm")))
COATED = ConfiguratorParameter("c", "Coated", "boolean", "False", (("True", "yes"), ("False", "no")))
HEIGHT = ConfiguratorParameter("h", "<b>Height</b>", "real", "1.6", (), True)
FREE = ConfiguratorParameter("f", "Free", "real", "5", (("5", "5"), ("10", "10")), True)


@pytest.fixture
def told() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def configurator(told: list[tuple[str, str]]) -> Configurator:
    made = Configurator(lambda symbol, value: told.append((symbol, value)))
    made.show((DIAMETER, LENGTH, COATED, HEIGHT, FREE))
    return made


def test_every_kind_has_its_control_and_showing_tells_nothing(
    configurator: Configurator, told: list[tuple[str, str]]
) -> None:
    assert [type(control) for control in configurator.children] == [
        ipywidgets.Dropdown,
        ipywidgets.Dropdown,
        ipywidgets.Checkbox,
        ipywidgets.Text,
        ipywidgets.Combobox,
    ]
    assert [control.value for control in configurator.children] == ["6", "20", False, "1.6", "5"]
    assert told == []


def test_what_is_set_is_told_in_the_services_own_words(configurator: Configurator, told: list[tuple[str, str]]) -> None:
    configurator.controls["d"].value = "8"
    configurator.controls["c"].value = True
    configurator.controls["h"].value = "2,5"
    assert told == [("d", "8"), ("c", "True"), ("h", "2,5")]


def test_choices_that_follow_come_into_the_same_control(
    configurator: Configurator, told: list[tuple[str, str]]
) -> None:
    before = configurator.children
    longer = ConfiguratorParameter("l", "Length", "real", "40", (("40", "40 mm"), ("50", "50 mm")))
    configurator.show((DIAMETER, longer, COATED, HEIGHT, FREE))
    assert configurator.children is before
    assert configurator.controls["l"].options == (("40 mm", "40"), ("50 mm", "50"))
    assert (configurator.controls["l"].value, told) == ("40", [])


def test_a_value_that_is_no_choice_is_shown_all_the_same(configurator: Configurator) -> None:
    odd = ConfiguratorParameter("d", "Diameter", "real", "7", DIAMETER.choices)
    configurator.show((odd, LENGTH, COATED, HEIGHT, FREE))
    assert configurator.controls["d"].value == "7"


def test_other_parameters_take_the_place_of_the_controls(configurator: Configurator) -> None:
    old = configurator.children
    configurator.show((LENGTH,))
    assert [control.description for control in configurator.children] == ["Length"]
    assert all(control.comm is None for control in old), "they are closed"
    configurator.show(())
    assert configurator.children == ()


def test_a_single_choice_cannot_be_changed(configurator: Configurator) -> None:
    configurator.show((ConfiguratorParameter("s", "Series", "text", "62", (("62", "62"),)),))
    assert configurator.controls["s"].disabled
