"""What a part of the catalog weighs, measured once by a worker and remembered."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict

from cadwidgets.errors import BuildRefused
from cadwidgets.service import catalog
from cadwidgets.service.catalog import Component, Configuration, Family
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.workers.pool import Outcome, QueueFull, WorkersUnavailable

_MAX_REMEMBERED = 10_000
_remembered: OrderedDict[tuple[str, str], float] = OrderedDict()
"""Grams by family id and part number, the least recently asked for first. They depend on nothing else, so that all
services of a process may share them."""


async def mass_of(service: ServiceContext, family: Family, part_number: str) -> float | None:
    """The mass in grams of a part; of an assembly, the sum of its components' masses.

    None for a part of somebody's own catalog that states neither a mass nor a known material. Equal questions at the
    same time are one measurement. Waits while the workers have too much to do. Raises NotFound for a part number that
    the family does not have, BuildRefused for a part that cannot be built.
    """
    configuration = family.configuration(part_number)
    if family.imported:
        return _mass_of_imported(family, configuration)
    if configuration.components:
        return math.fsum([known.count * await _component_mass(service, known) for known in configuration.components])
    return await _mass_of_built(service, family, part_number)


def _mass_of_imported(family: Family, configuration: Configuration) -> float | None:
    if configuration.mass is not None or configuration.step is None or configuration.material is None:
        return configuration.mass
    return family.mass(configuration.part_number, configuration.step.volume)


async def _component_mass(service: ServiceContext, component: Component) -> float:
    """The mass of one such component, which is a part that comes with the package and is no assembly."""
    return await _mass_of_built(service, catalog.family(component.family_id), component.part_number)


async def _mass_of_built(service: ServiceContext, family: Family, part_number: str) -> float:
    part = (family.id, part_number)
    async with service.flights.turn("mass of " + " ".join(part)):
        if part not in _remembered:
            _remember(part, family.mass(part_number, await _volume(service, part)))
        _remembered.move_to_end(part)
        return _remembered[part]


def note_volume(family: Family, part_number: str, volume: float) -> None:
    """Remember the mass of a part that was built anyway, from the volume (mm³) of its solids."""
    if family.material_of(family.configuration(part_number)) is not None:
        _remember((family.id, part_number), family.mass(part_number, volume))


def _remember(part: tuple[str, str], mass: float) -> None:
    _remembered[part] = mass
    if len(_remembered) > _MAX_REMEMBERED:
        _remembered.popitem(last=False)


async def _volume(service: ServiceContext, part: tuple[str, str]) -> float:
    """The volume of a part's solids in mm³."""
    outcome = await _measured(service, part)
    measured = outcome.frame.get("ok")
    if not measured:
        raise BuildRefused(str(outcome.frame.get("error", {}).get("message", "the part was not measured")))
    return float(measured["properties"]["volume"])


async def _measured(service: ServiceContext, part: tuple[str, str]) -> Outcome:
    job = {"op": "measure", "family": part[0], "part_number": part[1]}
    with service.scratch() as folder:
        while True:
            try:
                return await service.pool.run(job, folder)
            except QueueFull as full:
                await asyncio.sleep(full.retry_after)
            except WorkersUnavailable as error:
                raise BuildRefused(str(error)) from None
