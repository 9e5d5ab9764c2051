"""The disk under a service: what is said when it fails, and from when on nothing new is taken for want of room."""

from __future__ import annotations

import contextlib
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cadwidgets.errors import CadWidgetsError

MIN_FREE_BYTES = 1 << 30
MIN_FREE_SHARE = 0.05
STORAGE_STATUS = 507
"""The HTTP status of a request that the disk has no room for (RFC 4918, 11.5)."""

_log = logging.getLogger(__name__)


class StorageFailed(CadWidgetsError):
    """Something could not be kept or read: the disk is full or broken. The text names no path."""


class Usage(Protocol):
    """The size of a disk, as `shutil.disk_usage` tells it, in bytes."""

    @property
    def total(self) -> int:
        """All of it."""
        ...

    @property
    def free(self) -> int:
        """What is left for this user."""
        ...


@dataclass(frozen=True)
class Room:
    """How much the disk of ``folder`` must have free for anything new: ``min_bytes``, and ``min_share`` of it all.

    The scratch folder is not watched: it may well be a small file system in memory, and is empty after each build.
    """

    folder: Path
    min_bytes: int = MIN_FREE_BYTES
    min_share: float = MIN_FREE_SHARE
    measure: Callable[[Path], Usage] = shutil.disk_usage

    @property
    def needed(self) -> int:
        """So many bytes must be free."""
        return max(self.min_bytes, round(self.min_share * self.measure(self.folder).total))

    @property
    def free(self) -> int:
        """So many bytes are free."""
        return self.measure(self.folder).free

    @property
    def low(self) -> bool:
        """Whether nothing new is taken."""
        return self.free < self.needed

    def check(self) -> None:
        """Raises StorageFailed while too little is free."""
        if self.low:
            raise StorageFailed(
                f"the disk of the service is nearly full: {self.free >> 20:,} MiB are free, and new files are taken "
                f"from {self.needed >> 20:,} MiB on"
            )


@contextlib.contextmanager
def or_storage_failed(what: str) -> Iterator[None]:
    """An OSError of the block is a StorageFailed: ``what`` failed. The log alone learns the path."""
    try:
        yield
    except OSError as error:
        _log.warning("%s: %s", what, error)
        raise StorageFailed(f"{what}: {error.strerror or 'the disk failed'}") from None
