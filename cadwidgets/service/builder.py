"""One build from the checked request to the model that answers it: cache, quota, worker, charge."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cadwidgets.service.answers import Refused
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.build_headers import describe, stages
from cadwidgets.service.build_request import ModelRef, Source, Wanted, is_model_id
from cadwidgets.service.built import Built, from_cache, kept
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.flights import Flight
from cadwidgets.service.idempotency import Repeat
from cadwidgets.service.job_records import Job, NewJob
from cadwidgets.service.jobs import PASSING
from cadwidgets.service.same_results import Result
from cadwidgets.service.scratch import write_files
from cadwidgets.service.spot_checks import STARTS_AFRESH, Suspect
from cadwidgets.service.storage import StorageFailed, or_storage_failed
from cadwidgets.service.to_the_end import to_the_end
from cadwidgets.service.workers.folders import discard
from cadwidgets.service.workers.pool import MadeWay, Outcome, QueueFull, Turn, WorkersUnavailable

_LATER = {"Retry-After": "5"}
_SOON = {"Retry-After": "1"}
_NEVER_REPEATED = Repeat()
_OWN_TURN = Turn()


class NotNow(Refused):
    """A build in the background makes way for the work of others."""

    def __init__(self, why: str) -> None:
        super().__init__("busy", f"a build in the background makes way: {why}", headers=_SOON)


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
    background: bool = False,
) -> Built:
    """The model, from the cache unless it must be ``fresh``, else built and charged to the caller's account.

    A call that was made before with the same ``repeat`` gets the answer of then, and is charged once. Cancelling ends
    the build, uncharged. One in the ``background`` runs only while nobody else works, for an account without a quota.
    Raises QuotaSpent, KeyReused, Busy, StorageFailed, and Refused for a build that fails.
    """
    order = _Order(service, wanted.digest(source), wanted, source, caller, repeat, background)
    if background:
        await _check_background(service, order)
    try:
        async with service.flights.turn(order.digest) as flight:
            if not fresh and service.cache.size(order.digest):
                known = await to_the_end(_known, service, order)
                if isinstance(known, Built):
                    service.count_cached()
                    return known
                if known is not None:
                    return await _again(service, order, known)
            if flight.failure is not None and not fresh:  # it failed for somebody else while this one waited
                raise flight.failure
            return await _build(service, flight, order)
    except BaseException:
        order.discard()
        raise


@dataclass(frozen=True)
class _Order:
    service: ServiceContext
    digest: str
    wanted: Wanted
    source: Source
    caller: Caller
    repeat: Repeat
    background: bool
    folders: list[Path] = field(default_factory=list)

    def new_folder(self) -> Path:
        """A folder for the model, which goes at the latest when the build fails. Raises OSError."""
        self.folders.append(self.service.new_scratch())
        return self.folders[-1]

    def discard(self) -> None:
        """Remove what there is of the model."""
        for folder in self.folders:
            discard(folder)

    def job(self) -> NewJob:
        """The build as a job. It cannot be made again without its client, so there is no payload."""
        job_id = secrets.token_hex(16)
        return NewJob("build", self.caller.account, self.caller.owner, self.digest, job_id, repeat=self.repeat)


async def _check_background(service: ServiceContext, order: _Order) -> None:
    usage = await asyncio.to_thread(service.accounts.usage, order.caller.account)
    if usage.quota is not None:
        allowed = "accounts without a quota, or a build that is none in the background, with no header Priority"
        raise Refused("forbidden", "a build in the background may not spend a quota", allowed=allowed)
    if order.digest in service.flights:  # it is being built; whoever needs it waits there
        raise NotNow("the same is being built")


def _known(service: ServiceContext, order: _Order) -> Built | Job | None:
    """The model from the cache; the job of an earlier call that is this very call; None if the cache has it no more."""
    came = time.perf_counter()
    found = from_cache(service.cache, order.digest, order.new_folder)
    if found is None:
        return None
    earlier, left = service.jobs.note_answered(order.job())
    if earlier is None:
        return replace(found, left=left, timings={"cache": time.perf_counter() - came})
    found.discard()
    return earlier


async def _again(service: ServiceContext, order: _Order, earlier: Job) -> Built:
    """The answer to a call that was made before: the model of then, or its error; neither is charged any more."""
    if earlier.state == "failed":
        raise Refused.by(earlier.answer)
    if not earlier.finished:
        raise Refused("busy", "this very call is still being answered", headers=_LATER)
    if found := await to_the_end(_made_before, service, order, earlier):
        service.count_cached()
        return found
    built, file = await _built(service, order, Turn(order.caller.account, background=order.background))
    return await to_the_end(kept, service.cache, order.digest, file, built)


def _made_before(service: ServiceContext, order: _Order, earlier: Job) -> Built | None:
    came = time.perf_counter()
    found = from_cache(service.cache, earlier.request, order.new_folder)
    if found is None:
        return None
    left = service.accounts.usage(order.caller.account).left
    return replace(found, left=left, timings={"cache": time.perf_counter() - came})


async def _build(service: ServiceContext, flight: Flight, order: _Order) -> Built:
    if order.background and not service.pool.idle:
        raise NotNow("somebody is at work")
    job, is_new = await _accept(service, order)
    if not is_new:  # a call with the same key was faster, and the model was published anew between the two
        return await _again(service, order, job)

    async def begun() -> None:
        if not await to_the_end(service.jobs.begin, job.id):
            raise Refused("unavailable", "the service is stopping", headers=_LATER)

    async with _to_an_end(service, job):
        try:
            built, file = await _built(service, order, Turn(order.caller.account, begun, order.background))
        except Refused as refused:
            flight.failure = refused if refused.frame["kind"] not in PASSING else None
            raise
        done = await to_the_end(_done, service, job, order.digest, file, built)
    flight.failure = None
    return done


def _done(service: ServiceContext, job: Job, digest: str, file: Path, built: Built) -> Built:
    """Charge the build, and only then keep it for others."""
    told = {"session": built.headers["X-Build-Session"]}
    left = service.jobs.done(job.id, told, service.pool.level)
    return replace(kept(service.cache, digest, file, built), left=left)


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
    except NotNow:
        await to_the_end(service.jobs.cancel, job.id)
        raise
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


async def _built(service: ServiceContext, order: _Order, turn: Turn) -> tuple[Built, Path]:
    """The model from a worker, and its file. Raises Refused, StorageFailed."""
    with or_storage_failed("the build found no room"):
        folder = order.new_folder()
        if order.source.files:
            await to_the_end(write_files, folder, order.source.files)
    session = order.source.session(order.caller.account, ahead=turn.background)
    doubtful = service.checks.doubts(session)
    outcome = await run_job(service, order.wanted.job(order.source), folder, turn, "" if doubtful else session)
    service.count_build()
    done = outcome.frame["ok"]
    file = folder / done["file"]
    if doubtful:
        done["warnings"].append(STARTS_AFRESH)
    if service.checks.wants(outcome):
        service.checks.begin(await to_the_end(_suspect, order, session, outcome, file))
    timings = {"wait": outcome.waited, "worker": outcome.took} | stages(done)
    return Built(file, describe(done, outcome.level, outcome.session), timings, folder), file


def _suspect(order: _Order, session: str, outcome: Outcome, file: Path) -> Suspect:
    with or_storage_failed("the model could not be read"):
        result = Result(outcome.frame, file.read_bytes(), order.wanted.type)
    job = {**order.wanted.job(order.source), "memo": False}
    return Suspect(session, job, order.source.files, result, lambda: order.service.cache.forget(order.digest))


async def run_job(
    service: ServiceContext, job: Mapping[str, Any], folder: Path, turn: Turn = _OWN_TURN, session: str = ""
) -> Outcome:
    """The outcome of a worker's job that went well, see `WorkerPool.run`. Raises Refused for every other."""
    try:
        outcome = await service.pool.run(job, folder, turn=turn, session=session)
    except MadeWay as why:
        raise NotNow(str(why)) from None
    except QueueFull as full:
        wait = {"Retry-After": str(max(1, round(full.retry_after)))}
        raise Refused("busy", "too many builds are waiting: try again", headers=wait) from None
    except WorkersUnavailable as error:
        raise Refused("unavailable", str(error), headers=_LATER) from None
    if "error" in outcome.frame:
        raise Refused.by(outcome.frame["error"])
    return outcome
