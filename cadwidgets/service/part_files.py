"""From a catalog part to the zip that a CAD request answers with: the CAD file and the BOM text."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadwidgets.contract.bom import BomText
from cadwidgets.contract.delivery import Delivery
from cadwidgets.errors import BuildRefused
from cadwidgets.service import catalog
from cadwidgets.service.catalog import Family
from cadwidgets.service.catalog.formats import PartFormat
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.store import safe_name
from cadwidgets.service.workers.pool import Outcome, QueueFull, WorkersUnavailable


@dataclass(frozen=True)
class PartOrder:
    """A catalog part in one format, with or without the BOM text."""

    family: Family
    part_number: str
    format: PartFormat
    with_text: bool = True
    language: str = "en"

    @property
    def stem(self) -> str:
        """The name of its files, without an ending."""
        return safe_name(self.part_number)

    @property
    def job(self) -> Mapping[str, Any]:
        """What a worker is asked."""
        return {
            "op": "part",
            "family": self.family.id,
            "part_number": self.part_number,
            "type": self.format.type,
        }


@dataclass(frozen=True)
class StoredFile:
    """A file in the store."""

    token: str
    name: str

    @property
    def path(self) -> str:
        """Its path below the service's root; both parts are safe in a URL as they are."""
        return f"files/{self.token}/{self.name}"


@dataclass(frozen=True)
class Delivered:
    """The files of a CAD request. ``secondary`` are the parts of an assembly; ``bom`` is None if it was not wanted."""

    archive: StoredFile
    primary: StoredFile | None = None
    secondary: tuple[StoredFile, ...] = ()
    bom: StoredFile | None = None

    def files(self, delivery: Delivery) -> list[tuple[str, StoredFile]]:
        """(type, file) of those that a key gets by name, the zip first."""
        return [(delivery.zip_type, self.archive)]


async def deliver(service: ServiceContext, order: PartOrder) -> Delivered:
    """Build the part in a worker and keep its files in the store. Raises BuildRefused."""
    with service.scratch() as folder:
        outcome = await _build(service, order, folder)
        built = outcome.frame.get("ok")
        if not built:
            raise BuildRefused(str(outcome.frame.get("error", {}).get("message", "the part was not built")))
        stored = await asyncio.to_thread(_store, service, order, folder / str(built["file"]), built)
    service.count_build()
    return Delivered(stored)


async def _build(service: ServiceContext, order: PartOrder, folder: Path) -> Outcome:
    while True:
        try:
            return await service.pool.run(order.job, folder)
        except QueueFull as full:  # a CAD request may wait: the table of jobs bounds how many do
            await asyncio.sleep(full.retry_after)
        except WorkersUnavailable as error:
            raise BuildRefused(str(error)) from None


def _store(service: ServiceContext, order: PartOrder, cad_file: Path, built: Mapping[str, Any]) -> StoredFile:
    files = {order.stem + order.format.suffix: cad_file.read_bytes()}
    if order.with_text:
        files[order.stem + ".txt"] = _bom_text(order, built)
    name = order.stem + ".zip"
    return StoredFile(service.store.put(name, archive(files)), name)


def _bom_text(order: PartOrder, built: Mapping[str, Any]) -> bytes:
    mass = order.family.mass(order.part_number, float(built["properties"]["volume"]))
    return BomText(catalog.bom_fields(order.family, order.part_number, mass, order.language)).to_bytes()


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip of ``files``; equal files give equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            member = zipfile.ZipInfo(name)  # dated 1980: no clock in the bytes
            member.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(member, data)
    return target.getvalue()
