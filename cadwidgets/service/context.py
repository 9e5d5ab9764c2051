"""What the routes need of the service that they belong to."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from cadwidgets.service.accounts import Accounts
from cadwidgets.service.build_cache import BuildCache
from cadwidgets.service.call_limits import CallLimit
from cadwidgets.service.catalog import Catalogs
from cadwidgets.service.flights import Flights
from cadwidgets.service.glb_deltas import GlbBases
from cadwidgets.service.job_runner import JobRunner
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.models import ModelStore
from cadwidgets.service.own_catalogs import OwnCatalogs
from cadwidgets.service.search import SearchKeeper
from cadwidgets.service.spot_checks import SpotChecks
from cadwidgets.service.store import FileStore
from cadwidgets.service.users import Users
from cadwidgets.service.workers.pool import WorkerPool


class ServiceContext(Protocol):
    """A running service, as its routes see it."""

    @property
    def accounts(self) -> Accounts:
        """Who may ask."""
        ...

    @property
    def catalogs(self) -> Catalogs:
        """Which parts there are."""
        ...

    @property
    def own_catalogs(self) -> OwnCatalogs:
        """The parts that its accounts brought themselves."""
        ...

    @property
    def users(self) -> Users:
        """Whose mail addresses are registered for CAD requests."""
        ...

    @property
    def classic_calls(self) -> CallLimit:
        """How many classic calls a key may make."""
        ...

    @property
    def gateway_calls(self) -> CallLimit:
        """How many gateway calls a key may make."""
        ...

    @property
    def cache(self) -> BuildCache:
        """What was built before."""
        ...

    @property
    def glb_bases(self) -> GlbBases:
        """Which meshes its clients hold."""
        ...

    @property
    def flights(self) -> Flights:
        """What is being built just now."""
        ...

    @property
    def pool(self) -> WorkerPool:
        """Who builds."""
        ...

    @property
    def checks(self) -> SpotChecks:
        """Whether processes that stay build what fresh ones do."""
        ...

    @property
    def store(self) -> FileStore:
        """Where finished files wait for their download."""
        ...

    @property
    def jobs(self) -> JobTable:
        """What was asked for, and how it is getting on or ended."""
        ...

    @property
    def cad_requests(self) -> JobRunner:
        """Who makes CAD files for callers that ask again later."""
        ...

    def admit(self) -> None:
        """Whether anything new may be taken. Raises Busy while the service is stopping, StorageFailed without room."""
        ...

    @property
    def sync_seconds(self) -> float:
        """How long a call may wait for its CAD file before it is sent away; the job goes on."""
        ...

    @property
    def search(self) -> SearchKeeper:
        """What finds parts in the catalogs."""
        ...

    @property
    def models(self) -> ModelStore:
        """What can be built by id."""
        ...

    def count_build(self) -> None:
        """Note one more successful build."""
        ...

    def count_cached(self) -> None:
        """Note one more answer from the cache."""
        ...

    def new_scratch(self) -> Path:
        """A fresh private folder; whoever asks for it removes it."""
        ...

    def scratch(self) -> AbstractContextManager[Path]:
        """A fresh private folder that is gone after the block."""
        ...
