"""What a build has laid into its folder, counted while it runs: no limit of the system holds the number of files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from cadwidgets.service.workers.messages import Message
from cadwidgets.service.workers.results import error_result
from cadwidgets.service.workers.sandbox import Limits

LOOK_SECONDS = 0.25
"""Time between two looks at one build."""


class FolderWatch:
    """Counts what comes into ``folder`` from now on. A look costs no more than ``limits`` allow files."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        """Raises OSError when ``folder`` cannot be read; one that is not there is empty."""
        self._folder, self._limits = folder, limits
        self._given_files, self._given_bytes = _usage(_entries(folder))

    def excess(self, pid: int | None = None) -> Message | None:
        """The error of a build that has written too much; None if it has not. ``pid`` is its process while it lives."""
        most = self._given_files + self._limits.files
        try:
            files, size = _usage(islice(_entries(self._folder), most + 1))
        except OSError:  # closed to its owner, or too deep for a path: either way nobody can tell what is in it
            return error_result("script", "the build made a folder that cannot be looked into")
        if files > most:
            return _too_much("more than {:,} files", self._limits.files)
        nameless = 0 if pid is None else _nameless_bytes(pid)
        if size - self._given_bytes + nameless > self._limits.folder_bytes:
            return _too_much("files of more than {:,} bytes in all", self._limits.folder_bytes)
        return None


def _too_much(what: str, limit: int) -> Message:
    return error_result("script", f"the build wrote {what.format(limit)} and was stopped", limit=float(limit))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below ``folder``; what vanishes meanwhile is passed over. Raises OSError."""
    pending = [str(folder)]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    yield entry
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except FileNotFoundError:
            continue


def _usage(entries: Iterator[os.DirEntry[str]]) -> tuple[int, int]:
    """How many these are, and their bytes."""
    files, size = 0, 0
    for entry in entries:
        files += 1
        try:
            size += entry.stat(follow_symlinks=False).st_size
        except FileNotFoundError:  # it is gone already
            continue
    return files, size


def _nameless_bytes(pid: int) -> int:
    """Bytes of files that the process has open though they are deleted, where the system tells (Linux): they take room
    and are in no folder."""
    sizes: dict[tuple[int, int], int] = {}
    for descriptor in _descriptors(pid):
        with suppress(OSError):  # closed meanwhile
            found = os.stat(f"/proc/{pid}/fd/{descriptor}")
            if stat.S_ISREG(found.st_mode) and not found.st_nlink:
                sizes[found.st_dev, found.st_ino] = found.st_size
    return sum(sizes.values())


def _descriptors(pid: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{pid}/fd")
    except OSError:  # it has ended, and so have its nameless files; or this system has no such list
        return []
