"""Jaw couplings of aluminium with a rubber spider, in the sizes of the L series.

Outside diameter, lengths and bores are those of the page of Miki Pulley's AL couplings, which agree with each other:
L = 2 l1 + s. Other makers' hubs of the series differ by a millimetre or two, so nothing here counts as verified. The
finished bores are the usual ones between the smallest and the largest that the page states.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_SOURCE = "maker's table, no standard"
_AGREEING = ("Miki Pulley AL couplings",)


class _Size(NamedTuple):
    """Outside diameter D, length of a hub l1 and of the jaws s between the hubs, smallest and largest bore (mm)."""

    outside: float
    hub: float
    gap: float
    smallest: float
    largest: float


_SIZES = {
    "L035": _Size(16.1, 6.5, 7.5, 4, 8),
    "L050": _Size(27, 15.5, 12.2, 6, 16),
    "L070": _Size(35, 18.5, 12.2, 6, 20),
    "L075": _Size(45, 21, 12.4, 7, 26),
    "L090": _Size(54, 21, 13, 9, 28),
    "L095": _Size(55, 24, 13, 9, 28),
    "L100": _Size(66, 35, 18, 11, 36),
    "L110": _Size(85, 44, 22, 11, 48),
}
_BORES = (4, 5, 6, 8, 10, 12, 14, 15, 16, 18, 19, 20, 22, 24, 25, 28, 30, 32, 35, 38, 40, 42, 45, 48)
_ALUMINIUM = material_named("aluminium")
SPIDER = 0.289
"""Volume of the spider as it is modelled, in D² s."""
_STEPS = 2
"""Two shafts that are coupled differ by at most so many steps of the bores."""


def family() -> Family:
    """All sizes with their usual pairs of bores."""
    return Family(
        id="jaw_coupling",
        part_id="90-24112026-000650",
        category="CW.40.040",
        title="Jaw couplings",
        description="Two hubs with three jaws each and a spider; jaws simplified, no set screws and keyways",
        name="Jaw coupling",
        standard="trade standard",
        material=_ALUMINIUM,
        selectors=(
            Selector("size", "Coupling size", "text"),
            Selector("d1", "Bore d1", "real", "mm"),
            Selector("d2", "Bore d2", "real", "mm"),
        ),
        configurations=tuple(_configurations()),
        surplus_volume=_lightness_of_the_spider,
    )


def _lightness_of_the_spider(configuration: Configuration) -> float:
    """By how much aluminium (mm³) the spider is lighter than one of aluminium: it is of rubber with 1200 kg/m³."""
    volume = SPIDER * configuration["D"] ** 2 * configuration["s"]
    return volume * (1 - 1200 / _ALUMINIUM.density)


def _configurations() -> Iterator[Configuration]:
    for name, size in _SIZES.items():
        bores = [bore for bore in _BORES if size.smallest <= bore <= size.largest]
        outside = tuple(_dimensions(size))
        for place, d1 in enumerate(bores):
            for d2 in bores[place : place + _STEPS + 1]:
                both = (_bore("d1", d1), _bore("d2", d2))
                number = f"Jaw coupling {name} {d1}x{d2}"
                yield Configuration(number, (*outside, *both), (name, f"{d1}", f"{d2}"))


def _dimensions(size: _Size) -> Iterator[Dimension]:
    length = 2 * size.hub + size.gap
    yield Dimension("D", "Outside diameter D", float(size.outside), "nominal", _SOURCE, _AGREEING)
    yield Dimension("L", "Overall length L", length, "nominal", _SOURCE, _AGREEING)
    yield Dimension("l1", "Hub length l1", float(size.hub), "nominal", _SOURCE, _AGREEING)
    yield Dimension("s", "Spider width s", float(size.gap), "nominal", _SOURCE, _AGREEING)


def _bore(symbol: str, value: float) -> Dimension:
    return Dimension(symbol, f"Bore {symbol}", float(value), "nominal", _SOURCE)
