"""Pictures of the catalog's parts: drawn by a worker when they are first asked for, then taken from the cache."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from cadwidgets._version import __version__
from cadwidgets.service.builder import run_job
from cadwidgets.service.catalog import Family
from cadwidgets.service.context import ServiceContext

PICTURE_SIZE = (400, 300)
"""Width and height in pixels."""


def picture_path(family: Family, part_number: str = "") -> str:
    """The path below the service's root of the picture of a part, or of a family (its first part); safe in a URL.

    Raises NotFound for a part number that the family does not have.
    """
    if not part_number:
        return f"pictures/{family.part_id}.png"
    number = family.configurations.index(family.configuration(part_number))
    return f"pictures/{family.part_id}/{number}.png"


class PartPictures:
    """Draws one picture at a time, so that a page full of them leaves the other workers to those who build.

    Belongs to one event loop.
    """

    def __init__(self, service: ServiceContext) -> None:
        self._service = service
        self._drawing = asyncio.Lock()

    async def picture(self, family: Family, part_number: str) -> bytes:
        """The part's picture as a PNG file. Raises Refused for a part that cannot be built."""
        width, height = (str(side) for side in PICTURE_SIZE)
        part = {"op": "part", "family": family.id, "part_number": part_number}
        job = part | {"type": "PNG", "options": {"width": width, "height": height}}
        digest = _digest(job)
        async with self._drawing:
            with self._service.scratch() as folder:
                file = folder / "cached"
                if await asyncio.to_thread(self._service.cache.get, digest, file) is None:
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
