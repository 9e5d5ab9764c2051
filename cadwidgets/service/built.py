"""A finished model on its way to the client, from a worker's folder or from the cache."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cadwidgets.service.build_cache import BuildCache
from cadwidgets.service.storage import or_storage_failed
from cadwidgets.service.workers.folders import discard

SHORT_BYTES = 1 << 20
"""A body up to this is sent from memory: so much a client that takes its answer slowly may keep there."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Built:
    """A finished model: its bytes, or its file in ``folder``, which goes when the answer is sent.

    ``left`` is how many builds the account has left; None = unlimited. ``timings`` are the seconds of its stages.
    """

    body: bytes | Path
    headers: Mapping[str, str] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    folder: Path | None = None
    cached: bool = False
    left: int | None = None

    @property
    def etag(self) -> str:
        """The strong entity tag (RFC 9110, 8.8.3): a hash of the body in quotes; empty for an older version's entry."""
        return self.headers.get("ETag", "")

    def content(self) -> bytes:
        """The bytes of the model. Raises StorageFailed."""
        with or_storage_failed("the model could not be read"):
            return self.body if isinstance(self.body, bytes) else self.body.read_bytes()

    def discard(self) -> None:
        """Remove the file."""
        if self.folder is not None:
            discard(self.folder)


def kept(cache: BuildCache, digest: str, file: Path, built: Built) -> Built:
    """``built``, whose body is the ``file``, with its entity tag; in the cache then, and in memory if it is short.

    Raises StorageFailed.
    """
    with or_storage_failed("the model could not be read"), file.open("rb") as opened:
        body_hash = hashlib.file_digest(opened, "sha256").hexdigest()
    headers = {**built.headers, "ETag": f'"{body_hash}"'}
    try:
        cache.put(digest, file, headers, body_hash)
    except OSError as error:  # a full disk is no reason to withhold a model that is paid for
        _log.warning("an answer was not cached: %s", error)
    if file.stat().st_size > SHORT_BYTES:
        return replace(built, headers=headers)
    short = replace(built, body=built.content(), headers=headers, folder=None)
    built.discard()
    return short


def from_cache(cache: BuildCache, digest: str, new_folder: Callable[[], Path]) -> Built | None:
    """The model that was built before, if there is one; a long one is copied into a ``new_folder``."""
    size = cache.size(digest)
    if not size:
        return None
    try:
        return _short(cache, digest) if size <= SHORT_BYTES else _long(cache, digest, new_folder())
    except OSError as error:  # a cache that cannot be read is as good as an empty one
        _log.warning("an answer could not be taken from the cache: %s", error)
        return None


def _short(cache: BuildCache, digest: str) -> Built | None:
    found = cache.read(digest)
    return None if found is None else Built(found[1], found[0], cached=True)


def _long(cache: BuildCache, digest: str, folder: Path) -> Built | None:
    headers = None
    try:
        headers = cache.get(digest, folder / "cached")
    finally:
        if headers is None:
            discard(folder)
    return None if headers is None else Built(folder / "cached", headers, folder=folder, cached=True)
