"""Bearing units: an insert bearing UC2 in its cast housing, as assemblies of two parts.

The smallest bores have no housing of their own: pillow blocks take that of 203, flanges that of 204.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings import bearing_housing, insert_bearing
from cadwidgets.service.catalog.model import Component, Configuration, Family

_BEARING_SIZES = ("d", "B", "S")


def pillow_blocks() -> Family:
    """UCP: pillow block units."""
    return _unit(
        bearing_housing.pillow_blocks(),
        family_id="pillow_block_unit",
        part_id="90-24112026-000041",
        title="UCP pillow block bearing units",
        description="UCP201 to UCP218: an insert bearing UC2 in a pillow block P2, put together",
        name="Pillow block bearing unit",
    )


def square_flanges() -> Family:
    """UCF: square flange units."""
    return _unit(
        bearing_housing.square_flanges(),
        family_id="square_flange_unit",
        part_id="90-24112026-000042",
        title="UCF square flange bearing units",
        description="UCF201 to UCF218: an insert bearing UC2 in a square flange housing F2, put together",
        name="Square flange bearing unit",
    )


def oval_flanges() -> Family:
    """UCFL: oval flange units."""
    return _unit(
        bearing_housing.oval_flanges(),
        family_id="oval_flange_unit",
        part_id="90-24112026-000043",
        title="UCFL oval flange bearing units",
        description="UCFL201 to UCFL218: an insert bearing UC2 in an oval flange housing FL2, put together",
        name="Oval flange bearing unit",
    )


def _unit(housings: Family, *, family_id: str, part_id: str, title: str, description: str, name: str) -> Family:
    return Family(
        id=family_id,
        part_id=part_id,
        category="CW.20.030",
        title=title,
        description=description,
        name=name,
        standard="ISO 3228, ISO 9628",
        material=None,
        selectors=insert_bearing.family().selectors,
        configurations=tuple(_configurations(housings)),
    )


def _configurations(housings: Family) -> Iterator[Configuration]:
    smallest = housings.configurations[0]
    kind = smallest.part_number.removesuffix(smallest.selection[0])
    by_size = {housing.selection[0]: housing for housing in housings.configurations}
    for bearing in insert_bearing.family().configurations:
        size = bearing.part_number.removeprefix("UC")
        housing = by_size.get(size, smallest)
        shown = (*(known for known in bearing.dimensions if known.symbol in _BEARING_SIZES), *housing.dimensions)
        components = (Component(housings.id, housing.part_number), Component("insert_bearing", bearing.part_number))
        yield Configuration(f"UC{kind}{size}", shown, bearing.selection, components)
