"""Files that wait for their download: each under a token that nobody can guess, for six hours."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias

Finding: TypeAlias = Path | Literal["expired"] | None

KEEP_SECONDS = 6 * 3600.0
"""TraceParts keeps the files of a CAD request for 6 hours, and so does this service."""
TOMBSTONE_SECONDS = 7 * 24 * 3600.0
"""So long a service still knows of a token that there was a file, counted from when the file was made."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_MAX_NAME = 120
_UNFINISHED = ".new-"


def safe_name(text: str) -> str:
    """``text`` as the name of a file on any system: ``ISO 4762 M6x20`` becomes ``ISO_4762_M6x20``."""
    return _UNSAFE.sub("_", text)[:_MAX_NAME].strip("._") or "part"


class FileStore:
    """Keeps files for ``keep_seconds``, as ``folder/token/name``. ``clock`` gives the time in Unix seconds.

    A file's age is the modification time of its token's folder, so a restarted service forgets nothing.
    """

    def __init__(
        self, folder: Path, keep_seconds: float = KEEP_SECONDS, clock: Callable[[], float] = time.time
    ) -> None:
        self._folder = folder
        self._keep_seconds = keep_seconds
        self._clock = clock
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, name: str, data: bytes) -> str:
        """Keep ``data`` under ``name`` (see `safe_name`) and return its token.

        Raises ValueError for a name that is no safe file name, and OSError, after which nothing is left. A reader sees
        the whole file or none.
        """
        if safe_name(name) != name:
            raise ValueError(f"{name!r} is no safe file name")
        token = secrets.token_urlsafe(24)
        unfinished = self._folder / f"{_UNFINISHED}{token}"
        try:
            unfinished.mkdir(mode=0o700)
            write_through(unfinished / name, data)
            now = self._clock()
            os.utime(unfinished, (now, now))
            unfinished.rename(self._folder / token)
        except OSError:
            shutil.rmtree(unfinished, ignore_errors=True)  # on a full disk every byte counts
            raise
        return token

    def get(self, token: str, name: str) -> Path | None:
        """The file behind token and name, or None if it is unknown or older than allowed."""
        found = self.find(token, name)
        return None if found == "expired" else found

    def find(self, token: str, name: str) -> Finding:
        """As `get`, but ``expired`` for a file that was there and has outlived its time; None for what never was.

        Once an expired file was swept its name is no longer known: then any name will do.
        """
        if not _TOKEN.fullmatch(token) or safe_name(name) != name:
            return None
        folder = self._folder / token
        try:
            age, names = self._age(folder), [entry.name for entry in folder.iterdir()]
        except FileNotFoundError:
            return None
        if names and name not in names:
            return None
        return "expired" if age > self._keep_seconds or not names else folder / name

    def sweep(self) -> int:
        """Delete what has expired, also what an interrupted `put` left; returns how many were deleted.

        The empty folder of an expired file stays for `TOMBSTONE_SECONDS`, and tells that there was one.
        """
        return sum(self._swept(entry) for entry in list(self._folder.iterdir()) if entry.is_dir())

    def _swept(self, folder: Path) -> bool:
        try:
            age, made = self._age(folder), folder.stat().st_mtime
        except FileNotFoundError:  # another sweep was faster
            return False
        if age <= self._keep_seconds:
            return False
        if age > TOMBSTONE_SECONDS or folder.name.startswith(_UNFINISHED):
            shutil.rmtree(folder, ignore_errors=True)
            return True
        files = list(folder.iterdir())
        for file in files:
            file.unlink(missing_ok=True)
        os.utime(folder, (made, made))  # deleting made the folder look young; `find` knows it by being empty
        return bool(files)

    def _age(self, folder: Path) -> float:
        return self._clock() - folder.stat().st_mtime


def write_through(path: Path, data: bytes) -> None:
    """Write and wait for the disk: after a power cut, a renamed folder must not hold an empty file."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
