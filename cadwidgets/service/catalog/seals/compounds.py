"""The rubber compounds that O-rings are offered in. Nobody can order a ring without: every part number names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cadwidgets.service.catalog import materials
from cadwidgets.service.catalog.model import Configuration, Dimension, Material, Selector

NBR_70 = "NBR70"
COMPOUNDS: Mapping[str, Material] = {
    NBR_70: materials.NBR_70,
    "FKM75": materials.FKM_75,
    "EPDM70": materials.EPDM_70,
    "VMQ70": materials.VMQ_70,
}
"""Rubber and hardness (Shore A) as the trade writes them; the first is the default."""
COMPOUND = Selector("compound", "Compound", "text")


def in_compounds(number: str, dimensions: tuple[Dimension, ...], selection: tuple[str, ...]) -> Iterator[Configuration]:
    """A ring in every compound: ``AS568-010 NBR70`` and so on."""
    for name, material in COMPOUNDS.items():
        own = None if name == NBR_70 else material
        yield Configuration(f"{number} {name}", dimensions, (*selection, name), material=own)
