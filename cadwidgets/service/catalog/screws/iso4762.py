"""Hexagon socket head cap screws of ISO 4762, M3 to M12, in the standard's preferred lengths.

Compared value by value: FastenersWB (table ``iso4762def``, GPL, a FreeCAD add-on), BOLTS (``hex_socket``,
after a DIN 912 data sheet), bd-warehouse 0.4.0 (``socket_head_cap_parameters``), the ISO 4762 page of
geartoolkit.com, the DIN 912 data sheet of Aramfix, and the DIN 912 weight chart of Fuller (lengths to 90
mm). What they disagree on:

* dk: bd-warehouse states the maximum of knurled heads (10.22 for M6), the others also that of plain ones
  (10). Used here: plain heads.
* s: FastenersWB states the mean of the tolerance zone (5.06 for M6). Used here: the nominal size.
* shortest length: bd-warehouse and FastenersWB begin at 8 for M6 and 10 for M8, the weight chart at 10 and
  12. Used here: what all of them have. FastenersWB also lists 14 and 75 and leaves out 90; the others do not.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_STANDARD = "ISO 4762:2004, table 1"
_FASTENERS_WB, _BOLTS, _BD = "FastenersWB iso4762def", "BOLTS hex_socket", "bd-warehouse 0.4.0"
_GEARTOOLKIT, _FULLER = "geartoolkit.com ISO 4762", "Fuller DIN 912 weight chart"
_ARAMFIX = "Aramfix DIN 912 data sheet"

_LENGTHS = (5, 6, 8, 10, 12, 16, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 80, 90, 100, 110, 120)


class _Size(NamedTuple):
    """A row of the table, in mm: pitch P, thread length b, head dk x k, socket s x t, chamfer v, lengths.

    A screw of at most ``threaded_to`` is threaded up to its head.
    """

    pitch: float
    b: float
    dk: float
    k: float
    s: float
    t: float
    v: float
    shortest: float
    longest: float
    threaded_to: float


_SIZES = {
    3: _Size(0.5, 18, 5.5, 3, 2.5, 1.3, 0.3, 5, 30, 20),
    4: _Size(0.7, 20, 7, 4, 3, 2, 0.4, 6, 40, 25),
    5: _Size(0.8, 22, 8.5, 5, 4, 2.5, 0.5, 8, 50, 25),
    6: _Size(1, 24, 10, 6, 5, 3, 0.6, 10, 60, 30),
    8: _Size(1.25, 28, 13, 8, 6, 4, 0.8, 12, 80, 35),
    10: _Size(1.5, 32, 16, 10, 8, 5, 1.0, 16, 100, 40),
    12: _Size(1.75, 36, 18, 12, 10, 6, 1.2, 20, 120, 50),
}


def family() -> Family:
    """The family with all its sizes and lengths."""
    configurations = tuple(
        Configuration(f"ISO 4762 M{d}x{length}", _dimensions(d, row, length), (str(d), str(length)))
        for d, row in _SIZES.items()
        for length in _LENGTHS
        if row.shortest <= length <= row.longest
    )
    return Family(
        id="iso4762",
        part_id="90-24112026-000010",
        category="CW.10.010",
        title="ISO 4762 hexagon socket head cap screws",
        description="M3 to M12 with coarse thread, plain head, thread simplified to its nominal diameter",
        name="Hexagon socket head cap screw",
        standard="ISO 4762",
        material=STEEL,
        selectors=(Selector("d", "Nominal diameter d", "real", "mm"), Selector("l", "Length l", "real", "mm")),
        configurations=configurations,
        surplus_volume=thread_grooves,
    )


def thread_grooves(configuration: Configuration) -> float:
    """The volume (mm³) between a cylinder of the nominal diameter and the real thread.

    A thread has about the volume of a cylinder of its pitch diameter d2 = d - 0.649519 P (ISO 68-1, ISO 724).
    """
    d, pitch = configuration["d"], configuration["P"]
    pitch_diameter = d - 0.649519 * pitch
    return math.pi / 4 * (d**2 - pitch_diameter**2) * configuration["thread"]


def _dimensions(d: float, row: _Size, length: float) -> tuple[Dimension, ...]:
    all_tables = (_FASTENERS_WB, _BOLTS, _BD, _GEARTOOLKIT)
    lengths = (_BD, _FULLER if length <= 90 else _FASTENERS_WB)
    threaded = length if length <= row.threaded_to else row.b
    return (
        _dimension("d", "Nominal diameter d", d, "nominal", all_tables),
        _dimension("P", "Pitch P", row.pitch, "nominal", (_FASTENERS_WB, _BD, _ARAMFIX)),
        _dimension("l", "Length l", length, "nominal", lengths),
        _dimension("dk", "Head diameter dk", row.dk, "maximum, plain head", (_FASTENERS_WB, _BOLTS, _ARAMFIX)),
        _dimension("k", "Head height k", row.k, "maximum", all_tables),
        _dimension("s", "Hexagon socket s", row.s, "nominal", (_BOLTS, _BD, _GEARTOOLKIT)),
        _dimension("t", "Socket depth t", row.t, "minimum", all_tables),
        _dimension("b", "Thread length b", row.b, "reference", (_FASTENERS_WB, _BOLTS, _ARAMFIX)),
        _dimension("thread", "Threaded length", threaded, "reference", (_BOLTS,)),
        _dimension("v", "Head edge v", row.v, "maximum", (_FASTENERS_WB,)),
    )


def _dimension(symbol: str, label: str, value: float, basis: str, agreeing: tuple[str, ...]) -> Dimension:
    return Dimension(symbol, label, float(value), basis, _STANDARD, agreeing)
