"""Round spacers: plain tubes to put under a screw, in a series of this catalog around the usual screws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cadwidgets.contract.part_details import CHOSEN
from cadwidgets.service.catalog.hardware.made_of import MADE_OF, in_materials
from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Material, Selector

_SOURCE = "spacer series of this catalog"
_LABELS = {"d1": "Hole diameter d1", "D": "Outside diameter D", "l": "Length l"}
_MATERIALS: Mapping[str, Material] = {
    "PA6": material_named("PA6"),
    "aluminium": material_named("aluminium"),
    "brass": material_named("brass"),
}
# hole d1: outside diameter D
_SIZES = {2.7: 5, 3.2: 6, 4.3: 8, 5.3: 10, 6.4: 12, 8.4: 16}
_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50)


def family() -> Family:
    """The family with all its holes and lengths."""
    return Family(
        id="round_spacer",
        part_id="90-24112026-000832",
        category="CW.60.040",
        title="Round spacers",
        description="For screws M2.5 to M8; a series of this catalog",
        name="Round spacer",
        standard="no standard",
        material=_MATERIALS["PA6"],
        selectors=(*(Selector(symbol, _LABELS[symbol], "real", "mm") for symbol in ("d1", "l")), MADE_OF),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for hole, outside in _SIZES.items():
        for length in _LENGTHS:
            dimensions = tuple(
                Dimension(symbol, _LABELS[symbol], float(value), CHOSEN, _SOURCE)
                for symbol, value in (("d1", hole), ("D", outside), ("l", length))
            )
            name, chosen = f"Spacer {hole:g}x{outside}x{length}", (f"{hole:g}", str(length))
            yield from in_materials(name, dimensions, chosen, _MATERIALS)
