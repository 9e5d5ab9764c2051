"""Equal and unequal leg angles of EN 10056-1.

Compared value by value. Equal legs: BOLTS (``profile_l``) and structuralcodes; they differ on the toe radius of the
smallest sizes, which structuralcodes rounds to 2 mm, and on the root radius of 75 x 75 x 8, where Blueprints sides
with the 9 mm of BOLTS. Unequal legs: steelsnakes with structuralcodes or Blueprints; the small sizes up to
100 x 50 rest on Blueprints alone. Used here: the toe radius is half of the root radius, as the standard makes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Dimension, Family, Selector
from cadwidgets.service.catalog.profiles.stock import LENGTH, Section, in_stock_lengths

_STANDARD = "EN 10056-1:2017"
_BOLTS, _STRUCTURALCODES = "BOLTS profile_l", "structuralcodes"
_STEELSNAKES, _BLUEPRINTS = "steelsnakes", "Blueprints standard profiles"
_EQUAL_SOURCES = (_BOLTS, _STRUCTURALCODES)

# leg: (root radius, thicknesses)
_EQUAL = {
    20: (3.5, (3,)),
    25: (3.5, (3, 4)),
    30: (5, (3, 4)),
    40: (6, (4, 5)),
    45: (7, (4.5,)),
    50: (7, (5, 6)),
    60: (8, (5, 6, 8)),
    65: (9, (7,)),
    70: (9, (6, 7)),
    75: (9, (8,)),
    80: (10, (8, 10)),
    90: (11, (7, 8, 9)),
    100: (12, (10, 12)),
    120: (13, (10, 12)),
    130: (14, (12,)),
    150: (16, (10, 12, 15)),
    160: (17, (15,)),
    180: (18, (16, 18)),
    200: (18, (16, 18, 20, 24)),
}
# long leg, short leg: (root radius, thicknesses, documents)
_UNEQUAL = {
    (50, 30): (5, (4, 5), (_BLUEPRINTS,)),
    (60, 30): (5, (5, 7), (_BLUEPRINTS,)),
    (60, 40): (6, (5, 6, 7), (_BLUEPRINTS,)),
    (70, 50): (7, (6,), (_BLUEPRINTS,)),
    (75, 50): (7, (6, 7), (_BLUEPRINTS,)),
    (80, 40): (7, (6, 8), (_BLUEPRINTS,)),
    (100, 50): (8, (6, 8, 10), (_BLUEPRINTS,)),
    (100, 65): (10, (7, 9, 11), (_STEELSNAKES, _BLUEPRINTS)),
    (120, 80): (11, (8, 10, 12), (_STEELSNAKES, _STRUCTURALCODES, _BLUEPRINTS)),
    (150, 90): (12, (10, 11), (_STEELSNAKES, _STRUCTURALCODES)),
    (150, 100): (12, (10, 12, 14), (_STEELSNAKES, _STRUCTURALCODES)),
    (200, 100): (15, (10, 12, 14), (_STEELSNAKES, _STRUCTURALCODES, _BLUEPRINTS)),
}


def equal() -> Family:
    """Angles with equal legs."""
    return _family("angle_equal", "90-24112026-000705", "Equal leg angles EN 10056-1", _equal_sections(), ("a", "t"))


def unequal() -> Family:
    """Angles with unequal legs."""
    return _family(
        "angle_unequal", "90-24112026-000706", "Unequal leg angles EN 10056-1", _unequal_sections(), ("a", "b", "t")
    )


def _family(
    family_id: str, part_id: str, title: str, sections: Iterator[Section], chosen_by: tuple[str, ...]
) -> Family:
    labels = {"a": "Leg a", "b": "Leg b", "t": "Thickness t"}
    return Family(
        id=family_id,
        part_id=part_id,
        category="CW.50.030",
        title=title,
        description="Hot rolled, with rounded root and toes",
        name="Angle",
        standard="EN 10056-1",
        material=STEEL,
        selectors=(*(Selector(symbol, labels[symbol], "real", "mm") for symbol in chosen_by), LENGTH),
        configurations=in_stock_lengths(sections),
    )


def _equal_sections() -> Iterator[Section]:
    for a, (root, thicknesses) in _EQUAL.items():
        toe_sources = _EQUAL_SOURCES if a >= 30 else (_BOLTS,)
        root_sources = (_BOLTS, _BLUEPRINTS) if a == 75 else _EQUAL_SOURCES
        for t in thicknesses:
            dimensions = (
                _dimension("a", "Leg a", a, _EQUAL_SOURCES),
                _dimension("t", "Thickness t", t, _EQUAL_SOURCES),
                _dimension("r1", "Root radius r1", root, root_sources),
                _dimension("r2", "Toe radius r2", root / 2, (_BOLTS, _BLUEPRINTS) if a == 75 else toe_sources),
            )
            yield Section(f"L {a}x{a}x{t:g}", (str(a), f"{t:g}"), dimensions)


def _unequal_sections() -> Iterator[Section]:
    for (a, b), (root, thicknesses, documents) in _UNEQUAL.items():
        for t in thicknesses:
            dimensions = (
                _dimension("a", "Leg a", a, documents),
                _dimension("b", "Leg b", b, documents),
                _dimension("t", "Thickness t", t, documents),
                _dimension("r1", "Root radius r1", root, documents),
                _dimension("r2", "Toe radius r2", root / 2, documents),
            )
            yield Section(f"L {a}x{b}x{t:g}", (str(a), str(b), f"{t:g}"), dimensions)


def _dimension(symbol: str, label: str, value: float, agreeing: tuple[str, ...]) -> Dimension:
    return Dimension(symbol, label, float(value), "nominal", _STANDARD, agreeing)
