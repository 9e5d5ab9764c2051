"""Hardened and ground round shafts with the tolerance h6, for linear ball bearings.

The diameters are those that a French maker (FLI) keeps in stock; no second document was compared: unverified. Shafts
are cut to length: the lengths are this catalog's own list, from 2.5 to 100 diameters.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.contract.part_details import CHOSEN
from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector

_DIAMETERS = (4, 5, 6, 8, 10, 12, 13, 14, 15, 16, 18, 20, 22, 24, 25, 28, 30, 32, 35, 40, 45, 50, 55, 60)
_LENGTHS = (100, 150, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900, 1000, 1200, 1500, 2000)
_SHORTEST, _LONGEST = 2.5, 100
_SOURCE, _CUT = "makers' catalogues of shafts, tolerance h6 of ISO 286-2", "cut to length: this catalog's own list"


def family() -> Family:
    """The family with all its diameters and lengths."""
    return Family(
        id="precision_shaft",
        part_id="90-24112026-000430",
        category="CW.40.060",
        title="Precision shafts h6",
        description="4 to 60 mm, hardened and ground, cut to length; both ends chamfered",
        name="Precision shaft",
        standard="ISO 286-2",
        material=STEEL,
        selectors=(Selector("d", "Nominal diameter d", "real", "mm"), Selector("l", "Length l", "real", "mm")),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    lengths = [Dimension("l", "Length l", float(length), CHOSEN, _CUT) for length in _LENGTHS]
    for d in _DIAMETERS:
        diameter = Dimension("d", "Nominal diameter d", float(d), "nominal", _SOURCE, ("catalogue of shafts by FLI",))
        for length in lengths:
            if _SHORTEST * d <= length.value <= _LONGEST * d:
                yield Configuration(f"W{d} h6x{length.text}", (diameter, length), (f"{d}", length.text))
