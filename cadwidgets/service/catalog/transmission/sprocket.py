"""Sprockets of ISO 606 for simplex roller chains of the European series, as plate wheels and with a hub.

Compared: pitch and roller of the chains with a list of Ametric (DIN 8187, all six) and one of FB Chain (seen: 06B to
10B); the tooth widths (bf1 = 0.93 b1 up to a pitch of 12.7 mm, else 0.95 b1) with the tables of yavuzlardisli.com; the
formulas of d and df with jiansujichilun.com, alone; the list of Cross+Morse (06B, 17 to 76 teeth) has the same pitch
diameters within 0.01 mm. Hubs, lengths and bores are proportions or from memory.
The standard leaves the tip diameter a range; used here is that of DIN 8196, da = d cos(180°/z) + 0.8 d1, which lies in
it. The roller diameter is called dr here, because d1 is the bore.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from cadwidgets.contract.part_details import CALCULATED, CHOSEN
from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.catalog.transmission import stock

_STANDARD = "ISO 606:2015"
_WIDTHS, _FORMULAS = "yavuzlardisli.com, tooth widths", "jiansujichilun.com, sprocket formulas"
_AMETRIC, _FB = "Ametric list of roller chains", "FB Chain list of roller chains"


class Chain(NamedTuple):
    """A simplex chain: pitch, roller diameter, tooth width of its sprockets, and usual length of their hubs (mm)."""

    pitch: float
    roller: float
    tooth: float
    length: float
    agreeing: tuple[str, ...]


_CHAINS = {
    "05B": Chain(8, 5, 2.8, 15, (_AMETRIC,)),
    "06B": Chain(9.525, 6.35, 5.3, 22, (_AMETRIC, _FB)),
    "08B": Chain(12.7, 8.51, 7.2, 25, (_AMETRIC, _FB)),
    "10B": Chain(15.875, 10.16, 9.1, 30, (_AMETRIC, _FB)),
    "12B": Chain(19.05, 12.07, 11.1, 35, (_AMETRIC,)),
    "16B": Chain(25.4, 15.88, 16.2, 45, (_AMETRIC,)),
}
_TEETH = (*range(9, 31), 32, 34, 35, 36, 38, 40, 45, 48, 50, 54, 57)


def plate() -> Family:
    """Plate wheels."""
    return _family(
        "sprocket_plate", "90-24112026-000630", "ISO 606 plate wheels for roller chain", "Plate wheel", hub=False
    )


def with_hub() -> Family:
    """Sprockets with a hub on one side."""
    return _family("sprocket", "90-24112026-000631", "ISO 606 roller chain sprockets with hub", "Sprocket", hub=True)


def _family(family_id: str, part_id: str, title: str, name: str, *, hub: bool) -> Family:
    return Family(
        id=family_id,
        part_id=part_id,
        category="CW.40.030",
        title=title,
        description="05B-1 to 16B-1, 9 to 57 teeth, smallest tooth gap form, pilot bore; teeth without side bevels",
        name=name,
        standard="ISO 606",
        material=STEEL,
        selectors=(Selector("chain", "Chain", "text"), Selector("z", "Number of teeth z", "integer")),
        configurations=tuple(_configurations(hub=hub)),
    )


def _configurations(*, hub: bool) -> Iterator[Configuration]:
    for name, chain in _CHAINS.items():
        for z in _TEETH:
            number = f"{'Sprocket' if hub else 'Plate wheel'} {name}-1 z{z}"
            yield Configuration(number, (*_teeth(chain, z), *_body(chain, z, hub=hub)), (f"{name}-1", str(z)))


def _teeth(chain: Chain, z: int) -> Iterator[Dimension]:
    pitch_diameter = chain.pitch / math.sin(math.pi / z)
    tip = round(pitch_diameter * math.cos(math.pi / z) + 0.8 * chain.roller, 2)
    yield Dimension("p", "Chain pitch p", float(chain.pitch), "nominal", _STANDARD, (_AMETRIC, _WIDTHS))
    yield Dimension("z", "Number of teeth z", float(z), CHOSEN, _STANDARD, unit="")
    yield Dimension("dr", "Roller diameter dr", float(chain.roller), "maximum", _STANDARD, chain.agreeing)
    yield Dimension(
        "d", "Pitch diameter d", pitch_diameter, "reference", f"{_STANDARD}, d = p / sin(180°/z)", (_FORMULAS,)
    )
    yield Dimension("da", "Tip diameter da", tip, CALCULATED, "DIN 8196-1, da = d cos(180°/z) + 0.8 d1")
    yield Dimension(
        "df", "Root diameter df", pitch_diameter - chain.roller, "maximum", f"{_STANDARD}, df = d - d1", (_FORMULAS,)
    )


def _body(chain: Chain, z: int, *, hub: bool) -> Iterator[Dimension]:
    clear = chain.pitch / math.tan(math.pi / z) - 1.05 * chain.pitch
    diameter = stock.hub_diameter(clear, clearance=1)
    yield Dimension("bf1", "Tooth width bf1", chain.tooth, "nominal", f"{_STANDARD}, simplex", (_WIDTHS,))
    yield Dimension("d1", "Bore d1", stock.bore(diameter, at_most=6 + 0.8 * chain.pitch), CHOSEN, stock.SOURCE)
    if hub:
        yield Dimension("dh", "Hub diameter dh", diameter, CHOSEN, stock.SOURCE)
        yield Dimension("L", "Overall length L", float(chain.length), CHOSEN, stock.SOURCE)
