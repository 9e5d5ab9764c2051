"""Choosing a part step by step: whatever is chosen, a part that exists comes out, with the chosen value."""

from __future__ import annotations

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.errors import NotFound
from cadwidgets.service import catalog
from cadwidgets.service.catalog import Family
from cadwidgets.service.catalog.configurator import Configured, configure, update

EVERY_FAMILY = [family for known in catalog.SHIPPED for family in catalog.SHIPPED.families_of(known.classification_id)]


@st.composite
def configured(draw: st.DrawFn) -> Configured:
    family = draw(st.sampled_from(EVERY_FAMILY))
    return Configured(family, draw(st.sampled_from(family.configurations)))


@pytest.mark.parametrize("family", EVERY_FAMILY, ids=lambda family: family.id)
def test_every_path_leads_back_to_its_configuration(family: Family) -> None:
    paths = [family.selection_path(known) for known in family.configurations]
    assert len(set(paths)) == len(paths)
    for path, known in zip(paths, family.configurations, strict=True):
        assert family.configured(path) is known
        assert configure(family, path).selection_path == path
        assert unquote(quote(path)) == path
        assert path.endswith("|")
        assert "=" in path


def test_paths_do_not_depend_on_the_language_and_stay_as_they_are() -> None:
    """They are stored by others: a path that changes is a part that is lost."""
    for family_id, number, path in (
        ("iso4762", "ISO 4762 M6x20", "d=6 mm|l=20 mm|class=8.8|"),
        ("iso7089", "ISO 7089 6", "d=6 mm|class=200 HV|"),
        ("screw_with_washer", "ISO 4762 M6x20 with ISO 7089", "d=6 mm|l=20 mm|"),
        ("deep_groove_bearing", "6205", "d=25 mm|series=62|seal=open|"),
        ("failing", "FAILS", "outcome=fails|"),
    ):
        family = catalog.family(family_id)
        assert family.selection_path(family.configuration(number)) == path


def test_a_path_from_before_property_classes_finds_the_same_part() -> None:
    family = catalog.family("iso4762")
    for known in family.configurations:
        if known.selection[-1] == "8.8":
            d, length, _ = known.selection
            assert family.configured(f"d={d} mm|l={length} mm|") == known
    assert family.configured("d=6 mm|l=20 mm|").part_number == "ISO 4762 M6x20"


def test_a_real_thread_is_chosen_like_any_other_parameter_and_is_the_same_part() -> None:
    family = catalog.family("iso4762")
    after = update(family, "d=6 mm|l=20 mm|", "thread", "real")
    assert after.selection_path == "d=6 mm|l=20 mm|class=8.8|thread=real|"
    assert configure(family, after.selection_path).configuration.option("thread") == "real"
    assert after.configuration.part_number == "ISO 4762 M6x20"


def test_a_path_that_was_stored_before_washers_had_classes_leads_to_the_same_part() -> None:
    assert catalog.family("iso7089").configured("d=6 mm|").part_number == "ISO 7089 6"


@given(start=configured(), data=st.data())
def test_every_offered_choice_gives_a_part_that_has_it(start: Configured, data: st.DataObject) -> None:
    setting = data.draw(st.sampled_from(start.settings))
    choice = data.draw(st.sampled_from(setting.choices))
    after = update(start.family, start.selection_path, setting.selector.symbol, choice)
    assert after.errors == ()
    assert start.family.has(after.configuration.part_number)
    place = start.settings.index(setting)
    assert after.settings[place].value == choice
    assert [each.value for each in after.settings[:place]] == [each.value for each in start.settings[:place]]
    assert all(each.value in each.choices for each in after.settings)


@given(start=configured())
def test_choosing_what_is_chosen_changes_nothing(start: Configured) -> None:
    for setting in start.settings:
        assert update(start.family, start.selection_path, setting.selector.symbol, setting.value) == start


@given(start=configured(), symbol=st.text(max_size=50), value=st.text(max_size=50))
def test_what_cannot_be_chosen_is_told_and_changes_nothing(start: Configured, symbol: str, value: str) -> None:
    for name, said in ((f"no {symbol}", value), (start.settings[-1].selector.symbol, f"no {value}")):
        after = update(start.family, start.selection_path, name, said)
        assert after.configuration is start.configuration
        assert len(after.errors) == 1


def test_the_path_of_a_bearing_from_before_there_were_closures_means_the_open_one() -> None:
    assert catalog.family("deep_groove_bearing").configured("d=25 mm|series=62|").part_number == "6205"


def test_a_later_choice_takes_the_nearest_value_where_its_own_does_not_exist() -> None:
    family = catalog.family("iso4762")
    assert update(family, "d=12 mm|l=120 mm|", "d", "3").configuration.part_number == "ISO 4762 M3x30"
    assert update(family, "d=6 mm|l=20 mm|", "d", "8").configuration.part_number == "ISO 4762 M8x20"


def test_an_unknown_path_is_not_found_and_the_empty_one_is_the_default() -> None:
    family = catalog.family("iso7089")
    assert configure(family).configuration.part_number == "ISO 7089 1.6"
    for path in ("d=7 mm|", "d=6 mm", "D=6 mm|", "d=6 mm|l=20 mm|"):
        with pytest.raises(NotFound):
            configure(family, path)
