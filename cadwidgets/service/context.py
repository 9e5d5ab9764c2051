"""What the routes need of the service that they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from cadwidgets.service.accounts import Accounts
from cadwidgets.service.build_cache import BuildCache
from cadwidgets.service.charges import Charges
from cadwidgets.service.flights import Flights
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.store import FileStore
from cadwidgets.service.workers.pool import WorkerPool


class StoredModel(Protocol):
    """One version of a model that the service keeps."""

    @property
    def id(self) -> str:
        """What a build asks for: the last part of the model's page URL."""
        ...

    @property
    def version(self) -> int:
        """Counts from 1."""
        ...

    @property
    def title(self) -> str:
        """What people call it; may be empty."""
        ...

    @property
    def script(self) -> str:
        """The ModelScript."""
        ...

    @property
    def files(self) -> Mapping[str, bytes]:
        """The content of the files that lie beside the script, by name."""
        ...


class Models(Protocol):
    """The models that can be built by id."""

    def find(self, model_id: str, version: int = 0) -> StoredModel | None:
        """That version of the model (0 = the latest), or None. May read from the disk."""
        ...


class ServiceContext(Protocol):
    """A running service, as its routes see it."""

    @property
    def accounts(self) -> Accounts:
        """Who may ask."""
        ...

    @property
    def charges(self) -> Charges:
        """What builds cost their accounts."""
        ...

    @property
    def cache(self) -> BuildCache:
        """What was built before."""
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
    def store(self) -> FileStore:
        """Where finished files wait for their download."""
        ...

    @property
    def jobs(self) -> JobTable:
        """What is being built for callers that ask again later."""
        ...

    @property
    def models(self) -> Models:
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
