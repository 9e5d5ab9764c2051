"""PartChoice: the part that is chosen, what its catalog tells of it, and its configuration."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from cadwidgets.contract.parts import ConfiguratorParameter, PartRef
from cadwidgets.contract.search import Hit
from cadwidgets.errors import RequestError
from cadwidgets.viewer.background import Mailbox
from cadwidgets.widgets._activity import Activity
from cadwidgets.widgets._search_view import part_of
from cadwidgets.widgets._shelf import PartFacts, Shelf


class PartChoice:
    """``chosen`` is called with the name of another part, ``described`` once its catalog has told of it (and again
    when it was not configured as wanted), ``changed`` when work begins or ends. Only the newest choice counts."""

    def __init__(
        self,
        mailbox: Mailbox,
        chosen: Callable[[PartRef | None], None],
        described: Callable[[PartFacts], None],
        changed: Callable[[], None],
    ) -> None:
        self.facts: PartFacts | None = None
        """The part as it is described; None until one is, and while another is looked up."""
        self.activity = Activity(mailbox, self._progressed)
        self._chosen, self._described, self._changed = chosen, described, changed
        self._wishes: dict[str, str] = {}

    def choose(self, shelf: Shelf, part: PartRef, hit: Hit | None = None) -> None:
        """Choose a part; ``hit`` is its row in the results."""
        self._forget(part)
        self.activity.start(
            f"Looking up {_name(part, hit)} \u2026", lambda cancel: shelf.facts(part, cancel, hit), self._tell
        )

    def choose_hit(self, shelf: Shelf, hit: Hit) -> None:
        """Choose the part of a row."""
        self.choose(shelf, part_of(hit), hit)

    def name(self, shelf: Shelf, number: str, catalog: str, options: Mapping[str, str]) -> None:
        """Choose the part of that number or designation."""
        self._forget(None)
        text = f"Looking up {number} \u2026"
        self.activity.start(text, lambda cancel: shelf.named(number, catalog, options, cancel), self._tell)

    def configure(self, shelf: Shelf, symbol: str, value: str) -> None:
        """Set a parameter of the chosen part. What was set before and is not answered yet stays set.

        Raises RequestError for a parameter or a value that there is not.
        """
        if self.facts is None:
            raise RequestError("choose a part first", parameter=symbol)
        facts = self.facts
        wishes = {name: old for name, old in self._wishes.items() if name != symbol}
        self._wishes = wishes | {symbol: checked(facts.parameters, symbol, value)}
        asked = dict(self._wishes)

        def configured(cancel: threading.Event) -> PartFacts:
            found = facts
            for name, wanted in asked.items():
                found = shelf.configured(found, name, wanted, cancel)
            return found

        self.activity.start(f"Configuring {facts.part_number} \u2026", configured, self._tell)

    def _forget(self, part: PartRef | None) -> None:
        self.facts, self._wishes = None, {}
        self._chosen(part)

    def _tell(self, facts: PartFacts) -> None:
        self.facts, self._wishes = facts, {}
        self._described(facts)

    def _progressed(self) -> None:
        if self._wishes and self.activity.status in ("failed", "cancelled") and self.facts:
            self._tell(self.facts)  # what was wanted is not so: the controls show what is
        self._changed()


def checked(parameters: tuple[ConfiguratorParameter, ...], symbol: str, value: str) -> str:
    """The value that a service takes for ``value``, which may also be a choice's label. Raises RequestError."""
    known = next((one for one in parameters if one.symbol == symbol), None)
    if known is None:
        symbols = ", ".join(one.symbol for one in parameters) or "nothing: this part has no parameters"
        raise RequestError(f"there is no parameter {symbol!r}", parameter=symbol, value=value, allowed=symbols)
    if known.editable or not known.choices or value in dict(known.choices):
        return value
    by_label = {label: inner for inner, label in known.choices}
    if value not in by_label:
        allowed = ", ".join(by_label)
        raise RequestError(f"{known.label} cannot be {value!r}", parameter=symbol, value=value, allowed=allowed)
    return by_label[value]


def _name(part: PartRef, hit: Hit | None) -> str:
    return hit.part_number if hit and hit.part_number else part.name
