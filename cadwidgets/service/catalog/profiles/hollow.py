"""Hollow sections: hot finished ones of EN 10210-2 (round, square, rectangular), cold formed ones of EN 10219-2.

The corner radii are those that the standards compute areas with: outside 1.5 t and inside 1 t when hot finished;
outside 2 t up to a wall of 6 mm, 2.5 t up to 10 mm, 3 t above, and inside t less, when cold formed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Dimension, Family, Selector
from cadwidgets.service.catalog.profiles import hollow_sizes as sizes
from cadwidgets.service.catalog.profiles.stock import LENGTH, Section, in_stock_lengths

_BOLTS, _EZZAT, _BLUEPRINTS = "BOLTS profile_hollow", "section tables of ezzat.org", "Blueprints standard profiles"
_THEMIS, _B2BMETAL = "themis hollow sections", "b2bmetal.eu EN 10219"
_ARCELORMITTAL = "ArcelorMittal stock list"
_LABELS = {
    "D": "Outside diameter D",
    "h": "Section height h",
    "b": "Section width b",
    "t": "Wall thickness t",
    "ro": "Outer corner radius ro",
    "ri": "Inner corner radius ri",
}


@dataclass(frozen=True)
class _Making:
    """Hot finished or cold formed: its standard, and its corners in wall thicknesses (outside, inside)."""

    standard: str
    part: str
    corner: Callable[[float], tuple[float, float]]
    corner_documents: tuple[str, ...]

    def dimension(self, symbol: str, value: float, agreeing: tuple[str, ...]) -> Dimension:
        """A dimension that the standard lists."""
        return Dimension(symbol, _LABELS[symbol], float(value), "nominal", self.part, agreeing)

    def section(self, name: str, outside: Mapping[str, float], t: float, documents: tuple[str, ...]) -> Section:
        """A section with corners; it is chosen by its outside dimensions and its wall."""
        listed = {**outside, "t": t}
        radii = zip(("ro", "ri"), self.corner(t), strict=True)
        dimensions = (
            *(self.dimension(symbol, value, documents) for symbol, value in listed.items()),
            *(
                Dimension(symbol, _LABELS[symbol], round(walls * t, 6), "reference", self.part, self.corner_documents)
                for symbol, walls in radii
            ),
        )
        return Section(name, tuple(f"{value:g}" for value in listed.values()), dimensions)


def _cold_corner(t: float) -> tuple[float, float]:
    outside = 2.0 if t <= 6 else 2.5 if t <= 10 else 3.0
    return outside, outside - 1


_HOT = _Making("EN 10210", "EN 10210-2:2006", lambda _: (1.5, 1.0), (_THEMIS,))
_COLD = _Making("EN 10219", "EN 10219-2:2006", _cold_corner, (_BLUEPRINTS, _B2BMETAL))


def chs_hot() -> Family:
    """Round, hot finished."""
    sections = _round_sections(sizes.ROUND_HOT, _HOT, (_BOLTS, _EZZAT))
    title = "Round hollow sections EN 10210"
    return _family("chs_hot", 710, title, "Hot finished, 21.3 to 508 mm", ("D", "t"), _HOT, sections)


def chs_cold() -> Family:
    """Round, cold formed."""
    sections = _round_sections(sizes.ROUND_COLD, _COLD, (_EZZAT, _ARCELORMITTAL))
    title = "Round hollow sections EN 10219"
    return _family("chs_cold", 715, title, "Cold formed, 21.3 to 219.1 mm", ("D", "t"), _COLD, sections)


def shs_hot() -> Family:
    """Square, hot finished."""
    sections = _square_sections(sizes.SQUARE_HOT, _HOT, (_BOLTS, _EZZAT))
    title = "Square hollow sections EN 10210"
    return _family("shs_hot", 711, title, "Hot finished, 40 to 300 mm", ("b", "t"), _HOT, sections)


def shs_cold() -> Family:
    """Square, cold formed."""
    sections = _square_sections(sizes.SQUARE_COLD, _COLD, (_EZZAT, _BLUEPRINTS))
    title = "Square hollow sections EN 10219"
    return _family("shs_cold", 712, title, "Cold formed, 20 to 200 mm", ("b", "t"), _COLD, sections)


def rhs_hot() -> Family:
    """Rectangular, hot finished."""
    sections = _rectangle_sections(sizes.RECTANGLE_HOT, _HOT)
    title = "Rectangular hollow sections EN 10210"
    return _family("rhs_hot", 713, title, "Hot finished, 50 x 30 to 300 x 200 mm", ("h", "b", "t"), _HOT, sections)


def rhs_cold() -> Family:
    """Rectangular, cold formed."""
    sections = _rectangle_sections(sizes.RECTANGLE_COLD, _COLD)
    title = "Rectangular hollow sections EN 10219"
    return _family("rhs_cold", 714, title, "Cold formed, 40 x 20 to 200 x 120 mm", ("h", "b", "t"), _COLD, sections)


def _family(
    family_id: str,
    number: int,
    title: str,
    description: str,
    chosen_by: tuple[str, ...],
    making: _Making,
    sections: Iterator[Section],
) -> Family:
    return Family(
        id=family_id,
        part_id=f"90-24112026-{number:06}",
        category="CW.50.020",
        title=title,
        description=description,
        name="Hollow section",
        standard=f"{making.standard}-2",
        material=STEEL,
        selectors=(*(Selector(symbol, _LABELS[symbol], "real", "mm") for symbol in chosen_by), LENGTH),
        configurations=in_stock_lengths(sections),
    )


def _round_sections(
    table: Mapping[float, sizes.Walls], making: _Making, documents: tuple[str, ...]
) -> Iterator[Section]:
    for outside, walls in table.items():
        for t in walls:
            listed = {"D": outside, "t": t}
            dimensions = tuple(making.dimension(symbol, value, documents) for symbol, value in listed.items())
            yield Section(f"CHS {making.standard} {outside:g}x{t:g}", (f"{outside:g}", f"{t:g}"), dimensions)


def _square_sections(
    table: Mapping[float, sizes.Walls], making: _Making, documents: tuple[str, ...]
) -> Iterator[Section]:
    for b, walls in table.items():
        for t in walls:
            yield making.section(f"SHS {making.standard} {b:g}x{b:g}x{t:g}", {"b": b}, t, documents)


def _rectangle_sections(table: Mapping[tuple[float, float], sizes.Walls], making: _Making) -> Iterator[Section]:
    for (h, b), walls in table.items():
        for t in walls:
            name = f"RHS {making.standard} {h:g}x{b:g}x{t:g}"
            yield making.section(name, {"h": h, "b": b}, t, _rectangle_documents(making, (h, b, t)))


def _rectangle_documents(making: _Making, size: tuple[float, float, float]) -> tuple[str, ...]:
    if making is _HOT:
        return _BOLTS, _EZZAT, _THEMIS
    return (_EZZAT, _B2BMETAL) if size <= sizes.LAST_IN_B2BMETAL else (_EZZAT,)
