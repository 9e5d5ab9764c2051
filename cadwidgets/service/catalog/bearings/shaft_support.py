"""Shaft supports SK: aluminium blocks that clamp the end of a round shaft.

No standard has these sizes; the trade sells them alike. 8, 10, 12 and 16 are in NopSCADlib, h and W up to 30 in a list
of machine elements, and they agree; the others rest on no document that was seen here: unverified.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import ELEMENTS, NOPSCADLIB, Column, dimensions, rows
from cadwidgets.service.catalog.materials import MATERIALS
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_SOURCE = "dealers' tables of shaft supports, series SK"
_LABELS = (
    ("d", "Bore d"),
    ("h", "Centre height h"),
    ("W", "Width W"),
    ("L", "Length L"),
    ("F", "Height F"),
    ("G", "Thickness of the foot G"),
    ("P", "Width of the clamp P"),
    ("B", "Distance of the holes B"),
    ("S", "Holes S"),
)
_LISTED = ("d", "h", "W")
# by the documents that state d, h and W
_BLOCKS: dict[tuple[str, ...], str] = {
    (ELEMENTS, NOPSCADLIB): """
        SK8 8 20 42 14 32.8 6 18 32 5.5, SK10 10 20 42 14 32.8 6 18 32 5.5, SK12 12 23 42 14 37.5 6 18 32 5.5,
        SK16 16 27 48 16 44 8 25 38 5.5""",
    (ELEMENTS,): """
        SK20 20 31 60 20 51 10 30 45 6.6, SK25 25 35 70 24 60 12 38 56 6.6, SK30 30 42 84 28 70 12 44 64 9""",
    (): """
        SK35 35 50 98 32 82.5 15 50 74 11, SK40 40 60 114 36 96 15 60 90 11""",
}


def family() -> Family:
    """The family with all its part numbers."""
    return Family(
        id="shaft_support",
        part_id="90-24112026-000432",
        category="CW.40.060",
        title="SK shaft supports",
        description="SK8 to SK40: aluminium blocks with a clamping slot; without the clamping screw and its hole",
        name="Shaft support",
        standard="SK",
        material=MATERIALS["aluminium 6061"],
        selectors=(Selector("d", "Bore d", "real", "mm"),),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for agreeing, text in _BLOCKS.items():
        others = tuple(document for document in agreeing if document != ELEMENTS)
        columns = [Column(symbol, label, agreeing if symbol in _LISTED else others) for symbol, label in _LABELS]
        for number, row in rows(text):
            yield Configuration(number, dimensions(columns, row, _SOURCE), (f"{row[0]:g}",))
