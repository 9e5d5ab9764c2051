"""Hexagon standoffs for circuit boards and panels.

No standard defines them. Sizes and lengths are those that FastenersWB (``PcbStandoff``, ``PcbSpacer``) lists as sold;
the core holes also stand in bd-warehouse's table of tap drills, and M3 with 5.5 mm across flats in NopSCADlib.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cadwidgets.service.catalog.hardware.made_of import MADE_OF, in_materials
from cadwidgets.service.catalog.materials import STEEL, material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Material, Selector

_SOURCE = "makers' catalogues of standoffs"
_FASTENERS_WB, _BD, _NOPSCADLIB = "FastenersWB PcbStandoff", "bd-warehouse tap_hole_sizes", "NopSCADlib pillars"
_LABELS = {
    "d": "Nominal diameter d",
    "s": "Width across flats s",
    "d1": "Core hole d1",
    "b": "Stud length b",
    "l": "Length l",
}
_MATERIALS: Mapping[str, Material] = {
    "steel": STEEL,
    "A2": material_named("A2"),
    "brass": material_named("brass"),
}


class _Size(NamedTuple):
    """A thread: its core hole and the length of a stud, in mm."""

    hole: float
    stud: float


_THREADS = {2.5: _Size(2.05, 6), 3: _Size(2.5, 6), 4: _Size(3.3, 8), 5: _Size(4.2, 10), 6: _Size(5, 10)}

_WITH_STUD: Mapping[tuple[float, float], tuple[int, ...]] = {
    (2.5, 5): (5, 6, 7, 8, 9, 10, 12, 15, 17, 18, 20, 25, 30),
    (3, 5): (10, 15, 20, 25),
    (3, 5.5): (*range(5, 21), 22, 23, 25, 27, 28, 30, 35, 40, 45, 50, 55, 60),
    (3, 6): (8, 10, 12, 15, 20, 25, 30, 35, 40),
    (4, 7): (5, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40),
    (5, 8): (8, 10, 15, 20, 25, 30, 40, 50, 60, 70),
    (6, 10): (15, 20, 25, 30, 35, 40, 45, 50, 60),
}
_WITHOUT_STUD: Mapping[tuple[float, float], tuple[int, ...]] = {
    (2.5, 5): (5, 10, 11, 12, 15, 17, 18, 20, 22),
    (3, 5): (5, 10, 15, 20),
    (3, 5.5): (*range(5, 24), 25, 27, 30, 35, 40),
    (4, 7): (5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80),
    (5, 8): (10, 12, 15, 20, 25, 30, 35, 40, 50),
    (6, 10): (10, 15, 20, 25, 30, 35, 40, 45, 50, 60),
}


def male_female() -> Family:
    """Standoffs with a stud at one end."""
    return Family(
        id="standoff_male_female",
        part_id="90-24112026-000830",
        category="CW.60.040",
        title="Hexagon standoffs, stud and thread",
        description="M2.5 to M6, male-female; threads simplified",
        name="Hexagon standoff",
        standard="no standard",
        material=STEEL,
        selectors=_selectors(),
        configurations=tuple(_standoffs("MF", _WITH_STUD, stud=True)),
    )


def female_female() -> Family:
    """Standoffs with a thread at both ends."""
    return Family(
        id="standoff_female_female",
        part_id="90-24112026-000831",
        category="CW.60.040",
        title="Hexagon standoffs, threads at both ends",
        description="M2.5 to M6, female-female; threads simplified",
        name="Hexagon standoff",
        standard="no standard",
        material=STEEL,
        selectors=_selectors(),
        configurations=tuple(_standoffs("FF", _WITHOUT_STUD, stud=False)),
    )


def _selectors() -> tuple[Selector, ...]:
    return (*(Selector(symbol, _LABELS[symbol], "real", "mm") for symbol in ("d", "s", "l")), MADE_OF)


def _standoffs(
    form: str, sizes: Mapping[tuple[float, float], tuple[int, ...]], *, stud: bool
) -> Iterator[Configuration]:
    for (d, s), lengths in sizes.items():
        flats = (_FASTENERS_WB, _NOPSCADLIB) if (d, s) == (3, 5.5) else (_FASTENERS_WB,)
        shared = (
            _dimension("d", d, flats),
            _dimension("s", s, flats),
            _dimension("d1", _THREADS[d].hole, (_FASTENERS_WB, _BD)),
            *((_dimension("b", _THREADS[d].stud, (_FASTENERS_WB,)),) if stud else ()),
        )
        for length in lengths:
            dimensions = (*shared, _dimension("l", length, (_FASTENERS_WB,)))
            name, chosen = f"Standoff {form} M{d:g}x{s:g}x{length}", (f"{d:g}", f"{s:g}", str(length))
            yield from in_materials(name, dimensions, chosen, _MATERIALS)


def _dimension(symbol: str, value: float, agreeing: tuple[str, ...]) -> Dimension:
    return Dimension(symbol, _LABELS[symbol], float(value), "nominal", _SOURCE, agreeing)
