"""Search as the service offers it: a query in, a page of results out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cadwidgets.contract.search import Filter, Hit, SearchPage, Understood
from cadwidgets.service.catalog.languages import DEFAULT, translated
from cadwidgets.service.search.blocks import Block
from cadwidgets.service.search.columns import Column
from cadwidgets.service.search.facets import facets, label_of
from cadwidgets.service.search.hit_columns import shared_columns
from cadwidgets.service.search.index import SearchIndex
from cadwidgets.service.search.interpret import Interpreted, interpret
from cadwidgets.service.search.sorting import sorted_page
from cadwidgets.service.search.texts import plain
from cadwidgets.service.search.understand import Reader

MAX_SIZE = 100
"""A page has at most so many hits."""
_RANKED = 2_000
"""Of more hits, all stay in catalog order: ranking them would take longer than looking at them is worth."""


@dataclass(frozen=True)
class Query:
    """What is asked for: words and numbers as somebody types them, filters, a catalog, and a page counted from 1.

    ``sort`` is a column, see `sorted_page`; without one, the part of exactly this number comes first.
    """

    text: str = ""
    filters: tuple[Filter, ...] = ()
    classification: str = ""
    page: int = 1
    size: int = 20
    sort: str = ""
    language: str = DEFAULT


class Search:
    """The search of one state of the catalogs. It never changes, and may be used from several threads."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.index = SearchIndex(blocks)
        self._reader = Reader(self.index)

    def page(self, query: Query) -> SearchPage:
        """A page of results; the pictures' addresses are below the service's own.

        Raises RequestError for a bad filter or an unknown column to sort by, NotFound for an unknown catalog.
        """
        found = interpret(self.index, self._reader, query.text, query.filters, query.classification)
        total = len(found.narrowed.left)
        return SearchPage(
            total=total,
            about=found.about,
            page=query.page,
            pages=-(-total // query.size),
            hits=tuple(self._hit(row, query.language) for row in self._shown(query, found.narrowed.left).tolist()),
            facets=facets(self.index, found.narrowed, query.language),
            understood=self._understood(found, query.language),
            columns=shared_columns(self.index, found.narrowed.left, query.language),
        )

    def _shown(self, query: Query, rows: np.ndarray) -> np.ndarray:
        """The rows of the page."""
        start = (query.page - 1) * query.size
        if query.sort:
            return sorted_page(self.index, rows, query.sort, start, query.size)
        return _ranked(self.index, rows, query.text)[start : start + query.size]

    def _hit(self, row: int, language: str) -> Hit:
        family, columns = self.index.family_of(row), self.index.columns
        return Hit(
            part_number=self.index.part_numbers[row],
            title=translated(family.name, language),
            classification_id=columns["catalog"].text_at(row),
            part_id=family.part_id,
            selection_path=self.index.paths[row],
            family=columns["family"].text_at(row),
            category=columns["category"].text_at(row),
            attributes={name: text for name in family.columns if (text := columns[name].text_at(row))},
            picture_url=family.picture_path(row),
        )

    def _understood(self, found: Interpreted, language: str) -> tuple[Understood, ...]:
        families = self.index.families_of(found.narrowed.left)
        return tuple(
            Understood(
                each.text,
                each.filter,
                f"{label_of(each.filter.facet, families, language)}: "
                f"{_condition(self.index.columns[each.filter.facet], each.filter, language)}",
            )
            for each in found.meant
        )


def _condition(column: Column, wanted: Filter, language: str) -> str:
    """A condition as people read it: ``6 mm``, ``ISO 4762``, ``20..30 mm``."""
    if wanted.values:
        said = ", ".join(column.title(value, language) for value in wanted.values)
    elif wanted.minimum is None or wanted.maximum is None:
        said = f"≥ {wanted.minimum:.10g}" if wanted.maximum is None else f"≤ {wanted.maximum:.10g}"
    else:
        said = f"{wanted.minimum:.10g}..{wanted.maximum:.10g}"
    return f"{said} {column.unit}".strip()


def _ranked(index: SearchIndex, rows: np.ndarray, text: str) -> np.ndarray:
    """The part of exactly this number first, then those whose numbers begin so, then all others in catalog order."""
    wanted = plain(text)
    if not wanted or len(rows) > _RANKED:
        return rows
    numbers = (plain(index.part_numbers[row]) for row in rows.tolist())
    ranks = [0 if number == wanted else 1 if number.startswith(wanted) else 2 for number in numbers]
    return rows[np.argsort(ranks, kind="stable")]
