"""Hybrid stepper motors with the flanges NEMA 14, 17, 23 and 34, one shaft end with a flat.

NEMA ICS 16 fixes the pattern of the holes, the pilot and the shaft; the flange is as large as makers have it, whose
metric motors deviate a little. Compared: the table of motor sizes at piclist.com, which rounds the inch values, and two
OpenSCAD libraries, NopSCADlib and BOSL. They disagree on the flange of NEMA 23 (56.4 or 57 mm) and on shafts of NEMA
34, which makers also offer with 12.7 and 14 mm. Body lengths are the usual steps of the trade, flats those of common
motors: unverified.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Material, Selector

_STANDARD, _TRADE = "NEMA ICS 16-2001", "motor data sheets, no standard"
_PICLIST, _NOPSCAD, _BOSL = "piclist.com, stepper motor sizes", "NopSCADlib stepper motors", "BOSL stepper motors"

MOTOR = Material("stepper motor", 4000.0, "mean of whole motors (280 g for NEMA 17 of 40 mm), unverified")


class _Frame(NamedTuple):
    """Flange width A and thickness T, hole spacing B and diameter dm, pilot P x hp, shaft D x E, flat f x lf (mm)."""

    width: float
    thickness: float
    spacing: float
    hole: float
    pilot: float
    pilot_height: float
    shaft: float
    shaft_length: float
    flat: float
    flat_length: float
    lengths: tuple[float, ...]


_FRAMES = {
    14: _Frame(35.2, 4.5, 26, 3, 22, 2, 5, 24, 4.5, 15, (20, 26, 28, 34, 40, 52)),
    17: _Frame(42.3, 4.5, 31, 3, 22, 2, 5, 24, 4.5, 15, (20, 23, 25, 34, 38, 40, 48, 60)),
    23: _Frame(56.4, 4.8, 47.14, 5.1, 38.1, 1.6, 6.35, 20.6, 5.85, 15, (41, 45, 51, 56, 64, 76, 82, 100, 112)),
    34: _Frame(86, 9, 69.6, 5.5, 73.025, 1.6, 9.525, 32, 8.6, 25, (66, 80, 98, 114, 118, 126, 150, 156)),
}
_LABELS = (
    ("Flange width A", _TRADE),
    ("Flange thickness T", _TRADE),
    ("Hole spacing B", _STANDARD),
    ("Hole diameter dm", _TRADE),
    ("Pilot diameter P", _STANDARD),
    ("Pilot height hp", _STANDARD),
    ("Shaft diameter D", _STANDARD),
    ("Shaft length E", _TRADE),
    ("Height over the flat f", _TRADE),
    ("Length of the flat lf", _TRADE),
)
"""In the order of the values of a frame; a label ends with its symbol."""
_STATED = {
    14: {_PICLIST: "B P hp D", _NOPSCAD: "A B P hp D", _BOSL: "A T B dm P hp D E"},
    17: {_PICLIST: "B P hp D", _NOPSCAD: "A B P hp D E", _BOSL: "A T dm P hp D"},
    23: {_PICLIST: "B P hp D", _NOPSCAD: "A P hp D", _BOSL: "T B dm P hp D"},
    34: {_PICLIST: "P hp D", _BOSL: "A T B dm E"},
}
"""By frame and document: the symbols for which it states these values, in millimetres or inches."""


def family() -> Family:
    """All flanges in their usual lengths."""
    return Family(
        id="stepper_motor",
        part_id="90-24112026-000640",
        category="CW.40.070",
        title="NEMA stepper motors",
        description="NEMA 14, 17, 23 and 34 in the usual body lengths; outside only, shaft with a flat, without cable",
        name="Stepper motor",
        standard="NEMA ICS 16",
        material=MOTOR,
        selectors=(Selector("frame", "Flange", "text"), Selector("L", "Body length L", "real", "mm")),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for number, frame in _FRAMES.items():
        dimensions = tuple(_dimensions(number, frame))
        for length in frame.lengths:
            body = Dimension("L", "Body length L", float(length), "nominal", _TRADE)
            yield Configuration(f"NEMA {number}-{length:g}", (*dimensions, body), (f"NEMA {number}", f"{length:g}"))


def _dimensions(number: int, frame: _Frame) -> Iterator[Dimension]:
    for (label, source), value in zip(_LABELS, frame[:-1], strict=True):
        symbol = label.split()[-1]
        agreeing = tuple(document for document, symbols in _STATED[number].items() if symbol in symbols.split())
        yield Dimension(symbol, label, float(value), "nominal", source, agreeing)
