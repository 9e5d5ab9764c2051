"""The families that the short tests look at where the long ones look at all: one of each kind of geometry."""

from __future__ import annotations

from typing import Any

import pytest

from cadwidgets.service import catalog

SOME = (
    *("iso4762", "iso4032", "iso7089", "screw_with_washer", "iso8752", "din471", "deep_groove_bearing", "as568"),
    *("pillow_block_unit", "spur_gear", "pulley_2gt", "t_slot_profile", "compression_spring"),
)


def every_family() -> list[Any]:
    """The ids of all families, as parameters of a test: those that are not among `SOME` make it a long one."""
    ids = (family.id for family in catalog.families())
    return [known if known in SOME else pytest.param(known, marks=pytest.mark.long) for known in ids]
