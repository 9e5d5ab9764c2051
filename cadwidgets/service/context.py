"""What the routes need of the service that they belong to."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from cadwidgets.service.accounts import Accounts
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.store import FileStore
from cadwidgets.service.workers.pool import WorkerPool


class ServiceContext(Protocol):
    """A running service, as its routes see it."""

    @property
    def accounts(self) -> Accounts:
        """Who may ask."""
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

    def count_build(self) -> None:
        """Note one more successful build."""
        ...

    def new_scratch(self) -> Path:
        """A fresh private folder; whoever asks for it removes it."""
        ...

    def scratch(self) -> AbstractContextManager[Path]:
        """A fresh private folder that is gone after the block."""
        ...
