"""From what a person writes to a part: ``iso4762 m6 x 20`` is ISO 4762 M6x20."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.model import Configuration, Family

_BLANKS = re.compile(r"[\s_]+")
_SUGGESTIONS = 3


def resolve(families: Iterable[Family], text: str) -> tuple[Family, Configuration]:
    """The part that a designation names, in any case and with or without blanks; ``x`` may be a multiplication sign.

    Raises NotFound, which names the part numbers that look most like it.
    """
    searched = tuple(families)
    for family in searched:
        if family.has(text):
            return family, family.configuration(text)
    wanted = _spelt(text)
    for family in searched:
        for configuration in family.configurations:
            if _spelt(configuration.part_number) == wanted:
                return family, configuration
    near = ", ".join(_nearest(searched, text))
    raise NotFound(f"there is no part {text[:60]!r}" + (f"; near to it: {near}" if near else ""), status=404)


def _spelt(part_number: str) -> str:
    return _BLANKS.sub("", part_number).replace("\u00d7", "x").casefold()


def _nearest(families: Iterable[Family], text: str) -> list[str]:
    """Part numbers that look like ``text``: of the families that its beginning names, else of all."""
    start = text.rpartition(" ")[0].casefold()
    numbers = [number for family in families for number in family.part_numbers]
    likely = [number for number in numbers if start and number.casefold().startswith(start)]
    return difflib.get_close_matches(text[:60], likely or numbers, _SUGGESTIONS)
