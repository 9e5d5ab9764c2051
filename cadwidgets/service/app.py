"""The service as one application: what it holds, which routes it has, and when it ends."""

from __future__ import annotations

import asyncio
import logging
import math
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from filelock import FileLock, Timeout

from cadwidgets._version import __version__
from cadwidgets.errors import Busy, RequestError
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.build_cache import BuildCache
from cadwidgets.service.call_limits import CallLimit
from cadwidgets.service.catalog import EXAMPLES_ID, Catalogs
from cadwidgets.service.catalog_gate import CatalogGate
from cadwidgets.service.database import open_database
from cadwidgets.service.flights import Flights
from cadwidgets.service.foreign_pages import RefuseForeignPages
from cadwidgets.service.front import AnswerCrashes, LimitHead, NoteUse, answer_errors
from cadwidgets.service.glb_deltas import GlbBases
from cadwidgets.service.incoming import Rooms
from cadwidgets.service.job_records import Payload
from cadwidgets.service.job_runner import JobRunner
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.models import ModelStore
from cadwidgets.service.openapi import described
from cadwidgets.service.own_catalogs import OwnCatalogs
from cadwidgets.service.part_files import PartOrder, deliver
from cadwidgets.service.routes_accounts import account_routes
from cadwidgets.service.routes_build import build_routes
from cadwidgets.service.routes_catalog import catalog_routes
from cadwidgets.service.routes_classic import classic_routes
from cadwidgets.service.routes_gateway import gateway_routes
from cadwidgets.service.routes_key_test import key_test_routes
from cadwidgets.service.routes_own_catalogs import own_catalog_routes
from cadwidgets.service.routes_part_details import part_details_routes
from cadwidgets.service.routes_parts import part_routes
from cadwidgets.service.routes_pictures import picture_routes
from cadwidgets.service.routes_search import search_routes
from cadwidgets.service.routes_sizes import sizes_routes
from cadwidgets.service.scratch import new_scratch_root, remove_scratch_root
from cadwidgets.service.search import SearchKeeper, Stock
from cadwidgets.service.spot_checks import CHECKED_ONE_IN, SpotChecks
from cadwidgets.service.steady_clock import SteadyClock
from cadwidgets.service.storage import MIN_FREE_BYTES, MIN_FREE_SHARE, Room
from cadwidgets.service.store import FileStore
from cadwidgets.service.users import Users
from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.folders import discard
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.pool import Limits, Turn, WorkerPool

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SWEEP_SECONDS = 240.0
"""Files are gone 6 hours and 5 minutes after they were made, so there is a minute left for the sweep itself."""
_log = logging.getLogger(__name__)
_RESTART_SECONDS = 5.0
_LOCK_SECONDS = 12.0
"""So long a service waits for one that is ending to let its folder go."""


@dataclass(frozen=True)
class ServiceSettings:
    """How a service runs. ``idle_seconds`` = 0 means that it never ends by itself; ``classic_calls`` and
    ``gateway_calls`` are how many calls a key may make in an hour, 0 = any number. A classic call that waits for its
    file is sent away with 408 after ``sync_seconds``. ``isolation`` is how builds must be confined; ``names`` are those
    by which other machines call the service. ``clock`` tells the time in Unix seconds by which files and jobs expire;
    without it, one that nobody sets. What is under way when the service is stopped may go on for ``stop_seconds``.
    Nothing new is taken while the disk has less than ``min_free_bytes`` or ``min_free_share`` of it all free.
    One build in ``checked_one_in`` of a process that stays is compared with that of a fresh one.
    """

    data_dir: Path
    keys: tuple[str, ...] = field(repr=False)
    children: int = field(default_factory=lambda: os.cpu_count() or 2)
    limits: Limits = field(default_factory=Limits)
    idle_seconds: float = 0.0
    classic_calls: int = 0
    gateway_calls: int = 0
    sync_seconds: float = 50.0
    isolation: Isolation = field(default_factory=Isolation)
    names: tuple[str, ...] = ()
    clock: Callable[[], float] | None = None
    stop_seconds: float = 30.0
    min_free_bytes: int = MIN_FREE_BYTES
    min_free_share: float = MIN_FREE_SHARE
    checked_one_in: int = CHECKED_ONE_IN


