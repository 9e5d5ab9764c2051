"""Hybrid stepper motors with the flanges NEMA 14, 17, 23 and 34, one shaft end with a flat.

NEMA ICS 16 fixes the pattern of the holes, the pilot and the shaft; the flange is as large as makers have it, whose
metric motors deviate a little. Compared: the table of motor sizes at piclist.com (hole pattern, pilot, shaft), which
rounds the inch values; widths of NEMA 17 and 23 also stand at aspina-group.com and motoripassopasso.it as whole
millimetres. Body lengths are the usual steps of the trade, flats and tapped depths those of common motors: unverified.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Material, Selector

_STANDARD, _TRADE = "NEMA ICS 16-2001", "motor data sheets, no standard"
_PICLIST = ("piclist.com stepper motor NEMA sizes",)

MOTOR = Material(
    "stepper motor", 4000.0, "mean of a motor: about 280 g for NEMA 17 of 40 mm, 700 g for NEMA 23 of 56 mm"
)


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
    14: _Frame(35.2, 4, 26, 3, 22, 2, 5, 24, 4.5, 15, (20, 26, 28, 34, 40, 52)),
    17: _Frame(42.3, 4.5, 31, 3, 22, 2, 5, 24, 4.5, 15, (20, 23, 25, 34, 38, 40, 48, 60)),
    23: _Frame(56.4, 4.8, 47.14, 5, 38.1, 1.6, 6.35, 20.6, 5.85, 15, (41, 45, 51, 56, 64, 76, 82, 100, 112)),
    34: _Frame(86, 10, 69.6, 6.5, 73.025, 1.6, 9.525, 31.75, 8.6, 25, (66, 80, 98, 114, 118, 126, 150, 156)),
}


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
        dimensions = tuple(_dimensions(frame))
        for length in frame.lengths:
            body = Dimension("L", "Body length L", float(length), "nominal", _TRADE)
            yield Configuration(f"NEMA {number}-{length:g}", (*dimensions, body), (f"NEMA {number}", f"{length:g}"))


def _dimensions(frame: _Frame) -> Iterator[Dimension]:
    yield Dimension("A", "Flange width A", float(frame.width), "nominal", _TRADE)
    yield Dimension("T", "Flange thickness T", float(frame.thickness), "nominal", _TRADE)
    yield Dimension("B", "Hole spacing B", float(frame.spacing), "nominal", _STANDARD, _PICLIST)
    yield Dimension("dm", "Hole diameter dm", float(frame.hole), "nominal", _TRADE)
    yield Dimension("P", "Pilot diameter P", float(frame.pilot), "nominal", _STANDARD, _PICLIST)
    yield Dimension("hp", "Pilot height hp", float(frame.pilot_height), "nominal", _STANDARD, _PICLIST)
    yield Dimension("D", "Shaft diameter D", float(frame.shaft), "nominal", _STANDARD, _PICLIST)
    yield Dimension("E", "Shaft length E", float(frame.shaft_length), "nominal", _TRADE)
    yield Dimension("f", "Height over the flat f", float(frame.flat), "nominal", _TRADE)
    yield Dimension("lf", "Length of the flat lf", float(frame.flat_length), "nominal", _TRADE)
