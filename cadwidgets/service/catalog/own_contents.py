"""From the rows of somebody's own table to the categories and families of a catalog."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cadwidgets.contract.own_catalogs import RowProblem
from cadwidgets.errors import RequestError
from cadwidgets.service.catalog.model import Category, Configuration, Contents, Family, Selector, StepFile
from cadwidgets.service.catalog.own_rows import OwnPart, Row, number_column, read_row

DESCRIPTION = "Parts that their owner has imported"
_MAX_SLUG = 40
_PLAIN = re.compile(r"(?=.{1,40}$)[0-9A-Za-z]+( [0-9A-Za-z]+)*")
_NUMBER = Selector("part_number", "Part number", "text")


@dataclass(frozen=True)
class OwnTable:
    """A table that was read: its parts by number, and why other rows are none."""

    parts: Mapping[str, OwnPart]
    problems: tuple[RowProblem, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The STEP files that its parts name, each once."""
        return tuple(dict.fromkeys(part.file for part in self.parts.values() if part.file))

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that its parts name, each once; an empty text for parts that name none."""
        return tuple(dict.fromkeys(part.category for part in self.parts.values()))


def read_table(title: str, rows: Sequence[Row]) -> OwnTable:
    """The parts of a table, whose first row tells which column has the part numbers. Raises RequestError for a table
    without one."""
    column = number_column(rows[0]) if rows else ""
    parts: dict[str, OwnPart] = {}
    problems = []
    for row, cells in enumerate(rows, start=1):
        try:
            part = read_row(cells, column, title)
            if part.configuration.part_number in parts:
                raise RequestError("a row above has the same part number")
            parts[part.configuration.part_number] = part
        except RequestError as error:
            problems.append(RowProblem(row, cells.get(column, "")[:40], _in_words(error)))
    return OwnTable(parts, tuple(problems))


def category_code(catalog_id: str, category: str) -> str:
    """The code of a category by its title: readable, and different for each."""
    slug = re.sub("[^0-9A-Za-z]+", "-", category)[:_MAX_SLUG]
    if not _PLAIN.fullmatch(category):  # another title may have the same slug
        slug += f"-{hashlib.sha256(category.encode()).hexdigest()[:8]}"
    return f"{catalog_id}.{slug}"


def contents(
    catalog_id: str, title: str, table: OwnTable, files: Mapping[str, StepFile], part_ids: Mapping[str, str]
) -> Contents:
    """The catalog of a table: one family for each category. ``part_ids`` has theirs, by the category's title."""
    placed: dict[str, list[Configuration]] = {category: [] for category in table.categories}
    for part in table.parts.values():
        placed[part.category].append(_shaped(part, files))
    categories = {name: Category(category_code(catalog_id, name), name or title, catalog_id) for name in placed}
    families = (
        Family(
            id=categories[name].code,
            part_id=part_ids[name],
            category=categories[name].code,
            title=categories[name].title,
            description=DESCRIPTION,
            name=categories[name].title,
            standard="",
            material=None,
            selectors=(_NUMBER,),
            configurations=tuple(parts),
            classification_id=catalog_id,
            imported=True,
        )
        for name, parts in placed.items()
    )
    return Contents(tuple(categories.values()), tuple(families))


def _shaped(part: OwnPart, files: Mapping[str, StepFile]) -> Configuration:
    step = files.get(part.file)
    return replace(part.configuration, step=step) if step else part.configuration


def _in_words(error: RequestError) -> str:
    return f"{error}; allowed: {error.allowed}" if error.allowed else str(error)
