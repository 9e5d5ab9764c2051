"""The languages that the catalog speaks. English is what the tables are written in."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.catalog import words
from cadwidgets.service.catalog.groups import GROUPS

LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch", "fr": "Français"}
"""The languages by their code (ISO 639-1), each called by its own name."""
DEFAULT = "en"
ROWS = tuple(row for source in (words.ROWS, *(group.WORDS for group in GROUPS)) for row in source)
"""Every text in English, German and French."""
WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {english: german for english, german, _ in ROWS},
    "fr": {english: french for english, _, french in ROWS},
}
"""From English, by language code."""


def known(language: str) -> bool:
    """Whether ``language`` (``en``, in any case, also ``en-GB``) is one of the catalog's."""
    return _code(language) in LANGUAGES


def spoken(language: str) -> str:
    """The code of ``language`` if it is one of the catalog's, else that of English."""
    return _code(language) if known(language) else DEFAULT


def translated(text: str, language: str = DEFAULT) -> str:
    """``text`` (English) in ``language``; the English text where no other is known."""
    return WORDS.get(_code(language), {}).get(text, text)


def _code(language: str) -> str:
    return language.lower().partition("-")[0].partition("_")[0]
