"""The families that the short tests look at, one of each kind of geometry, where the release check looks at all."""

from __future__ import annotations

from typing import Any

from thinned import thinned

from cadwidgets.service import catalog

SOME = (
    *("iso4762", "iso4032", "iso7089", "screw_with_washer", "iso8752", "din471", "deep_groove_bearing", "as568"),
    *("pillow_block_unit", "spur_gear", "pulley_2gt", "t_slot_profile", "compression_spring"),
)


def every_family() -> list[Any]:
    """The ids of all families, as parameters of a test: always `SOME`, the others as `thinned` does."""
    return thinned([family.id for family in catalog.families()], SOME)
