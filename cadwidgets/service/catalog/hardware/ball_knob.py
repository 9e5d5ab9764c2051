"""Ball knobs of DIN 319, form C: of plastic, with a moulded thread.

The table itself was not to be had: the values are unverified. The range of ball diameters stands in the publisher's
introduction to DIN 319, the thread depths of 16 and 20 mm in the list of changes of its edition of 2002.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Material, Selector

_STANDARD = "DIN 319:2002"
_CHANGES = "list of changes of DIN 319:2002"
_THERMOSET = Material("phenolic resin", 1400.0, "usual value for PF 31, unverified")
_LABELS = {
    "d1": "Ball diameter d1",
    "d2": "Thread diameter d2",
    "h": "Height h",
    "t1": "Thread depth t1",
}
# d1: d2, h, t1
_SIZES = {
    16: (4, 15, 7),
    20: (5, 18, 9),
    25: (6, 22.5, 11),
    32: (8, 29, 14.5),
    40: (10, 37, 18),
    50: (12, 46, 21),
}


def family() -> Family:
    """The family with all its sizes."""
    return Family(
        id="ball_knob",
        part_id="90-24112026-000810",
        category="CW.60.020",
        title="Ball knobs DIN 319 C",
        description="16 to 50 mm, moulded thread M4 to M12, simplified",
        name="Ball knob",
        standard="DIN 319",
        material=_THERMOSET,
        selectors=(Selector("d1", _LABELS["d1"], "real", "mm"),),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for ball, row in _SIZES.items():
        values = dict(zip(_LABELS, (ball, *row), strict=True))
        dimensions = (
            Dimension(symbol, _LABELS[symbol], float(value), "nominal", _STANDARD, _agreeing(ball, symbol))
            for symbol, value in values.items()
        )
        yield Configuration(f"DIN 319 C {ball} M{row[0]}", tuple(dimensions), (str(ball),))


def _agreeing(ball: int, symbol: str) -> tuple[str, ...]:
    return (_CHANGES,) if symbol == "t1" and ball <= 20 else ()
