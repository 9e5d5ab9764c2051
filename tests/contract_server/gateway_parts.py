"""How the gateway reads its parameters: what is missing, which part is meant, which language is known."""

from __future__ import annotations

from collections.abc import Mapping

import stock
from answers import Answer, as_text

LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "zh-CN": "中文"}


class Refused(Exception):
    """A request that cannot be answered as asked."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.answer: Answer = as_text(status, reason)


def needed(fields: Mapping[str, str], name: str) -> str:
    """Raises Refused (400) where it is missing or empty."""
    if value := fields.get(name):
        return value
    raise Refused(400, f"{name} is required.")


def culture_of(fields: Mapping[str, str], unknown: int) -> str:
    """The known ``cultureInfo``; Refused with the status ``unknown`` for another, with 400 for none."""
    culture = needed(fields, "cultureInfo")
    if culture not in LANGUAGES:
        raise Refused(unknown, "The language is unknown.")
    return culture


def part_of(fields: Mapping[str, str]) -> stock.Part:
    """The part of exactly one pair: 400 for none, half a pair or both, 404 for a part that is not there."""
    family, path = fields.get("partFamilyCode", ""), fields.get("selectionPath", "")
    pair = fields.get("classificationCode", ""), fields.get("partNumber", "")
    if bool(family) == all(pair) or any(pair) != all(pair) or (path and not family):
        raise Refused(400, "Exactly one pair must name the part.")
    part = configuration(family, path) if family else stock.by_number(*pair)
    if part is None:
        raise Refused(404, "Not found.")
    return part


def configuration(family: str, path: str) -> stock.Part | None:
    """The configuration of this path, without one the default of the family."""
    return stock.by_path(family, path) if path else next(stock.of_family(family), None)
