"""The chosen part: the newest choice counts, what is configured in a row adds up, and what fails changes nothing."""

from __future__ import annotations

import pytest
from small_shelf import SmallShelf, washer

from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.viewer.background import Mailbox
from cadwidgets.widgets._part_choice import PartChoice, checked
from cadwidgets.widgets._shelf import PartFacts


class Choosing:
    """A choice at a small catalog, with all that it told."""

    def __init__(self) -> None:
        self.shelf, self.mailbox = SmallShelf(), Mailbox()
        self.chosen: list[PartRef | None] = []
        self.described: list[PartFacts] = []
        self.choice = PartChoice(self.mailbox, self.chosen.append, self.described.append, lambda: None)

    def settle(self) -> PartFacts | None:
        """What is chosen once nothing runs."""
        assert self.mailbox.wait(lambda: not self.choice.activity.busy and self.mailbox.empty, 30)
        return self.choice.facts


@pytest.fixture
def choosing() -> Choosing:
    made = Choosing()
    made.choice.choose(made.shelf, washer("6"))
    made.settle()
    return made


def test_a_part_is_named_at_once_and_described_later(choosing: Choosing) -> None:
    choosing.shelf.slow.set()
    choosing.choice.choose(choosing.shelf, washer("8"))
    assert (choosing.chosen[-1], choosing.choice.facts) == (washer("8"), None)
    choosing.shelf.slow.clear()
    facts = choosing.settle()
    assert facts is not None
    assert facts.part_number == "ISO 7089 8"


def test_only_the_newest_of_many_choices_is_described(choosing: Choosing) -> None:
    choosing.shelf.slow.set()
    for size in ("5", "8", "10"):
        choosing.choice.choose(choosing.shelf, washer(size))
    choosing.shelf.slow.clear()
    choosing.settle()
    assert [facts.part_number for facts in choosing.described] == ["ISO 7089 6", "ISO 7089 10"]
    assert choosing.choice.activity.status == "idle"


def test_what_is_set_before_the_answer_comes_is_not_lost(choosing: Choosing) -> None:
    choosing.shelf.slow.set()
    choosing.choice.configure(choosing.shelf, "d", "8")
    choosing.choice.configure(choosing.shelf, "m", "A2")
    choosing.shelf.slow.clear()
    facts = choosing.settle()
    assert facts is not None
    assert (facts.part, facts.part_number) == (washer("8", "A2"), "ISO 7089 8")


def test_a_parameter_that_depends_on_another_follows(choosing: Choosing) -> None:
    choosing.choice.configure(choosing.shelf, "m", "A2")
    choosing.settle()
    choosing.choice.configure(choosing.shelf, "finish", "zinc")
    facts = choosing.settle()
    assert facts is not None
    assert {one.symbol: one.value for one in facts.parameters} == {"d": "6", "finish": "zinc", "m": "steel"}


def test_a_configuration_that_fails_leaves_the_part_and_shows_it_again(choosing: Choosing) -> None:
    choosing.shelf.trouble = NotFound("gone")
    choosing.choice.configure(choosing.shelf, "d", "8")
    facts = choosing.settle()
    assert facts is not None
    assert (facts.part_number, str(choosing.choice.activity.error)) == ("ISO 7089 6", "gone")
    assert choosing.described[-1] is choosing.described[0], "the controls are told what is"
    choosing.shelf.trouble = None
    choosing.choice.configure(choosing.shelf, "m", "A2")
    facts = choosing.settle()
    assert facts is not None
    assert facts.part == washer("6", "A2"), "the wish that failed is forgotten"


def test_a_choice_is_meant_by_its_value_or_its_label(choosing: Choosing) -> None:
    parameters = choosing.described[0].parameters
    assert checked(parameters, "d", "8") == checked(parameters, "d", "8 mm") == "8"
    with pytest.raises(RequestError, match="cannot be '7'") as wrong_value:
        checked(parameters, "d", "7")
    assert wrong_value.value.allowed == "5 mm, 6 mm, 8 mm, 10 mm"
    with pytest.raises(RequestError, match="no parameter 'x'") as wrong_name:
        checked(parameters, "x", "7")
    assert wrong_name.value.allowed == "d, finish, m"


def test_nothing_is_configured_before_a_part_is_chosen() -> None:
    choosing = Choosing()
    with pytest.raises(RequestError, match="choose a part first"):
        choosing.choice.configure(choosing.shelf, "d", "8")
