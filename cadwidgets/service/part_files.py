"""From a catalog part to the files that a CAD request answers with: CAD files, the BOM text, and a zip of them all."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.delivery import FILE_TYPES, Delivery
from cadwidgets.service import catalog
from cadwidgets.service.answers import Refused
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.catalog import Catalogs, Configuration, Family
from cadwidgets.service.catalog.formats import PartFormat, format_by_id
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.idempotency import Repeat, digest_of
from cadwidgets.service.job_records import NewJob, Payload
from cadwidgets.service.part_jobs import lay_step, part_job
from cadwidgets.service.part_mass import mass_of, note_volume
from cadwidgets.service.storage import or_storage_failed
from cadwidgets.service.store import FileStore, safe_name
from cadwidgets.service.workers.pool import Outcome, QueueFull, Turn, WorkersUnavailable

_OWN_TURN = Turn()


@dataclass(frozen=True)
class PartOrder:
    """A catalog part in one format, with or without the BOM text."""

    family: Family
    configuration: Configuration
    format: PartFormat
    with_text: bool = True
    language: str = "en"

    @property
    def part_number(self) -> str:
        """The part number, which options do not change."""
        return self.configuration.part_number

    @property
    def stem(self) -> str:
        """The name of its files, without an ending."""
        return safe_name(self.part_number)

    @property
    def work(self) -> Mapping[str, Any]:
        """What a worker is asked."""
        part = part_job(self.family, self.configuration)
        return {**part, "type": self.format.type, "options": dict(self.format.options)}

    @property
    def digest(self) -> str:
        """The same for orders of the same files."""
        text = catalog.bom_fields(self.family, self.part_number, None, self.language) if self.with_text else ()
        lines = [[field.label, field.value, field.unit] for field in text]
        return digest_of({"job": [*self.work.values()], "format": self.format.id, "text": lines})

    @property
    def payload(self) -> Payload:
        """The order as data, to be read again by `of`."""
        return {
            "catalog": self.family.classification_id,
            "part_number": self.part_number,
            "options": dict(self.configuration.options),
            "format": self.format.id,
            "with_text": self.with_text,
            "language": self.language,
        }

    def job(self, caller: Caller, repeat: Repeat, *, join: bool = False) -> NewJob:
        """The order as a job of the caller's."""
        return NewJob("cad", caller.account, caller.owner, self.digest, payload=self.payload, repeat=repeat, join=join)

    @classmethod
    def of(cls, catalogs: Catalogs, payload: Payload) -> Self:
        """The order of a payload. Raises NotFound for a part that is no longer in ``catalogs``."""
        family, configuration = catalogs.find(payload["catalog"], payload["part_number"])
        shown = family.shown(configuration, payload["options"])
        format_ = format_by_id(payload["format"])
        return cls(family, shown, format_, with_text=payload["with_text"], language=payload["language"])

    @property
    def components(self) -> tuple[PartOrder, ...]:
        """Each distinct part of an assembly in the same format; none for a single part. Raises NotFound."""
        components = self.configuration.components
        distinct = dict.fromkeys((catalog.family(known.family_id), known.part_number) for known in components)
        return tuple(
            replace(self, family=family, configuration=family.configuration(number)) for family, number in distinct
        )


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
    primary: StoredFile
    secondary: tuple[StoredFile, ...] = ()
    bom: StoredFile | None = None

    def files(self, delivery: Delivery) -> list[tuple[str, StoredFile]]:
        """(type, file) of those that a key gets by name, the zip first."""
        by_name = {"primary": [self.primary], "secondary": self.secondary, "bom": [self.bom] if self.bom else []}
        chosen = [(FILE_TYPES[name], file) for name in delivery.files for file in by_name[name]]
        return [(delivery.zip_type, self.archive), *chosen]

    def to_json(self) -> Mapping[str, Any]:
        """The files as data, to be read again by `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The files of `to_json`."""
        archive, primary = StoredFile(**said["archive"]), StoredFile(**said["primary"])
        secondary = tuple(StoredFile(**file) for file in said["secondary"])
        return cls(archive, primary, secondary, StoredFile(**said["bom"]) if said["bom"] else None)


async def deliver(service: ServiceContext, order: PartOrder, turn: Turn = _OWN_TURN) -> Delivered:
    """Build the part, and those of an assembly, in a worker and keep their files in the store.

    Raises Refused for a part that is not built, StorageFailed.
    """
    main = await _cad_file(service, order, turn)
    parts = {order.stem + order.format.suffix: main}
    for component in order.components:
        parts[_free_name(component, parts)] = await _cad_file(service, component, turn)
    text = await _bom_text(service, order) if order.with_text else None
    delivered = await asyncio.to_thread(_store, service.store, order.stem, parts, text)
    service.count_build()
    return delivered


async def _cad_file(service: ServiceContext, order: PartOrder, turn: Turn) -> bytes:
    with service.scratch() as folder:
        await asyncio.to_thread(lay_step, service, order.configuration, folder)
        outcome = await _build(service, order, folder, turn)
        if "error" in outcome.frame:
            raise Refused.by(outcome.frame["error"])
        built = outcome.frame["ok"]
        if not (order.configuration.options or order.family.imported):
            note_volume(order.family, order.part_number, float(built["properties"]["volume"]))
        return await asyncio.to_thread((folder / str(built["file"])).read_bytes)


async def _build(service: ServiceContext, order: PartOrder, folder: Path, turn: Turn) -> Outcome:
    while True:
        try:
            return await service.pool.run(order.work, folder, turn=turn)
        except QueueFull as full:  # a CAD request may wait: the table of jobs bounds how many do
            await asyncio.sleep(full.retry_after)
        except WorkersUnavailable as error:
            raise Refused("unavailable", str(error)) from None


def _free_name(order: PartOrder, taken: Mapping[str, bytes]) -> str:
    """The name of a component's file: two families may have one part number, and two numbers one safe name."""
    name, count = order.stem + order.format.suffix, 1
    while name in taken:
        count += 1
        name = f"{order.stem}_{count}{order.format.suffix}"
    return name


def _store(store: FileStore, stem: str, parts: Mapping[str, bytes], text: bytes | None) -> Delivered:
    """Keep the zip, and each file by itself; the first of ``parts`` is the part that was asked for."""
    texts = {} if text is None else {f"{stem}.txt": text}
    with or_storage_failed("the CAD files could not be kept"):
        zipped = _put(store, f"{stem}.zip", archive({**parts, **texts}))
        primary, *secondary = [_put(store, name, data) for name, data in parts.items()]
        bom = [_put(store, name, data) for name, data in texts.items()]
    return Delivered(zipped, primary, tuple(secondary), bom[0] if bom else None)


def _put(store: FileStore, name: str, data: bytes) -> StoredFile:
    return StoredFile(store.put(name, data), name)


async def _bom_text(service: ServiceContext, order: PartOrder) -> bytes:
    mass = await mass_of(service, order.family, order.part_number)
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
