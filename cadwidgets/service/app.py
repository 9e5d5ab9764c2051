"""The service as one application: what it holds, which routes it has, and when it ends."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from filelock import FileLock, Timeout
from starlette.middleware.trustedhost import TrustedHostMiddleware

from cadwidgets._version import __version__
from cadwidgets.errors import RequestError
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.build_cache import BuildCache
from cadwidgets.service.call_limits import CallLimit
from cadwidgets.service.catalog import EXAMPLES_ID, Catalogs
from cadwidgets.service.charges import Charges
from cadwidgets.service.database import open_database
from cadwidgets.service.flights import Flights
from cadwidgets.service.front import LimitTarget, NoteUse, answer_errors
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.models import ModelStore
from cadwidgets.service.openapi import described
from cadwidgets.service.own_catalogs import OwnCatalogs
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
from cadwidgets.service.search import SearchKeeper, Stock
from cadwidgets.service.store import FileStore
from cadwidgets.service.users import Users
from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.pool import Limits, WorkerPool

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SWEEP_SECONDS = 300.0
_log = logging.getLogger(__name__)
_LOCK_SECONDS = 12.0
"""So long a service waits for one that is ending to let its folder go."""


@dataclass(frozen=True)
class ServiceSettings:
    """How a service runs. ``idle_seconds`` = 0 means that it never ends by itself; ``classic_calls`` and
    ``gateway_calls`` are how many calls a key may make in an hour, 0 = any number. A classic call that waits for its
    file is sent away with 408 after ``sync_seconds``. ``isolation`` is how builds must be confined; ``names`` are those
    by which other machines call the service. ``clock`` tells the time in Unix seconds by which files and jobs expire.
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
    clock: Callable[[], float] = time.time


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
        self.charges = Charges(self._database)
        self.charges.abandon_running()
        self.cache = BuildCache(settings.data_dir / "cache")
        self.flights = Flights()
        self.models = ModelStore(self._database)
        self.own_catalogs = OwnCatalogs(self._database, settings.data_dir / "own_catalogs")
        self.search = SearchKeeper(lambda: _stock(self.catalogs))
        self._scratch = Path(tempfile.mkdtemp(prefix="cadwidgets-"))
        self.pool = WorkerPool(
            scratch=self._scratch,
            children=settings.children,
            limits=settings.limits,
            confinement=probe(settings.isolation, self._scratch),
        )
        self.store = FileStore(settings.data_dir / "files", clock=settings.clock)
        self.jobs = JobTable(clock=settings.clock)
        self.sync_seconds = settings.sync_seconds
        self.builds = 0
        self.cached = 0
        self.active = 0
        self.last_used = time.monotonic()

    @property
    def catalogs(self) -> Catalogs:
        """The catalogs that come with the package, and those that accounts have brought."""
        return self.own_catalogs.catalogs

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
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def idle(self) -> bool:
        """Whether nobody has asked for anything for the settings' idle time."""
        limit = self.settings.idle_seconds
        return bool(limit) and not self.active and time.monotonic() - self.last_used > limit

    async def close(self) -> None:
        """End the workers and remove what is only good for this run."""
        await self.jobs.close()
        await self.pool.close()
        shutil.rmtree(self._scratch, ignore_errors=True)
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
        await service.pool.start()
        service.search.warm()
        housekeeping = asyncio.create_task(_housekeeping(service, stop))
        try:
            yield
        finally:
            housekeeping.cancel()
            await service.close()

    app = FastAPI(title="cadwidgets service", version=__version__, lifespan=lifespan, redoc_url=None)
    # a web page of somebody else may point its own name at this machine: only our own names are served
    app.add_middleware(
        TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", *service.settings.names]
    )

    app.add_middleware(LimitTarget)
    app.add_middleware(NoteUse, use=service)
    answer_errors(app)

    @app.get("/health", tags=["Service"], summary="What this service is and how it is")
    async def health() -> dict[str, object]:
        return {
            "service": "cadwidgets",
            "version": __version__,
            "pid": os.getpid(),
            "workers": service.pool.state,
            "sandbox": service.pool.confinement.report,
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
    swept = 0.0
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
        service.charges.prune()
    except Exception:  # a service whose folder is gone or full must still end when it is idle
        _log.exception("what has expired could not be removed")
