"""Parts side by side: which ones, a row an attribute, and which rows differ."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.search import Hit
from cadwidgets.errors import RequestError
from cadwidgets.viewer.background import Mailbox
from cadwidgets.widgets._activity import Activity
from cadwidgets.widgets._part_html import data_lines, size_lines
from cadwidgets.widgets._search_view import row_id
from cadwidgets.widgets._shelf import PartFacts, Shelf

MOST_COMPARED = 4
"""So many parts stand side by side."""
_COMPARING = "Comparing \u2026"


class Comparison:
    """The parts that are compared. ``changed`` is called when others are, and when more is known of them."""

    def __init__(self, mailbox: Mailbox, changed: Callable[[], None]) -> None:
        self.activity = Activity(mailbox, changed)
        self.parts: dict[PartRef, Hit | None] = {}
        self._facts: dict[PartRef, PartFacts] = {}
        self._changed = changed

    @property
    def view(self) -> dict[str, Any] | None:
        """Those of the parts that are known, side by side; None if there are none."""
        return comparison_view({part: self._facts[part] for part in self.parts if part in self._facts})

    def add(self, shelf: Shelf, part: PartRef, hit: Hit) -> None:
        """Compare one more part. Raises RequestError if there are enough."""
        _check(len(self.parts) + 1)
        self.parts[part] = hit
        missing = {part: hit for part, hit in self.parts.items() if part not in self._facts}

        def described(cancel: threading.Event) -> dict[PartRef, PartFacts]:
            return {part: shelf.facts(part, cancel, hit) for part, hit in missing.items()}

        self.activity.start(_COMPARING, described, self._facts.update)

    def remove(self, part: PartRef) -> None:
        """Compare one part less."""
        del self.parts[part]
        self._changed()

    def only(self, shelf: Shelf, numbers: Sequence[str]) -> None:
        """Compare the parts of these numbers, and no others. Raises RequestError for too many."""
        _check(len(numbers))

        def named(cancel: threading.Event) -> list[PartFacts]:
            return [shelf.named(number, "", {}, cancel) for number in numbers]

        self.activity.start(_COMPARING, named, self._replace)

    def _replace(self, found: Sequence[PartFacts]) -> None:
        self._facts |= {facts.part: facts for facts in found}
        self.parts = dict.fromkeys(facts.part for facts in found)


def comparison_view(parts: Mapping[PartRef, PartFacts]) -> dict[str, Any] | None:
    """The parts as columns, as browser/search_pane.js declares them; None without any."""
    if not parts:
        return None
    columns = [_attributes(facts) for facts in parts.values()]
    labels = dict.fromkeys(label for column in columns for label in column)
    return {
        "parts": [
            {"id": row_id(part), "title": facts.title, "picture": facts.picture.data_url if facts.picture else ""}
            for part, facts in parts.items()
        ],
        "rows": [_row(label, [column.get(label, "") for column in columns]) for label in labels],
    }


def _attributes(facts: PartFacts) -> dict[str, str]:
    lines = (("Part number", facts.part_number, ""), *data_lines(facts), *size_lines(facts))
    return {label: f"{value} {unit}".rstrip() for label, value, unit in lines}


def _row(label: str, values: list[str]) -> dict[str, Any]:
    return {"label": label, "values": values, "differs": len(set(values)) > 1}


def _check(count: int) -> None:
    if count > MOST_COMPARED:
        raise RequestError(
            f"{count} parts are too many to compare", parameter="part", value=count, allowed=f"up to {MOST_COMPARED}"
        )
