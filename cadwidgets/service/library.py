"""The stored models together with the workers, which alone read and draw them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from cadwidgets import samples
from cadwidgets.contract.options import read_options
from cadwidgets.service.answers import Refused
from cadwidgets.service.build_request import ModelRef, Source, Wanted
from cadwidgets.service.builder import run_job
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.models import Entry, Reading, StoredModel
from cadwidgets.service.picture_notice import PICTURE_SIZE
from cadwidgets.service.scratch import write_files
from cadwidgets.service.workers.results import plain

Problem: TypeAlias = Mapping[str, Any]
"""An error frame."""
_MAX_PROBLEMS = 1000
_MAX_PICTURE_BYTES = 4 << 20
_PASSING = ("busy", "unavailable")
"""Kinds of error that say nothing about the model."""


class Library:
    """What the routes of stored models need: belongs to one event loop."""

    def __init__(self, service: ServiceContext) -> None:
        self._service = service
        self._models = service.models
        self._samples: dict[str, Reading] = {}
        self._problems: dict[str, Problem] = {}
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

    def picture_problem(self, model: StoredModel) -> Problem | None:
        """Why the model had no picture when it was last tried; None when that went well or was not tried yet."""
        return self._problems.get(model.digest)

    async def picture(self, model: StoredModel) -> bytes:
        """The model's picture (PNG) with its default values, drawn once and kept.

        One picture is drawn at a time: a page full of them leaves the other workers to those who build. Raises
        Refused when there is none; what the model itself is to blame for is not tried again while the service runs.
        """
        async with self._drawing:
            kept = await asyncio.to_thread(self._models.picture, model.digest)
            if kept is not None:
                return kept
            problem = self.picture_problem(model)
            if problem is not None:
                raise Refused.by(problem)
            return await self._draw(model)

    async def _draw(self, model: StoredModel) -> bytes:
        try:
            png = await self._drawn(model)
        except Refused as refused:
            if refused.frame["kind"] not in _PASSING:
                self._note_problem(model, refused.frame)
            raise
        await asyncio.to_thread(self._models.keep_picture, model.digest, png)
        return png

    def _note_problem(self, model: StoredModel, problem: Problem) -> None:
        if len(self._problems) >= _MAX_PROBLEMS:
            del self._problems[next(iter(self._problems))]
        self._problems[model.digest] = problem

    async def _drawn(self, model: StoredModel) -> bytes:
        width, height = PICTURE_SIZE
        wanted = Wanted(ModelRef(id=model.id), "PNG", options=read_options({"width": width, "height": height}))
        source = Source(model.script, model.files)
        with self._service.scratch() as folder:
            await asyncio.to_thread(write_files, folder, source.files)
            outcome = await run_job(self._service, wanted.job(source), folder)
            file = folder / outcome.frame["ok"]["file"]
            if file.stat().st_size > _MAX_PICTURE_BYTES:
                raise Refused("geometry", "the picture is too large to be kept")
            return await asyncio.to_thread(file.read_bytes)
