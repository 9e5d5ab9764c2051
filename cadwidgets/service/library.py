"""The stored models together with the workers, which alone read and draw them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from cadwidgets import samples
from cadwidgets.contract.options import read_options
from cadwidgets.service.answers import Refused
from cadwidgets.service.build_request import ModelRef, Source, Wanted
from cadwidgets.service.builder import run_job, write_files
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.models import Entry, Picture, Reading, StoredModel
from cadwidgets.service.picture_notice import PICTURE_SIZE
from cadwidgets.service.workers.results import plain

_MAX_PICTURE_BYTES = 4 << 20
_PASSING = ("busy", "unavailable")
"""Kinds of error that say nothing about the model."""


class Library:
    """What the routes of stored models need: belongs to one event loop."""

    def __init__(self, service: ServiceContext) -> None:
        self._service = service
        self._models = service.models
        self._samples: dict[str, Reading] = {}
        self._drawing = asyncio.Lock()

    async def read(self, script: str) -> Reading:
        """What ``script`` says about itself. It is parsed in a worker, never executed. Raises Refused."""
        with self._service.scratch() as folder:
            outcome = await run_job(self._service, {"op": "parameters", "script": script}, folder)
        schema = dict(outcome.frame["ok"]["schema"])
        title, description = (plain(str(schema.pop(name, ""))) for name in ("title", "description"))
        return Reading(title, description, schema)

    async def find(self, model_id: str, version: int = 0) -> StoredModel | None:
        """As `ModelStore.find`, and a sample is read, too. Raises Refused when a worker cannot read it."""
        model = await asyncio.to_thread(self._models.find, model_id, version)
        if model is None or not model.is_sample:
            return model
        reading = await self._read_sample(model.id, model.script)
        return replace(model, description=reading.description_under(model.title), schema=reading.schema)

    async def described(self, entries: Iterable[Entry]) -> list[Entry]:
        """``entries`` with the descriptions of the samples among them."""
        return await asyncio.gather(*map(self._described, entries))

    async def _described(self, entry: Entry) -> Entry:
        sample = samples.by_id(entry.id)
        if sample is None:
            return entry
        reading = await self._read_sample(sample.id, sample.text)
        return replace(entry, description=reading.description_under(entry.title))

    async def _read_sample(self, model_id: str, script: str) -> Reading:
        if model_id not in self._samples:
            self._samples[model_id] = await self.read(script)
        return self._samples[model_id]

    async def picture(self, model: StoredModel) -> Picture:
        """The model's picture with its default values, drawn once and kept; so is the reason why there is none.

        One picture is drawn at a time: a page full of them leaves the other workers to those who build. Raises
        Refused when no worker can try.
        """
        async with self._drawing:
            kept = await asyncio.to_thread(self._models.picture, model.digest)
            if kept is not None:
                return kept
            picture = await self._draw(model)
            await asyncio.to_thread(self._models.keep_picture, model.digest, picture)
            return picture

    async def _draw(self, model: StoredModel) -> Picture:
        width, height = PICTURE_SIZE
        options = read_options({"width": width, "height": height})
        source = Source(model.script, model.files)
        job = Wanted(ModelRef(id=model.id), "PNG", options=options).job(source)
        with self._service.scratch() as folder:
            await asyncio.to_thread(write_files, folder, source.files)
            try:
                outcome = await run_job(self._service, job, folder)
            except Refused as refused:
                if refused.frame["kind"] in _PASSING:
                    raise
                return Picture(problem=refused.frame)
            file = folder / outcome.frame["ok"]["file"]
            if file.stat().st_size > _MAX_PICTURE_BYTES:
                return Picture(problem={"kind": "geometry", "message": "the picture is too large to be kept"})
            return Picture(await asyncio.to_thread(file.read_bytes))
