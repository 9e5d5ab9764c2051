"""What all metric screws share: how the table of a standard becomes the part numbers of a family."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cadwidgets.contract.part_details import CALCULATED
from cadwidgets.service.catalog.materials import STEEL, material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Material, Selector
from cadwidgets.service.catalog.threads import COARSE_PITCH, THREAD, groove_volume

FASTENERS_WB, BD = "FastenersWB", "bd-warehouse 0.4.0"
"""Tables that most families were compared with: of a FreeCAD add-on (GPL), and of a CadQuery and build123d library."""

LENGTHS: tuple[float, ...] = (
    *(2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 80, 90, 100, 110, 120, 130, 140),
    *(150, 160, 180, 200, 220, 240, 260, 280, 300, 320, 340, 360),
)
"""The preferred lengths of ISO 888."""

SELECTORS = (
    Selector("d", "Nominal diameter d", "real", "mm"),
    Selector("l", "Length l", "real", "mm"),
    Selector("class", "Property class", "text"),
)

Cell = float | Mapping[float, float]
"""A value; or several, each by the length of the shortest screw that has it."""


class Column(NamedTuple):
    """A column of a table: ``basis`` and ``agreeing`` as in `Dimension`.

    ``without`` has the (document, nominal diameter) pairs where a document states something else, or nothing.
    """

    symbol: str
    label: str
    basis: str
    agreeing: tuple[str, ...] = ()
    unit: str = "mm"
    without: tuple[tuple[str, float], ...] = ()

    def of(self, d: float) -> Column:
        """The column for one nominal diameter."""
        agreeing = tuple(name for name in self.agreeing if (name, d) not in self.without)
        return self._replace(agreeing=agreeing, without=())


class PropertyClass(NamedTuple):
    """A property class of ISO 898, ISO 3506 or ISO 8839, and the diameters (mm) in which such screws are made.

    ``material`` is None for steel.
    """

    name: str
    largest: float = math.inf
    smallest: float = 0.0
    material: Material | None = None


def stainless(name: str, largest: float = 24.0) -> PropertyClass:
    """A class of stainless screws, such as ``A2-70``: its steel is named in front."""
    return PropertyClass(name, largest, material=material_named(name.partition("-")[0]))


@dataclass(frozen=True)
class Screws:
    """A family of metric screws with coarse thread, as a table.

    ``number`` is the part number after the standard. ``rows`` has by nominal diameter the shortest and the longest
    screw and a cell for each column; ``threaded`` gives the length of the thread from the dimensions of a screw. The
    first of ``classes`` is left out of part numbers. ``documents`` are those with these nominal diameters,
    ``lengths_in`` gives those with a length of a diameter.
    """

    id: str
    part_id: str
    title: str
    description: str
    name: str
    standard: str
    source: str
    documents: tuple[str, ...]
    lengths_in: Callable[[float, float], tuple[str, ...]]
    columns: tuple[Column, ...]
    rows: Mapping[float, tuple[tuple[float, float], tuple[Cell, ...]]]
    classes: tuple[PropertyClass, ...]
    threaded: Callable[[Mapping[str, float]], float]
    lengths: tuple[float, ...] = LENGTHS
    number: str = "M{d:g}x{l:g}"
    category: str = "CW.10.010"

    def family(self) -> Family:
        """The family with all its diameters, lengths and property classes."""
        return Family(
            id=self.id,
            part_id=self.part_id,
            category=self.category,
            title=self.title,
            description=self.description,
            name=self.name,
            standard=self.standard,
            material=STEEL,
            selectors=SELECTORS,
            configurations=tuple(self._configurations()),
            surplus_volume=thread_grooves,
            options=(THREAD,),
        )

    def _configurations(self) -> Iterator[Configuration]:
        for d, ((shortest, longest), cells) in self.rows.items():
            classes = [known for known in self.classes if known.smallest <= d <= known.largest]
            for length in (each for each in self.lengths if shortest <= each <= longest):
                dimensions = tuple(self._dimensions(d, length, cells))
                number = self.number.format(**{size.symbol: size.value for size in dimensions})
                for known in classes:
                    suffix = "" if known is self.classes[0] else f" {known.name}"
                    chosen = (f"{d:g}", f"{length:g}", known.name)
                    yield Configuration(
                        f"{self.standard} {number}{suffix}", dimensions, chosen, material=known.material
                    )

    def _dimensions(self, d: float, length: float, cells: tuple[Cell, ...]) -> Iterator[Dimension]:
        columns = (
            Column("d", "Nominal diameter d", "nominal", self.documents),
            Column("P", "Pitch P", "nominal", (FASTENERS_WB, BD)),
            Column("l", "Length l", "nominal", self.lengths_in(d, length)),
            *(column.of(d) for column in self.columns),
        )
        values = (d, COARSE_PITCH[d], length, *(_at(cell, length) for cell in cells))
        named = {column.symbol: value for column, value in zip(columns, values, strict=True)}
        yield from (_dimension(column, value, self.source) for column, value in zip(columns, values, strict=True))
        yield _dimension(Column("thread", "Threaded length", CALCULATED), self.threaded(named), self.source)


def thread_grooves(configuration: Configuration) -> float:
    """The volume (mm³) between a cylinder of the nominal diameter and the real thread."""
    return groove_volume(configuration["d"], configuration["P"], configuration["thread"])


def fully_threaded(size: Mapping[str, float]) -> float:
    """The length of a thread that goes up to the head."""
    return size["l"]


def up_to_a_countersunk_head(size: Mapping[str, float]) -> float:
    """The length of a thread that goes up to a head which counts as a part of the length."""
    return round(size["l"] - size["k"], 6)


def _at(cell: Cell, length: float) -> float:
    """The value of a cell for a screw of a length."""
    if isinstance(cell, Mapping):
        return cell[max(shortest for shortest in cell if shortest <= length)]
    return cell


@cache
def _dimension(column: Column, value: float, source: str) -> Dimension:
    """One object for all screws with the same value: there are thousands."""
    return Dimension(column.symbol, column.label, float(value), column.basis, source, column.agreeing, column.unit)
