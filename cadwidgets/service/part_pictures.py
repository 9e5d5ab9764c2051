"""Pictures of the catalog's parts: drawn by a worker when they are first asked for, then taken from the cache."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from cadwidgets._version import __version__
from cadwidgets.errors import NotFound
from cadwidgets.service.builder import run_job
from cadwidgets.service.catalog import Configuration, Family
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.part_jobs import lay_step, part_job

PICTURE_SIZE = (400, 300)
"""Width and height in pixels."""


def picture_path(family: Family, part_number: str = "") -> str:
    """The path below the service's root of the picture of a part, or of a family (see `shown_part`); safe in a URL.

    Raises NotFound for a part number that the family does not have.
    """
    if not part_number:
        return f"pictures/{family.part_id}.png"
    number = family.configurations.index(family.configuration(part_number))
    return f"pictures/{family.part_id}/{number}.png"


def shown_part(family: Family) -> Configuration:
    """The part that a family is known by: its first one, or the first that there is a shape of."""
    return next(filter(family.has_cad, family.configurations), family.configurations[0])


class PartPictures:
    """Draws one picture at a time, so that a page full of them leaves the other workers to those who build.

    Belongs to one event loop.
    """

    def __init__(self, service: ServiceContext) -> None:
        self._service = service
        self._drawing = asyncio.Lock()

    async def picture(self, family: Family, configuration: Configuration) -> bytes:
        """The part's picture as a PNG file. Raises NotFound for a part without a shape, Refused for one that cannot be
        built."""
        if not family.has_cad(configuration):
            raise NotFound(f"there is no CAD of {configuration.part_number}", status=404)
        width, height = (str(side) for side in PICTURE_SIZE)
        job = {**part_job(family, configuration), "type": "PNG", "options": {"width": width, "height": height}}
        digest = _digest(job)
        async with self._drawing:
            with self._service.scratch() as folder:
                file = folder / "cached"
                if await asyncio.to_thread(self._service.cache.get, digest, file) is None:
                    await asyncio.to_thread(lay_step, self._service, configuration, folder)
                    file = await self._drawn(job, folder)
                    await asyncio.to_thread(self._service.cache.put, digest, file, {})
                return await asyncio.to_thread(file.read_bytes)

    async def _drawn(self, job: Mapping[str, object], folder: Path) -> Path:
        outcome = await run_job(self._service, job, folder)
        return folder / str(outcome.frame["ok"]["file"])


def _digest(job: Mapping[str, object]) -> str:
    """SHA-256 over the job and the versions of what draws it, in hexadecimal."""
    decisive = [__version__, metadata.version("cadquery"), job]
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode()).hexdigest()
