"""Parallel keys after DIN 6885-1, form A (round ends) and form B (square ends), 2 x 2 to 28 x 16 mm.

Compared value by value, without a difference: the DIN 6885 page of engineeringhardware.com (keys up to 16 x 10 mm), the
open Python package ``din6885`` (b, h, t1), a Siemens gear units catalogue (MD 31.1, from 12 x 8 mm, without lengths),
bd-warehouse 0.4.0 (hub grooves up to 14 x 9 mm), and the key lengths of an open shaft program. That program's list
ends one length earlier than the page for five sizes.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Family
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

_PAGE = Document("engineeringhardware.com DIN 6885", 2, 16)
_PACKAGE = Document("Python package din6885", 2, 28)
_SIEMENS = Document("Siemens MD 31.1:2016", 12, 28)
_BD = Document("bd-warehouse 0.4.0", 2, 14)
_SHORT = (6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56, 63, 70, 80, 90, 100)
_LENGTHS = (*_SHORT, 110, 125, 140, 160, 180, 200, 220, 250, 280, 320)
_SHAFT_PROGRAM = tuple(
    Document("lengths of an open shaft program", first, last, only=frozenset(_LENGTHS) - {beyond})
    for first, last, beyond in (
        (2, 4, 0),
        (5, 5, 56),
        (6, 6, 70),
        (8, 8, 90),
        (10, 10, 110),
        (12, 12, 140),
        (14, 28, 0),
    )
)
_TABLE = Table(
    "DIN 6885-1:1968, table 1",
    (
        Column("b", "Key width b", "nominal", (_PAGE, _PACKAGE, _SIEMENS)),
        Column("h", "Key height h", "nominal", (_PAGE, _PACKAGE, _SIEMENS)),
        Column("t1", "Shaft groove depth t1", "nominal", (_PAGE, _PACKAGE, _SIEMENS)),
        Column("t2", "Hub groove depth t2", "nominal", (_PAGE, _SIEMENS, _BD)),
    ),
)

_SIZES = (
    (2, 2, 1.2, 1, 6, 20),
    (3, 3, 1.8, 1.4, 6, 36),
    (4, 4, 2.5, 1.8, 8, 45),
    (5, 5, 3, 2.3, 10, 56),
    (6, 6, 3.5, 2.8, 14, 70),
    (8, 7, 4, 3.3, 18, 90),
    (10, 8, 5, 3.3, 22, 110),
    (12, 8, 5, 3.3, 28, 140),
    (14, 9, 5.5, 3.8, 36, 160),
    (16, 10, 6, 4.3, 45, 180),
    (18, 11, 7, 4.4, 50, 200),
    (20, 12, 7.5, 4.9, 56, 220),
    (22, 14, 9, 5.4, 63, 250),
    (25, 14, 9, 5.4, 70, 280),
    (28, 16, 10, 6.4, 80, 320),
)
"""Width b, height h, groove depths t1 and t2, shortest and longest length, in mm."""


def _family(form: str, number: int, ends: str) -> Family:
    length = Column("l", "Length l", "nominal", (_PAGE, *_SHAFT_PROGRAM))
    keys = Lengths(f"DIN 6885 {form}", _TABLE, _SIZES, length, _LENGTHS, named=2)
    return Family(
        id=f"din6885{form.lower()}",
        part_id=f"90-24112026-{number:06d}",
        category="CW.40.050",
        title=f"DIN 6885 parallel keys, form {form}",
        description=f"2 x 2 to 28 x 16 mm, {ends}, edges sharp",
        name="Parallel key",
        standard="DIN 6885-1",
        material=STEEL,
        selectors=keys.selectors,
        configurations=keys.configurations(),
    )


def form_a() -> Family:
    """Keys with round ends."""
    return _family("A", 320, "round ends")


def form_b() -> Family:
    """Keys with square ends."""
    return _family("B", 321, "square ends")