class Service:
    """Everything that lives as long as the service: workers, accounts, files, jobs, counters."""

    def __init__(self, settings: ServiceSettings) -> None:
        """Raises RequestError when another service works in the folder."""
        self.settings = settings
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = _locked(settings.data_dir)
        self._database = open_database(settings.data_dir)
        self.accounts = Accounts(self._database, settings.keys)
        self.users = Users(self._database)
        self.classic_calls = CallLimit(settings.classic_calls)
        self.gateway_calls = CallLimit(settings.gateway_calls)
        self.cache = BuildCache(settings.data_dir / "cache")
        self.glb_bases = GlbBases()
        self.flights = Flights()
        self.models = ModelStore(self._database)
        self.own_catalogs = OwnCatalogs(self._database, settings.data_dir / "own_catalogs")
        self.search = SearchKeeper(lambda: _stock(self.catalogs))
        self._scratch = new_scratch_root(settings.data_dir)
        self.pool = WorkerPool(
            scratch=self._scratch,
            children=settings.children,
            limits=settings.limits,
            confinement=probe(settings.isolation, self._scratch),
        )
        self.checks = SpotChecks(self.pool, self.scratch, settings.checked_one_in)
        clock = settings.clock or SteadyClock(settings.data_dir / "clock.json")
        self.store = FileStore(settings.data_dir / "files", clock=clock)
        self.room = Room(settings.data_dir, settings.min_free_bytes, settings.min_free_share)
        self.jobs = JobTable(self._database, admit=self.admit, clock=clock)
        self.cad_requests = JobRunner(self.jobs, self._make_cad_files, level=lambda: self.pool.level)
        self._left_over = self.jobs.recover()
        self._stopping_since: float | None = None
        self.sync_seconds = settings.sync_seconds
        self.builds = 0
        self.cached = 0
        self.active = 0
        self.last_used = time.monotonic()

    @property
    def catalogs(self) -> Catalogs:
        """The catalogs that come with the package, and those that accounts have brought."""
        return self.own_catalogs.catalogs

    @property
    def stopping(self) -> bool:
        """Whether nothing new is taken any more."""
        return self._stopping_since is not None

    def admit(self) -> None:
        """Whether anything new may be taken. Raises Busy while the service is stopping, StorageFailed without room."""
        if self.stopping:
            raise Busy("the service is stopping", status=503, retry_after=_RESTART_SECONDS)
        self.room.check()

    async def start(self) -> None:
        """Load the CAD kernel in the background, and take up what an earlier run of the service has left."""
        await self.pool.start()
        self.search.warm()
        self.cad_requests.resume(self._left_over)

    def stop(self) -> None:
        """Take nothing new from now on; `ended` says when what is under way has come to its end."""
        self._stopping_since = self._stopping_since or time.monotonic()

    async def ended(self) -> bool:
        """Whether a stopping service has nothing more to do. After ``stop_seconds`` it ends what is under way: builds
        fail, CAD requests wait for the next run."""
        if self._stopping_since is None:
            return False
        self.cad_requests.hold()
        if time.monotonic() - self._stopping_since > self.settings.stop_seconds:
            await self.cad_requests.close()
            await self.pool.close()
            return True
        return not self.active and not self.cad_requests.running

    async def _make_cad_files(self, payload: Payload, turn: Turn) -> Mapping[str, Any]:
        return (await deliver(self, PartOrder.of(self.catalogs, payload), turn)).to_json()

    def count_build(self) -> None:
        """One more build succeeded."""
        self.builds += 1

    def count_cached(self) -> None:
        """One more answer came from the cache."""
        self.cached += 1

    def new_scratch(self) -> Path:
        """A fresh private folder; whoever asks for it removes it."""
        return Path(tempfile.mkdtemp(dir=self._scratch))

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A fresh private folder for the time of the block."""
        folder = self.new_scratch()
        try:
            yield folder
        finally:
            discard(folder)

    @property
    def idle(self) -> bool:
        """Whether nobody has asked for anything for the settings' idle time."""
        limit = self.settings.idle_seconds
        return bool(limit) and not self.active and time.monotonic() - self.last_used > limit

    async def close(self) -> None:
        """End the workers and remove what is only good for this run."""
        await self.cad_requests.close()
        await self.checks.close()
        await self.pool.close()
        remove_scratch_root(self._scratch, self.settings.data_dir)
        self._database.dispose()
        self._lock.release()


