"""A clock that goes on evenly while somebody sets the machine's clock: by it, no file is deleted too early or late."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def _since_boot() -> float:
    """Seconds since the machine was started, its sleep included where the system counts it (Linux)."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def _boot() -> str:
    """Another text after each start of the machine; empty where the system does not tell."""
    return _BOOT_ID.read_text("ascii").strip() if _BOOT_ID.exists() else ""


class SteadyClock:
    """Unix seconds: what the machine's clock told when a service was first started after the machine was, and what has
    gone by since.

    ``note`` is a file that remembers it for the next service on the same start of the machine. Where the system does
    not tell one start from another (macOS), only the time of this run is steady. Raises OSError for a note that cannot
    be written.
    """

    def __init__(
        self,
        note: Path,
        *,
        wall: Callable[[], float] = time.time,
        since_boot: Callable[[], float] = _since_boot,
        boot: Callable[[], str] = _boot,
    ) -> None:
        self._since_boot = since_boot
        name = boot()
        known = _noted(note, name)
        self._boot_time = wall() - since_boot() if known is None else known
        if known is None and name:
            _write(note, {"boot": name, "boot_time": self._boot_time})

    def __call__(self) -> float:
        """Now."""
        return self._boot_time + self._since_boot()


def _noted(note: Path, boot: str) -> float | None:
    """When the machine was started, as an earlier service noted it; None for another start, and for no good note."""
    try:
        said = json.loads(note.read_text("utf-8"))
        return float(said["boot_time"]) if boot and said["boot"] == boot else None
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or a damaged one: then the machine's clock counts
        return None


def _write(note: Path, said: dict[str, object]) -> None:
    partial = note.with_suffix(".part")
    partial.write_text(json.dumps(said), "utf-8")
    os.replace(partial, note)
