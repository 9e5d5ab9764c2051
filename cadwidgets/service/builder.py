"""One build from the checked request to the file that answers it: cache, quota, worker, charge."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from fastapi import Request

from cadwidgets.service.answers import Refused
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.build_headers import describe
from cadwidgets.service.build_request import ModelRef, Source, Wanted, is_model_id
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.flights import Flight
from cadwidgets.service.idempotency import Repeat
from cadwidgets.service.job_records import Job, NewJob
from cadwidgets.service.jobs import PASSING
from cadwidgets.service.storage import StorageFailed, or_storage_failed
from cadwidgets.service.to_the_end import to_the_end
from cadwidgets.service.workers.folders import discard
from cadwidgets.service.workers.pool import Outcome, QueueFull, Turn, WorkersUnavailable

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_LATER = {"Retry-After": "5"}
_NEVER_REPEATED = Repeat()
_OWN_TURN = Turn()


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
    service: ServiceContext,
    wanted: Wanted,
    source: Source,
    caller: Caller,
    *,
    fresh: bool = False,
    repeat: Repeat = _NEVER_REPEATED,
) -> Built:
    """The model, from the cache unless it must be ``fresh``, else built and charged to the caller's account.

    A call that was made before with the same ``repeat`` gets the answer of then, and is charged once. Cancelling ends
    the build, uncharged. Raises QuotaSpent, KeyReused, Busy, StorageFailed, and Refused for a build that fails.
    """
    with or_storage_failed("the build found no room"):
        folder = service.new_scratch()
    order = _Order(wanted.digest(source), wanted, source, caller, folder, repeat)
    try:
        async with service.flights.turn(order.digest) as flight:
            earlier = await to_the_end(service.jobs.repeated, caller.account, repeat)
            if earlier is not None:
                return await _again(service, order, earlier)
            cached = None if fresh else await _cached(service, flight, order)
            return cached or await _build(service, flight, order)
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
    repeat: Repeat

    def job(self) -> NewJob:
        """The build as a job. It cannot be made again without its client, so there is no payload."""
        job_id = secrets.token_hex(16)
        return NewJob("build", self.caller.account, self.caller.owner, self.digest, job_id, repeat=self.repeat)


async def _cached(service: ServiceContext, flight: Flight, order: _Order) -> Built | None:
    if flight.failure is not None:  # while this one waited, the same build failed for somebody else
        raise flight.failure
    found = await _from_cache(service, order, order.digest)
    if found is not None and order.repeat.key:
        await to_the_end(service.jobs.note_answered, order.job())
    return found


async def _from_cache(service: ServiceContext, order: _Order, digest: str) -> Built | None:
    file = order.folder / "cached"
    headers = await to_the_end(_looked_up, service, digest, file)
    if headers is None:
        return None
    service.count_cached()
    usage = await asyncio.to_thread(service.accounts.usage, order.caller.account)
    return Built(order.folder, file, True, usage.left, headers)


def _looked_up(service: ServiceContext, digest: str, file: Path) -> Mapping[str, str] | None:
    try:
        return service.cache.get(digest, file)
    except OSError as error:  # a cache that cannot be read is as good as an empty one
        _log.warning("an answer could not be taken from the cache: %s", error)
        file.unlink(missing_ok=True)
        return None


async def _again(service: ServiceContext, order: _Order, earlier: Job) -> Built:
    """The answer to a call that was made before: the model of then, or its error; neither is charged any more."""
    if earlier.state == "failed":
        raise Refused.by(earlier.answer)
    if not earlier.finished:
        raise Refused("busy", "this very call is still being answered", headers=_LATER)
    found = await _from_cache(service, order, earlier.request)
    return found or await _built(service, order, Turn(order.caller.account))


async def _build(service: ServiceContext, flight: Flight, order: _Order) -> Built:
    job, is_new = await _accept(service, order)
    if not is_new:  # a call with the same key was faster, and the model was published anew between the two
        return await _again(service, order, job)

    async def begun() -> None:
        if not await to_the_end(service.jobs.begin, job.id):
            raise Refused("unavailable", "the service is stopping", headers=_LATER)

    async with _to_an_end(service, job):
        try:
            built = await _built(service, order, Turn(order.caller.account, begun))
        except Refused as refused:
            flight.failure = refused if refused.frame["kind"] not in PASSING else None
            raise
        told = {"session": built.headers["X-Build-Session"]}
        left = await to_the_end(service.jobs.done, job.id, told, service.pool.level)
    flight.failure = None
    await to_the_end(_keep, service, order.digest, built)
    return replace(built, left=left)


async def _accept(service: ServiceContext, order: _Order) -> tuple[Job, bool]:
    new = order.job()
    try:
        return await to_the_end(service.jobs.accept, new)
    except asyncio.CancelledError:
        await to_the_end(service.jobs.cancel, new.id)
        raise


@asynccontextmanager
async def _to_an_end(service: ServiceContext, job: Job) -> AsyncIterator[None]:
    """However the block ends, so does the job, unless it is done by then; its place in the quota is free again."""

    async def fail(kind: str, message: str, error: Mapping[str, Any] = {}) -> None:
        await to_the_end(service.jobs.fail, job.id, kind, message, error, service.pool.level)

    try:
        yield
    except Refused as refused:
        await fail(str(refused.frame["kind"]), str(refused), refused.frame if job.repeat.key else {})
        raise
    except asyncio.CancelledError:
        await to_the_end(service.jobs.cancel, job.id)
        raise
    except StorageFailed as error:
        await fail("storage", str(error))
        raise
    except BaseException:
        await fail("internal", "an error inside the service")
        raise


async def _built(service: ServiceContext, order: _Order, turn: Turn) -> Built:
    """The model from a worker. Raises Refused, StorageFailed."""
    with or_storage_failed("the build found no room"):
        await to_the_end(write_files, order.folder, order.source.files)
    session = order.source.session(order.caller.account)
    outcome = await run_job(service, order.wanted.job(order.source), order.folder, turn, session)
    service.count_build()
    done = outcome.frame["ok"]
    headers = describe(done, outcome.level, outcome.session)
    return Built(order.folder, order.folder / done["file"], False, None, headers)


def _keep(service: ServiceContext, digest: str, built: Built) -> None:
    try:
        service.cache.put(digest, built.file, built.headers)
    except OSError as error:  # a full disk is no reason to withhold a model that is paid for
        _log.warning("an answer was not cached: %s", error)


async def run_job(
    service: ServiceContext, job: Mapping[str, Any], folder: Path, turn: Turn = _OWN_TURN, session: str = ""
) -> Outcome:
    """The outcome of a worker's job that went well, see `WorkerPool.run`. Raises Refused for every other."""
    try:
        outcome = await service.pool.run(job, folder, turn=turn, session=session)
    except QueueFull as full:
        wait = {"Retry-After": str(max(1, round(full.retry_after)))}
        raise Refused("busy", "too many builds are waiting: try again", headers=wait) from None
    except WorkersUnavailable as error:
        raise Refused("unavailable", str(error), headers=_LATER) from None
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
            if not task.cancelled():
                task.exception()  # seen: nobody is there any more to be told
