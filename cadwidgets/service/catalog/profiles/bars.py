"""Bars: round of EN 10060, square of EN 10059, flat of EN 10058, drawn hexagon of EN 10278.

* Round: the preferred diameters of EN 10060:2003 as a published list states them; most are also on the stock list of
  ArcelorMittal, the others are unverified.
* Flat: stock list of the merchant Eisen-Stoll (2025), with widths and thicknesses that ArcelorMittal stocks, too.
* Square: stock list of Eisen-Stoll alone: unverified.
* Hexagon: stock list of ArcelorMittal alone: unverified.

The stock lists were read as others transcribed them.

The edges of square, flat and hexagon bars are sharp here; rolled ones are slightly rounded.
"""

from __future__ import annotations

from collections.abc import Iterable

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Dimension, Family, Selector
from cadwidgets.service.catalog.profiles.stock import LENGTH, Section, in_stock_lengths

_EN_10060 = "list of the preferred diameters of EN 10060:2003"
_EISEN_STOLL, _ARCELORMITTAL = "Eisen-Stoll stock list 2025", "ArcelorMittal stock list"

_ROUND = (
    *(10, 12, 13, 14, 15, 16, 18, 19, 20, 22, 24, 25, 26, 27, 28, 30, 32, 35, 36, 38, 40, 42, 45, 48, 50),
    *(52, 55, 60, 63, 65, 70, 75, 80, 85, 90, 95, 100, 105, 110, 115, 120, 125, 130, 135, 140, 145, 150),
    *(155, 160, 165, 170, 175, 180, 190, 200, 220, 250),
)
_ROUND_IN_ONE_LIST = (13, 38, 42, 48, 52, 63, 115, 125, 135, 145, 155, 165, 175)
_SQUARE = (6, 8, 10, 12, 14, 15, 16, 18, 20, 22, 25, 30, 35, 40, 45, 50)
_HEXAGON = (10, 12, 13, 14, 15, 17, 19, 22, 24, 27, 30, 32, 36, 41, 46, 50, 80)
_FLAT = {
    12: (3, 4, 5, 6),
    15: (3, 5),
    16: (3, 4, 5, 6, 8),
    20: (3, 4, 5, 6, 8, 10, 12, 15),
    25: (3, 4, 5, 6, 8, 10, 12, 15),
    30: (3, 4, 5, 6, 8, 10, 12, 15, 20),
    35: (3, 4, 5, 6, 8, 10, 12, 15),
    40: (3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30),
    45: (3, 4, 5, 6, 8, 10, 12),
    50: (3, 4, 5, 6, 8, 10, 12, 15, 20, 25),
    60: (3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40),
    70: (3, 4, 5, 6, 8, 10, 12, 15, 20, 25),
    80: (3, 4, 5, 6, 8, 10, 12, 15, 20),
    90: (3, 4, 5, 6, 8, 10, 12, 15, 20),
    100: (3, 4, 5, 6, 8, 10, 12, 15, 20, 25),
    120: (5, 6, 8, 10, 12, 15, 20),
    130: (6, 10, 12, 15),
    140: (5, 6, 8, 10, 12, 15, 20),
    150: (5, 8, 10, 12, 15, 20),
}


def round_bar() -> Family:
    """Hot rolled round bars."""
    sections = (
        Section(f"Round EN 10060 {d}", (str(d),), (_dimension("d", d, "EN 10060:2003", *_round_documents(d)),))
        for d in _ROUND
    )
    return _family("round_bar", 720, "EN 10060", "Round bars EN 10060", "Hot rolled, 10 to 250 mm", ("d",), sections)


def _round_documents(d: int) -> tuple[str, ...]:
    return (_EN_10060,) if d in _ROUND_IN_ONE_LIST else (_EN_10060, _ARCELORMITTAL)


def square_bar() -> Family:
    """Hot rolled square bars."""
    sections = (
        Section(f"Square EN 10059 {a}", (str(a),), (_dimension("a", a, "EN 10059:2003", _EISEN_STOLL),))
        for a in _SQUARE
    )
    return _family("square_bar", 721, "EN 10059", "Square bars EN 10059", "Hot rolled, 6 to 50 mm", ("a",), sections)


def flat_bar() -> Family:
    """Hot rolled flat bars."""
    sections = (
        Section(
            f"Flat EN 10058 {b}x{t}",
            (str(b), str(t)),
            tuple(
                _dimension(symbol, value, "EN 10058:2018", _EISEN_STOLL, _ARCELORMITTAL)
                for symbol, value in (("b", b), ("t", t))
            ),
        )
        for b, thicknesses in _FLAT.items()
        for t in thicknesses
    )
    description = "Hot rolled, 12 x 3 to 150 x 20 mm"
    return _family("flat_bar", 722, "EN 10058", "Flat bars EN 10058", description, ("b", "t"), sections)


def hexagon_bar() -> Family:
    """Drawn hexagon bars."""
    sections = (
        Section(f"Hexagon EN 10278 {s}", (str(s),), (_dimension("s", s, "EN 10278:1999", _ARCELORMITTAL),))
        for s in _HEXAGON
    )
    description = "Cold drawn, 10 to 80 mm across flats"
    return _family("hexagon_bar", 723, "EN 10278", "Hexagon bars EN 10278", description, ("s",), sections)


_LABELS = {
    "d": "Bar diameter d",
    "a": "Side a",
    "b": "Section width b",
    "t": "Thickness t",
    "s": "Width across flats s",
}


def _dimension(symbol: str, value: float, source: str, *agreeing: str) -> Dimension:
    return Dimension(symbol, _LABELS[symbol], float(value), "nominal", source, agreeing)


def _family(
    family_id: str,
    number: int,
    standard: str,
    title: str,
    description: str,
    chosen_by: tuple[str, ...],
    sections: Iterable[Section],
) -> Family:
    return Family(
        id=family_id,
        part_id=f"90-24112026-{number:06}",
        category="CW.50.040",
        title=title,
        description=description,
        name="Bar",
        standard=standard,
        material=STEEL,
        selectors=(*(Selector(symbol, _LABELS[symbol], "real", "mm") for symbol in chosen_by), LENGTH),
        configurations=in_stock_lengths(sections),
    )
