"""Timing belt pulleys with two flanges and a hub, one family a belt profile; see the belts.

The outside diameter is calculated from pitch p, teeth z and the offset a between it and the pitch line of the belt:
da = z p / pi - 2 a; ``agreeing`` names who states that offset. Flanges are taken from a list of usual sizes, by a rule
chosen so that it gives those of the rows seen of the lists EP-T5 (10 to 20 teeth) and EP-XL (10 to 19 teeth; for 18
and 19 it gives 36 instead of 35 mm). Hubs and pilot bores are proportions: unverified.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import partial

from cadwidgets.contract.part_details import CALCULATED, CHOSEN
from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.catalog.transmission import stock
from cadwidgets.service.catalog.transmission.belts import BELTS, Belt, Width

_FLANGES: tuple[float, ...] = (
    *(13, 16, 18, 19.5, 23, 25, 28, 32, 36, 38, 42, 44, 48, 51, 54, 57, 60, 63, 66, 71, 75, 79, 83, 87, 91, 97),
    *(103, 106, 111, 115, 121, 127, 131, 135, 141, 148, 153, 158, 168, 178, 184, 192, 200),
)


def families() -> Mapping[str, partial[Family]]:
    """What makes each family, by its id."""
    return {family_id: partial(_family, family_id, place) for place, family_id in enumerate(BELTS)}


def _family(family_id: str, place: int) -> Family:
    belt = BELTS[family_id]
    finished = (Selector("d1", "Bore d1", "real", "mm"),) if belt.bores else ()
    return Family(
        id=family_id,
        part_id=f"90-24112026-{610 + place:06d}",
        category="CW.40.020",
        title=f"{belt.name} timing belt pulleys",
        description="With two flanges and a hub; grooves with sharp bottom corners, no set screws",
        name="Timing belt pulley",
        standard=belt.standard,
        material=material_named("aluminium"),
        selectors=(
            Selector("z", "Number of teeth z", "integer"),
            Selector("bs", "Belt width bs", "real", "mm"),
            *finished,
        ),
        configurations=tuple(_configurations(belt)),
    )


def _configurations(belt: Belt) -> Iterator[Configuration]:
    for z in belt.teeth:
        for width in belt.widths:
            number, chosen = f"{z}-{belt.name}-{width.code}", (str(z), f"{width.belt:g}")
            hub = _hub(belt, z)
            if not belt.bores:
                yield Configuration(number, _dimensions(belt, z, width, stock.bore(hub)), chosen)
            for bore in (each for each in belt.bores if each <= hub - 4):
                dimensions = _dimensions(belt, z, width, bore)
                yield Configuration(f"{number} bore {bore:g}", dimensions, (*chosen, f"{bore:g}"))


def _dimensions(belt: Belt, z: int, width: Width, bore: float) -> tuple[Dimension, ...]:
    return (*_rim(belt, z, width), *_body(belt, z, width, bore))


def _rim(belt: Belt, z: int, width: Width) -> Iterator[Dimension]:
    groove = f"{belt.standard}, groove of the pulley"
    yield Dimension("p", "Belt pitch p", float(belt.pitch), "nominal", belt.standard, belt.pitch_agreeing)
    yield Dimension("z", "Number of teeth z", float(z), CHOSEN, belt.standard, unit="")
    yield Dimension("d", "Pitch diameter d", z * belt.pitch / math.pi, CALCULATED, "d = z p / pi")
    outside = _outside(belt, z)
    yield Dimension("da", "Outside diameter da", outside, "nominal", "da = z p / pi - 2 a", belt.agreeing)
    yield Dimension("hg", "Groove depth hg", float(belt.groove.depth), "reference", groove, belt.groove.agreeing)
    yield Dimension("bs", "Belt width bs", float(width.belt), "nominal", belt.standard)


def _body(belt: Belt, z: int, width: Width, bore: float) -> Iterator[Dimension]:
    list_of = "stock pulleys, no standard"
    yield Dimension("bf", "Rim width with flanges bf", float(width.rim), "nominal", list_of, width.agreeing)
    yield Dimension("L", "Overall length L", float(width.length), "nominal", list_of, width.length_agreeing)
    yield Dimension("D", "Flange diameter D", _flange(belt, z), "nominal", list_of)
    yield Dimension("dh", "Hub diameter dh", _hub(belt, z), CHOSEN, stock.SOURCE)
    yield Dimension("d1", "Bore d1", float(bore), "nominal" if belt.bores else CHOSEN, stock.SOURCE)


def _outside(belt: Belt, z: int) -> float:
    return round(z * belt.pitch / math.pi - 2 * belt.offset, 3)


def _flange(belt: Belt, z: int) -> float:
    return float(min(size for size in _FLANGES if size >= _outside(belt, z) + belt.rise))


def _hub(belt: Belt, z: int) -> float:
    """Small pulleys with a finished bore have a hub nearly as large as their flanges."""
    return stock.hub_diameter(_flange(belt, z) if belt.bores else _outside(belt, z) - 2 * belt.groove.depth)
