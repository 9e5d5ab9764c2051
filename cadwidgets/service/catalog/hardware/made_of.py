"""Parts that are made in several materials: the material is the last choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cadwidgets.service.catalog.model import Configuration, Dimension, Material, Selector

MADE_OF = Selector("material", "Made of", "text")


def in_materials(
    name: str, dimensions: tuple[Dimension, ...], chosen: tuple[str, ...], materials: Mapping[str, Material]
) -> Iterator[Configuration]:
    """The part in each material, by its short name: the first one leaves the part number as it is."""
    for place, (short, material) in enumerate(materials.items()):
        number = f"{name} {short}" if place else name
        yield Configuration(number, dimensions, (*chosen, short), material=material)
