"""A row of somebody's own table as a part: some columns have a meaning, numbers with a unit are dimensions, and the
rest are properties."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cadwidgets.contract.own_catalogs import (
    FILE,
    MAX_PART_NUMBER,
    MAX_TEXT,
    PART_NUMBER,
    check_file_name,
    column_key,
)
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Material

BASIS = "as stated by the catalog's owner"
PROPERTIES = {"description": "Description", "standard": "Standard", "material": "Material"}
"""Columns whose texts stand under our own words."""
_SEPARATE = {FILE, "name", "category", "mass_kg"}
_UNITS = "mm|cm|m|in|ft|deg|g|kg|N|kN|Nm|bar|MPa"
_WITH_UNIT = re.compile(rf"(?P<label>.+?)(?:\s*\[\s*(?P<unit>[^\[\]]{{1,12}}?)\s*\]|_(?P<end>{_UNITS}))")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_GRAMS = 1000.0
_COLUMNS = 4096
"""So many columns and materials are remembered: a table says the same of them in every row."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class OwnPart:
    """A row that is a part, as yet without a shape; the category and the STEP file that it names."""

    configuration: Configuration
    category: str
    file: str


def number_column(row: Row) -> str:
    """The column of the part numbers: ``part_number``, however it is written, else the first. Raises RequestError."""
    named = (column for column in row if column_key(column) == PART_NUMBER)
    if column := next(named, next(iter(row), "")):
        return column
    raise RequestError("the table has no column", parameter="rows", allowed="a column with part numbers")


def read_row(row: Row, number_column: str, title: str) -> OwnPart:
    """The part in a row of the table ``title``. Raises RequestError for a row that is none, in words for its owner."""
    number = _part_number(row.get(number_column, ""))
    if longest := next((column for column, text in row.items() if len(text) > MAX_TEXT), ""):
        raise RequestError(f"{longest[:40]!r} is longer than {MAX_TEXT} characters", parameter=longest[:40])
    cells = {column: _cell(text) for column, text in row.items() if column != number_column}
    known = {key: text for column, text in cells.items() if (key := _known(column))}
    others = {_cell(column): text for column, text in cells.items() if text and not _known(column)}
    dimensions = {column: size for column, text in others.items() if (size := _dimension(column, text, title))}
    material, told = _material(known.get("material", ""))
    configuration = Configuration(
        part_number=number,
        dimensions=tuple(_distinct(dimensions)),
        selection=(number,),
        material=material,
        properties=(*_told(known | {"material": told}), *_properties(others, dimensions)),
        name=known.get("name", ""),
        mass=_mass(known.get("mass_kg", "")),
    )
    file = known.get(FILE, "")
    return OwnPart(configuration, known.get("category", ""), check_file_name(file) if file else "")


def _part_number(text: str) -> str:
    number = text.strip()  # what is inside stays as it is
    if not number:
        raise RequestError("there is no part number", parameter=PART_NUMBER)
    if not number.isprintable():
        raise RequestError("the part number holds a character that cannot be shown", parameter=PART_NUMBER)
    if len(number) > MAX_PART_NUMBER:
        raise RequestError(f"the part number is longer than {MAX_PART_NUMBER} characters", parameter=PART_NUMBER)
    return number


def _cell(text: str) -> str:
    """One line without control characters: XML, file names and terminals have no place for them."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())


@lru_cache(_COLUMNS)
def _known(column: str) -> str:
    """The key of a column that has a meaning; an empty text for another."""
    key = column_key(column)
    return key if key in _SEPARATE or key in PROPERTIES else ""


@lru_cache(_COLUMNS)
def _label_and_unit(column: str) -> tuple[str, str]:
    """What a column that names a unit is called without it; two empty texts for another."""
    found = _WITH_UNIT.fullmatch(column)
    return (found["label"], found["unit"] or found["end"]) if found else ("", "")


def _properties(others: Mapping[str, str], dimensions: Mapping[str, Dimension]) -> Iterator[tuple[str, str]]:
    return ((column, text) for column, text in others.items() if column not in dimensions)


def _dimension(column: str, text: str, title: str) -> Dimension | None:
    """The value of a column that names a unit; None for text that is no number."""
    label, unit = _label_and_unit(column)
    value = _number(text) if unit else None
    return None if value is None else Dimension(label, label, value, BASIS, title, unit=unit)


def _number(text: str) -> float | None:
    """``12.5`` and ``12,5``, but no text that might mean thousands."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _distinct(dimensions: Mapping[str, Dimension]) -> Iterator[Dimension]:
    """The dimensions with labels that differ: of a second one of the same name, the whole column is the label."""
    taken: set[str] = set()
    for column, size in dimensions.items():
        label = size.label if size.label not in taken else column
        taken.add(label)
        yield Dimension(label, label, size.value, size.basis, size.source, unit=size.unit)


@lru_cache(_COLUMNS)
def _material(text: str) -> tuple[Material | None, str]:
    """The material if its density is known here; else the text, which is told as it stands."""
    with contextlib.suppress(NotFound):
        return material_named(text), ""
    return None, text


def _told(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((label, known[key]) for key, label in PROPERTIES.items() if known.get(key))


def _mass(text: str) -> float | None:
    """Grams, from kilograms. Raises RequestError."""
    if not text:
        return None
    kilograms = _number(text)
    if kilograms is None or kilograms < 0:
        raise RequestError(f"mass_kg {text[:40]!r} is no number of kilograms", parameter="mass_kg")
    return kilograms * _GRAMS
