"""Beam couplings: one piece of aluminium, made flexible by slits, fixed with set screws.

Outside diameter, lengths and largest bores are those of NBK's series MSH, alone (in whose table the
shorter length was taken for that of a hub, the longer for the whole); diameter and length of the size 19 x
25 that 3D printers have are those of NopSCADlib, alone: unverified. The bores are the usual ones up to the largest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_SOURCE = "maker's table, no standard"
_NBK, _NOPSCAD = "NBK beam couplings MSH", "NopSCADlib shaft couplings"


class _Size(NamedTuple):
    """Outside diameter D, overall length L, length of a hub l1 (mm), and the bores."""

    outside: float
    length: float
    hub: float
    bores: tuple[float, ...]
    document: str = _NBK


_SIZES = (
    _Size(8, 14, 3.6, (1.5, 2, 3)),
    _Size(13, 19, 5, (3, 4, 5)),
    _Size(16, 20, 5, (3, 4, 5, 6, 6.35)),
    _Size(19, 25, 7, (5, 6, 6.35, 8, 10), _NOPSCAD),
    _Size(20, 22, 5.8, (3, 4, 5, 6, 6.35, 8)),
    _Size(26, 31, 7.2, (5, 6, 6.35, 8, 10, 12)),
    _Size(32, 41, 13, (6, 8, 10, 12, 14, 15, 16)),
)


def family() -> Family:
    """All sizes with all pairs of bores, the smaller one first."""
    return Family(
        id="beam_coupling",
        part_id="90-24112026-000651",
        category="CW.40.040",
        title="Beam couplings",
        description="One piece with slits, for small shafts; slits simplified to straight saw cuts, no set screws",
        name="Beam coupling",
        standard="trade standard",
        material=material_named("aluminium"),
        selectors=(
            Selector("D", "Outside diameter D", "real", "mm"),
            Selector("d1", "Bore d1", "real", "mm"),
            Selector("d2", "Bore d2", "real", "mm"),
        ),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for size in _SIZES:
        outside = tuple(_dimensions(size))
        for place, d1 in enumerate(size.bores):
            for d2 in size.bores[place:]:
                number = f"Beam coupling {size.outside}x{size.length} {d1:g}x{d2:g}"
                both = (
                    Dimension(f"d{end}", f"Bore d{end}", float(bore), "nominal", _SOURCE)
                    for end, bore in ((1, d1), (2, d2))
                )
                yield Configuration(number, (*outside, *both), (f"{size.outside}", f"{d1:g}", f"{d2:g}"))


def _dimensions(size: _Size) -> Iterator[Dimension]:
    yield Dimension("D", "Outside diameter D", float(size.outside), "nominal", _SOURCE, (size.document,))
    yield Dimension("L", "Overall length L", float(size.length), "nominal", _SOURCE, (size.document,))
    hub = (_NBK,) if size.document == _NBK else ()
    yield Dimension("l1", "Hub length l1", float(size.hub), "nominal", _SOURCE, hub)
