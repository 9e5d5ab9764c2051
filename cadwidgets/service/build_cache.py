"""Answers that were built before: files in a folder of limited size, the least recently used goes first.

An entry is one file: a line of JSON (the answer's headers, the length of the body, a SHA-256 over the headers and the
body's SHA-256), then the body. It appears by a rename, whole or not at all; one that does not match its own hash is as
good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

MAX_BYTES = 1 << 30
_UNFINISHED = ".new-"
_CHUNK = 1 << 20
_log = logging.getLogger(__name__)
_MAX_HEAD = 1 << 16


class BuildCache:
    """The answers in ``folder``, at most ``max_bytes`` in all. May be used from several threads, by one process."""

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in folder.glob(f"{_UNFINISHED}*"):
            left.unlink(missing_ok=True)
        found = sorted((path.stat().st_mtime, path.name, path.stat().st_size) for path in folder.iterdir())
        self._sizes = {name: size for _, name, size in found}
        """Bytes of every entry by name, the least recently used first."""

    def get(self, digest: str, target: Path) -> dict[str, str] | None:
        """Copy the body of an entry to ``target`` and return the answer's headers; None if there is no good one.

        Raises OSError.
        """
        return self._found(digest, lambda entry: _copied(entry, target))

    def size(self, digest: str) -> int:
        """How many bytes an entry takes; 0 if there is none."""
        with self._lock:
            return self._sizes.get(digest, 0)

    def read(self, digest: str) -> tuple[dict[str, str], bytes] | None:
        """The answer's headers and the body of an entry; None if there is no good one. Raises OSError."""
        body = io.BytesIO()
        headers = self._found(digest, lambda entry: _checked(entry, body))
        return None if headers is None else (headers, body.getvalue())

    def _found(self, digest: str, take: Callable[[IO[bytes]], dict[str, str] | None]) -> dict[str, str] | None:
        path = self._folder / digest
        headers = None
        with contextlib.suppress(FileNotFoundError), path.open("rb") as entry:
            headers = take(entry)
            os.utime(path)  # how recently it was used outlives the process
            if headers is None:
                _log.warning("a kept answer was not what was once written, and is made anew: %s", digest)
        if headers is None:
            self.forget(digest)
            return None
        with self._lock:
            if digest in self._sizes:
                self._sizes[digest] = self._sizes.pop(digest)  # now the last of all
        return headers

    def put(self, digest: str, body: Path, headers: Mapping[str, str], body_hash: str = "") -> None:
        """Keep an answer, unless it is so large that it would drive out most others. ``body_hash`` is the SHA-256 of
        the body in hexadecimal digits, where it is known. Raises OSError."""
        if body.stat().st_size > self._max_bytes // 4:
            return
        unfinished = self._folder / f"{_UNFINISHED}{secrets.token_hex(8)}"
        try:
            with body.open("rb") as source, unfinished.open("xb") as entry:
                body_hash = body_hash or hashlib.file_digest(source, "sha256").hexdigest()
                entry.write(_head(headers, source.seek(0, os.SEEK_END), body_hash))
                source.seek(0)
                shutil.copyfileobj(source, entry, _CHUNK)
            size = unfinished.stat().st_size
            unfinished.replace(self._folder / digest)
        finally:
            unfinished.unlink(missing_ok=True)
        with self._lock:
            self._sizes.pop(digest, None)
            self._sizes[digest] = size
            surplus = self._surplus()
        for name in surplus:
            (self._folder / name).unlink(missing_ok=True)

    def _surplus(self) -> list[str]:
        """Take the names of the least recently used off the list until the rest fits."""
        names, total = [], sum(self._sizes.values())
        while total > self._max_bytes:
            name = next(iter(self._sizes))
            total -= self._sizes.pop(name)
            names.append(name)
        return names

    def forget(self, digest: str) -> None:
        """Keep an entry no longer."""
        with self._lock:
            self._sizes.pop(digest, None)
        (self._folder / digest).unlink(missing_ok=True)


def _head(headers: Mapping[str, str], length: int, body_hash: str) -> bytes:
    """The first line of an entry."""
    head = {"headers": dict(headers), "length": length, "sha256": _hash(headers, body_hash)}
    return json.dumps(head).encode() + b"\n"


def _copied(entry: IO[bytes], target: Path) -> dict[str, str] | None:
    with target.open("wb") as body:
        return _checked(entry, body)


def _checked(entry: IO[bytes], body: IO[bytes]) -> dict[str, str] | None:
    """Copy an entry's body; its headers, or None when it is not what was once written."""
    try:
        head = json.loads(entry.readline(_MAX_HEAD))
        headers, left, expected = dict(head["headers"]), int(head["length"]), head["sha256"]
    except (ValueError, KeyError, TypeError):
        return None
    hashed = hashlib.sha256()
    while left >= 0 and (chunk := entry.read(_CHUNK)):
        hashed.update(chunk)
        body.write(chunk)
        left -= len(chunk)
    return headers if left == 0 and _hash(headers, hashed.hexdigest()) == expected else None


def _hash(headers: Mapping[str, str], body_hash: str) -> str:
    told = json.dumps(dict(headers), sort_keys=True)
    return hashlib.sha256(f"{told}\n{body_hash}".encode()).hexdigest()