def _stock(catalogs: Catalogs) -> Stock:
    """What can be searched: every part once, however many catalogs have it, but the examples."""
    titles = {known.classification_id: known.title for known in catalogs}
    codes = {known.code: known.title for each in catalogs for known in each.contents.categories}
    families = (known for known in catalogs.every_family if known.classification_id != EXAMPLES_ID)
    return Stock(tuple(families), titles | codes)


def _locked(folder: Path) -> FileLock:
    """The folder's lock, which the system frees when this process ends, however it does."""
    lock = FileLock(folder / "service.lock", thread_local=False)
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout:
        raise RequestError(
            f"another service works in {folder} already: end it, or choose another folder with --data-dir",
            parameter="data_dir",
            value=str(folder),
            allowed="a folder in which no service works",
        ) from None
    return lock


def create_app(service: Service, *, stop: Callable[[], None] | None = None) -> FastAPI:
    """The application over ``service``; ``stop`` is called when the service has been idle for long enough."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        housekeeping = asyncio.create_task(_housekeeping(service, stop))
        try:
            yield
        finally:
            housekeeping.cancel()
            await service.close()

    app = FastAPI(title="cadwidgets service", version=__version__, lifespan=lifespan, redoc_url=None)
    app.state.rooms = Rooms()
    # the last one is met first
    app.add_middleware(CatalogGate, read=lambda: service.catalogs.every_family)
    app.add_middleware(RefuseForeignPages, hosts=("127.0.0.1", "localhost", "[::1]", *service.settings.names))
    app.add_middleware(LimitHead)
    app.add_middleware(AnswerCrashes)
    app.add_middleware(NoteUse, use=service)
    answer_errors(app)

    @app.get("/health", tags=["Service"], summary="What this service is and how it is")
    async def health() -> dict[str, object]:
        return {
            "service": "cadwidgets",
            "version": __version__,
            "pid": os.getpid(),
            "workers": service.pool.state,
            "start_seconds": service.pool.start_seconds,
            "sandbox": service.pool.confinement.report,
            "stopping": service.stopping,
            "disk": service.room.now.told,
            "sessions": service.pool.sessions,
            "checks": service.checks.told,
            "builds": service.builds,
            "cached": service.cached,
        }

    app.include_router(build_routes(service))
    app.include_router(part_routes(service))
    app.include_router(account_routes(service))
    app.include_router(key_test_routes(service))
    app.include_router(classic_routes(service))
    app.include_router(gateway_routes(service))
    app.include_router(catalog_routes(service))
    app.include_router(part_details_routes(service))
    app.include_router(own_catalog_routes(service))
    app.include_router(search_routes(service))
    app.include_router(sizes_routes(service))
    app.include_router(picture_routes(service))
    app.openapi = described(app)  # type: ignore[method-assign]  # FastAPI's own way to extend it
    return app


async def _housekeeping(service: Service, stop: Callable[[], None] | None) -> None:
    """Remove expired files; end an idle service."""
    swept = -math.inf
    while True:
        await asyncio.sleep(1.0)
        if time.monotonic() - swept > _SWEEP_SECONDS:
            swept = time.monotonic()
            await asyncio.to_thread(_sweep, service)
        if stop is not None and service.idle:
            stop()


def _sweep(service: Service) -> None:
    try:
        service.store.sweep()
        service.jobs.sweep()
    except Exception:  # a service whose folder is gone or full must still end when it is idle
        _log.exception("what has expired could not be removed")
