"""Clevis pins without head (ISO 2340) and with head (ISO 2341), without (form A) and with (form B) split pin holes.

All values rest on FastenersWB alone (tables ``iso2340def``, ``iso2341def`` and their ranges, GPL, a FreeCAD add-on).
What both standards state, they state alike there.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.pins_keys_rings.iso_lengths import PIN_LENGTHS
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

_SIZES: tuple[tuple[float, ...], ...] = (
    (3, 1, 0.8, 1.6, 5, 1, 0.5, 0.6, 6, 30),
    (4, 1, 1, 2.2, 6, 1, 0.5, 0.6, 8, 40),
    (5, 2, 1.2, 2.9, 8, 1.6, 1, 0.6, 10, 50),
    (6, 2, 1.6, 3.2, 10, 2, 1, 0.6, 12, 60),
    (8, 2, 2, 3.5, 14, 3, 1, 0.6, 16, 80),
    (10, 2, 3.2, 4.5, 18, 4, 1, 0.6, 20, 100),
    (12, 3, 3.2, 5.5, 20, 4, 1.6, 0.6, 24, 120),
    (14, 3, 4, 6, 22, 4, 1.6, 0.6, 28, 140),
    (16, 3, 4, 6, 25, 4.5, 1.6, 0.6, 32, 160),
    (18, 3, 5, 7, 28, 5, 1.6, 1, 35, 180),
    (20, 4, 5, 8, 30, 5, 2, 1, 40, 200),
    (22, 4, 5, 8, 33, 5.5, 2, 1, 45, 200),
    (24, 4, 6.3, 9, 36, 6, 2, 1, 50, 200),
    (27, 4, 6.3, 9, 40, 6, 2, 1, 55, 200),
    (30, 4, 8, 10, 44, 8, 2, 1, 60, 200),
    (33, 4, 8, 10, 47, 8, 2, 1, 65, 200),
    (36, 4, 8, 10, 50, 8, 2, 1, 70, 200),
    (40, 4, 8, 10, 55, 8, 2, 1, 80, 200),
    (45, 4, 10, 12, 60, 9, 2, 1, 90, 200),
    (50, 4, 10, 12, 66, 9, 2, 1, 100, 200),
)
"""Diameter d, chamfer c, hole d1, hole to end le, head dk x k, its edge e and fillet r, shortest and longest length."""
_COLUMNS = (
    ("d", "Nominal diameter d", "nominal"),
    ("c", "Chamfer length c", "maximum"),
    ("d1", "Split pin hole d1", "nominal"),
    ("le", "Hole to end le", "minimum"),
    ("dk", "Head diameter dk", "nominal"),
    ("k", "Head height k", "nominal"),
    ("e", "Head chamfer e", "reference"),
    ("r", "Fillet below the head r", "reference"),
)
_HOLE, _HEAD = ("d1", "le"), ("dk", "k", "e", "r")


def _pins(standard: str, form: str) -> Lengths:
    seen = (Document(f"FastenersWB {standard.replace(' ', '').lower()}def"),)
    left_out = (*(_HOLE if form == "A" else ()), *(_HEAD if standard == "ISO 2340" else ()))
    places = [place for place, (symbol, _, _) in enumerate(_COLUMNS) if symbol not in left_out]
    columns = tuple(Column(*_COLUMNS[place], seen) for place in places)
    rows = tuple((*(row[place] for place in places), *row[-2:]) for row in _SIZES)
    table = Table(f"{standard}:1986, table 1", columns)
    return Lengths(f"{standard} {form}", table, rows, Column("l", "Length l", "nominal", seen), PIN_LENGTHS)


def _family(standard: str, form: str, number: int, kind: str, hole: str) -> Family:
    pins = _pins(standard, form)
    return Family(
        id=f"{standard.replace(' ', '').lower()}{form.lower()}",
        part_id=f"90-24112026-{number:06d}",
        category="CW.10.060",
        title=f"{standard} clevis pins {kind}, form {form}",
        description=f"3 to 50 mm, {hole}",
        name=f"Clevis pin {kind}",
        standard=standard,
        material=STEEL,
        selectors=pins.selectors,
        configurations=pins.configurations(),
    )


def iso2340a() -> Family:
    """Without head, without holes."""
    return _family("ISO 2340", "A", 304, "without head", "without split pin holes")


def iso2340b() -> Family:
    """Without head, with a split pin hole at each end."""
    return _family("ISO 2340", "B", 305, "without head", "with split pin holes")


def iso2341a() -> Family:
    """With head, without hole."""
    return _family("ISO 2341", "A", 306, "with head", "without split pin holes")


def iso2341b() -> Family:
    """With head and a split pin hole."""
    return _family("ISO 2341", "B", 307, "with head", "with split pin holes")
