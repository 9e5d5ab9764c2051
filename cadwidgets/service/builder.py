"""One build from the checked request to the file that answers it: cache, quota, worker, charge."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from fastapi import Request

from cadwidgets.service.answers import Refused
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.build_headers import describe
from cadwidgets.service.build_request import ModelRef, Source, Wanted, is_model_id
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.flights import Flight
from cadwidgets.service.workers.folders import discard
from cadwidgets.service.workers.pool import Outcome, QueueFull, WorkersUnavailable
from cadwidgets.service.workers.uncut import to_its_end

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_RETRY_SECONDS = 5


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True)
class Built:
    """A finished model: its ``file`` lies in ``folder``, which goes when the answer is sent.

    ``left`` is how many builds the account has left; None = unlimited.
    """

    folder: Path
    file: Path
    cached: bool
    left: int | None
    headers: Mapping[str, str] = field(default_factory=dict)

    def discard(self) -> None:
        """Remove the file."""
        discard(self.folder)


async def find_source(service: ServiceContext, model: ModelRef, version: int = 0) -> Source:
    """The script that is meant. Raises NotFound."""
    if model.script:
        return Source(model.script, model.files)
    stored = await asyncio.to_thread(service.models.find, model.id, version) if is_model_id(model.id) else None
    if stored is None:
        raise model.unknown(version)
    return Source(stored.script, stored.files)


async def build(
    service: ServiceContext, wanted: Wanted, source: Source, caller: Caller, *, fresh: bool = False
) -> Built:
    """The model, from the cache unless it must be ``fresh``, else built and charged to the caller's account.

    Cancelling ends the build, uncharged. Raises QuotaSpent, and Refused for a build that fails.
    """
    folder = service.new_scratch()
    try:
        digest = wanted.digest(source)
        async with service.flights.turn(digest) as flight:
            cached = None if fresh else await _cached(service, flight, digest, folder, caller)
            return cached or await _build(service, flight, _Order(digest, wanted, source, caller, folder))
    except BaseException:
        discard(folder)
        raise


@dataclass(frozen=True)
class _Order:
    digest: str
    wanted: Wanted
    source: Source
    caller: Caller
    folder: Path


async def _cached(service: ServiceContext, flight: Flight, digest: str, folder: Path, caller: Caller) -> Built | None:
    if flight.failure is not None:  # while this one waited, the same build failed for somebody else
        raise flight.failure
    file = folder / "cached"
    headers = await to_its_end(service.cache.get, digest, file)
    if headers is None:
        return None
    service.count_cached()
    usage = await asyncio.to_thread(service.accounts.usage, caller.account)
    return Built(folder, file, True, usage.left, headers)


async def _build(service: ServiceContext, flight: Flight, order: _Order) -> Built:
    async with _reserved(service, order) as job_id:
        await to_its_end(write_files, order.folder, order.source.files)
        try:
            outcome = await run_job(service, order.wanted.job(order.source), order.folder)
        except Refused as refused:
            flight.failure = refused if refused.frame["kind"] not in ("busy", "unavailable") else None
            raise
        left = await to_its_end(service.charges.settle, job_id)
    service.count_build()
    flight.failure = None
    done = outcome.frame["ok"]
    file, headers = order.folder / done["file"], describe(done, outcome.level)
    await to_its_end(_keep, service, order.digest, file, headers)
    return Built(order.folder, file, False, left, headers)


def _keep(service: ServiceContext, digest: str, file: Path, headers: Mapping[str, str]) -> None:
    try:
        service.cache.put(digest, file, headers)
    except OSError as error:  # a full disk is no reason to withhold a model that is paid for
        _log.warning("an answer was not cached: %s", error)


@asynccontextmanager
async def _reserved(service: ServiceContext, order: _Order) -> AsyncIterator[str]:
    """A place within the account's quota, freed at the end unless the build was settled."""
    job_id = secrets.token_hex(16)
    try:
        await to_its_end(service.charges.reserve, job_id, order.caller.account, order.digest)
        yield job_id
    except BaseException:
        await to_its_end(service.charges.release, job_id)
        raise


async def run_job(service: ServiceContext, job: Mapping[str, Any], folder: Path) -> Outcome:
    """The outcome of a worker's job that went well. Raises Refused for every other."""
    try:
        outcome = await service.pool.run(job, folder)
    except QueueFull as full:
        wait = {"Retry-After": str(max(1, round(full.retry_after)))}
        raise Refused("busy", "too many builds are waiting: try again", headers=wait) from None
    except WorkersUnavailable as error:
        raise Refused("unavailable", str(error), headers={"Retry-After": str(_RETRY_SECONDS)}) from None
    if "error" in outcome.frame:
        raise Refused.by(outcome.frame["error"])
    return outcome


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Lay the files beside a script into its job's folder, to be read only."""
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        path.chmod(0o444)


async def while_connected(request: Request, work: Coroutine[Any, Any, _T]) -> _T:
    """What ``work`` gives. Raises ClientLeft when the client leaves first, and then the work is cancelled."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=0.1)
            if not task.done() and await request.is_disconnected():
                raise ClientLeft
        return task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
