"""The service as one application: what it holds, which routes it has, and when it ends."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from cadwidgets._version import __version__
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.routes_build import build_routes
from cadwidgets.service.routes_catalog import catalog_routes
from cadwidgets.service.routes_classic import classic_routes
from cadwidgets.service.store import FileStore
from cadwidgets.service.workers.pool import Limits, WorkerPool

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SWEEP_SECONDS = 300.0


@dataclass(frozen=True)
class ServiceSettings:
    """How a service runs. ``idle_seconds`` = 0 means that it never ends by itself."""

    data_dir: Path
    keys: tuple[str, ...] = field(repr=False)
    children: int = field(default_factory=lambda: os.cpu_count() or 2)
    limits: Limits = field(default_factory=Limits)
    idle_seconds: float = 0.0


class Service:
    """Everything that lives as long as the service: workers, accounts, files, jobs, counters."""

    def __init__(self, settings: ServiceSettings) -> None:
        self.settings = settings
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.accounts = Accounts(settings.keys)
        self.pool = WorkerPool(children=settings.children, limits=settings.limits)
        self.store = FileStore(settings.data_dir / "files")
        self.jobs = JobTable()
        self.builds = 0
        self.active = 0
        self.last_used = time.monotonic()
        self._scratch = Path(tempfile.mkdtemp(prefix="cadwidgets-"))

    def count_build(self) -> None:
        """One more build succeeded."""
        self.builds += 1

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


def create_app(service: Service, *, stop: Callable[[], None] | None = None) -> FastAPI:
    """The application over ``service``; ``stop`` is called when the service has been idle for long enough."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.pool.start()
        housekeeping = asyncio.create_task(_housekeeping(service, stop))
        try:
            yield
        finally:
            housekeeping.cancel()
            await service.close()

    app = FastAPI(title="cadwidgets service", version=__version__, lifespan=lifespan, redoc_url=None)
    # a web page of somebody else may point its own name at 127.0.0.1: only our own names are served
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])

    app.add_middleware(_NoteUse, service=service)

    @app.get("/health", tags=["Service"], summary="What this service is and how it is")
    async def health() -> dict[str, object]:
        return {
            "service": "cadwidgets",
            "version": __version__,
            "pid": os.getpid(),
            "workers": service.pool.state,
            "sandbox": service.pool.level,
            "builds": service.builds,
        }

    app.include_router(build_routes(service))
    app.include_router(classic_routes(service))
    app.include_router(catalog_routes(service))
    return app


class _NoteUse:
    """Notes that the service is in use, from a request's first byte to its answer's last."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # the application's own start and end are no use
            await self._app(scope, receive, send)
            return
        self._service.active += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._service.active -= 1
            self._service.last_used = time.monotonic()


async def _housekeeping(service: Service, stop: Callable[[], None] | None) -> None:
    """Remove expired files; end an idle service."""
    swept = 0.0
    while True:
        await asyncio.sleep(1.0)
        if time.monotonic() - swept > _SWEEP_SECONDS:
            swept = time.monotonic()
            await asyncio.to_thread(service.store.sweep)
        if stop is not None and service.idle:
            stop()
