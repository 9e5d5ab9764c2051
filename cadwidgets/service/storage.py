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
class Free:
    """How many bytes a disk has ``free``, and from how many on something new is taken."""

    free: int
    needed: int

    @property
    def low(self) -> bool:
        """Whether nothing new is taken."""
        return self.free < self.needed

    @property
    def told(self) -> dict[str, int | bool]:
        """As the service tells it of itself."""
        return {"free": self.free, "needed": self.needed, "low": self.low}


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
    def now(self) -> Free:
        """What there is; a folder that is gone has nothing free."""
        try:
            usage = self.measure(self.folder)
        except OSError:
            return Free(0, max(self.min_bytes, 1))
        return Free(usage.free, max(self.min_bytes, round(self.min_share * usage.total)))

    def check(self) -> None:
        """Raises StorageFailed while too little is free."""
        now = self.now
        if now.low:
            raise StorageFailed(
                f"the disk of the service is nearly full: {now.free >> 20:,} MiB are free, and new files are taken "
                f"from {now.needed >> 20:,} MiB on"
            )


@contextlib.contextmanager
def or_storage_failed(what: str) -> Iterator[None]:
    """An OSError of the block is a StorageFailed: ``what`` failed. The log alone learns the path."""
    try:
        yield
    except OSError as error:
        _log.warning("%s: %s", what, error)
        raise StorageFailed(f"{what}: {error.strerror or 'the disk failed'}") from None
