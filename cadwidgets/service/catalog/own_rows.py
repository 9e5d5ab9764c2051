"""A row of somebody's own table as a part: some columns have a meaning, numbers with a unit are dimensions, and the
rest are properties."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
from cadwidgets.service.catalog.model import Configuration, Dimension, Material, StepFile

BASIS = "as stated by the catalog's owner"
PROPERTIES = {"description": "Description", "standard": "Standard", "material": "Material"}
"""Columns whose texts stand under our own words."""
_SEPARATE = {FILE, "name", "category", "mass_kg"}
_UNITS = "mm|cm|m|in|ft|deg|g|kg|N|kN|Nm|bar|MPa"
_WITH_UNIT = re.compile(rf"(?P<label>.+?)(?:\s*\[\s*(?P<unit>[^\[\]]{{1,12}}?)\s*\]|_(?P<end>{_UNITS}))")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)
_GRAMS = 1000.0

Row = Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """What is the same for all rows of a table: its title, the column with the part numbers, and its STEP files."""

    title: str
    number_column: str
    files: Mapping[str, StepFile]


@dataclass(frozen=True)
class OwnPart:
    """A row that is a part: the category that it names, and the file, which may not be there yet."""

    configuration: Configuration
    category: str
    file: str


def number_column(row: Row) -> str:
    """The column of the part numbers: ``part_number``, however it is written, else the first. Raises RequestError."""
    named = (column for column in row if column_key(column) == PART_NUMBER)
    if column := next(named, next(iter(row), "")):
        return column
    raise RequestError("the table has no column", parameter="rows", allowed="a column with part numbers")


def read_row(row: Row, place: Place) -> OwnPart:
    """The part in a row. Raises RequestError for a row that is none, in words for its owner."""
    known = {column_key(column): _cell(text) for column, text in row.items() if column != place.number_column}
    number = _part_number(row.get(place.number_column, ""))
    if longest := next((column for column, text in row.items() if len(text) > MAX_TEXT), ""):
        raise RequestError(f"{longest[:40]!r} is longer than {MAX_TEXT} characters", parameter=longest[:40])
    others = {_cell(column): _cell(text) for column, text in row.items() if _is_other(column, place)}
    dimensions = {column: size for column, text in others.items() if (size := _dimension(column, text, place.title))}
    material, told = _material(known.get("material", ""))
    configuration = Configuration(
        part_number=number,
        dimensions=tuple(_distinct(dimensions)),
        selection=(number,),
        material=material,
        properties=(
            *_told(known, told),
            *((name, text) for name, text in others.items() if text and name not in dimensions),
        ),
        name=known.get("name", ""),
        mass=_mass(known.get("mass_kg", "")),
        step=place.files.get(known.get(FILE, "")),
    )
    file = known.get(FILE, "")
    return OwnPart(configuration, known.get("category", ""), check_file_name(file) if file else "")


def _part_number(text: str) -> str:
    number = _cell(text)
    if not number:
        raise RequestError("there is no part number", parameter=PART_NUMBER)
    if len(number) > MAX_PART_NUMBER:
        raise RequestError(f"the part number is longer than {MAX_PART_NUMBER} characters", parameter=PART_NUMBER)
    return number


def _cell(text: str) -> str:
    """One line without control characters: XML, file names and terminals have no place for them."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _is_other(column: str, place: Place) -> bool:
    return column != place.number_column and column_key(column) not in _SEPARATE | PROPERTIES.keys()


def _dimension(column: str, text: str, title: str) -> Dimension | None:
    """The value of a column that names a unit; None for text that is no number."""
    found = _WITH_UNIT.fullmatch(column)
    value = _number(text)
    if found is None or value is None:
        return None
    unit = found["unit"] or found["end"]
    return Dimension(found["label"], found["label"], value, BASIS, title, unit=unit)


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


def _material(text: str) -> tuple[Material | None, str]:
    """The material if its density is known here; else the text, which is told as it stands."""
    with contextlib.suppress(NotFound):
        return material_named(text), ""
    return None, text


def _told(known: Mapping[str, str], material: str) -> Iterator[tuple[str, str]]:
    texts = {**known, "material": material}
    return ((label, texts[key]) for key, label in PROPERTIES.items() if texts.get(key))


def _mass(text: str) -> float | None:
    """Grams, from kilograms. Raises RequestError."""
    if not text:
        return None
    kilograms = _number(text)
    if kilograms is None or kilograms < 0:
        raise RequestError(f"mass_kg {text[:40]!r} is no number of kilograms", parameter="mass_kg")
    return kilograms * _GRAMS
