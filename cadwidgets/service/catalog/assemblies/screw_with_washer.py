"""Hexagon socket head cap screws (ISO 4762) with a plain washer (ISO 7089) below the head: assemblies of two parts.

The screws are those that reach out of their washer by 1.5 d: one diameter of engaged thread, the least for steel in
steel by a common rule of thumb, and half a diameter for what is clamped.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.model import Component, Configuration, Family, Selector
from cadwidgets.service.catalog.nuts_and_washers import iso7089
from cadwidgets.service.catalog.screws import iso4762

_REACH = 1.5
"""How far at least a screw reaches out of its washer, in nominal diameters."""
_SMALLEST, _LARGEST = 3, 12


def family() -> Family:
    """The family with all its sizes and lengths."""
    washers = iso7089.family()
    pairs = ((screw, washers.configuration(f"ISO 7089 {screw['d']:g}")) for screw in _screws())
    return Family(
        id="screw_with_washer",
        part_id="90-24112026-000040",
        category="CW.10.030",
        title="ISO 4762 screws with ISO 7089 washers",
        description="M3 to M12: a hexagon socket head cap screw and its plain washer, put together",
        name="Hexagon socket head cap screw with plain washer",
        standard="ISO 4762, ISO 7089",
        material=None,
        selectors=(Selector("d", "Nominal diameter d", "real", "mm"), Selector("l", "Length l", "real", "mm")),
        configurations=tuple(
            _configuration(screw, washer) for screw, washer in pairs if screw["l"] - washer["h"] >= _REACH * screw["d"]
        ),
    )


def _screws() -> Iterator[Configuration]:
    """Those of the default property class."""
    for screw in iso4762.SCREWS.family().configurations:
        if _SMALLEST <= screw["d"] <= _LARGEST and screw.selection[-1] == "8.8":
            yield screw


def _configuration(screw: Configuration, washer: Configuration) -> Configuration:
    chosen = {"d", "P", "l", "dk", "k", "s"}
    sizes = (*(size for size in screw.dimensions if size.symbol in chosen), *washer.dimensions)
    components = (Component("iso4762", screw.part_number), Component("iso7089", washer.part_number))
    return Configuration(f"{screw.part_number} with ISO 7089", sizes, screw.selection[:2], components)
