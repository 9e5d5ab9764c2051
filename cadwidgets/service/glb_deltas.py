"""Answers to a client that holds earlier models: only the meshes of a GLB that it does not hold (RFC 3229)."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.glb_delta import GlbMeshes
from cadwidgets.service.built import Built

MANIPULATION = "glb-meshes"
"""The name of this delta among the instance manipulations of RFC 3229; geometry/glb_delta.py tells its format."""
MAX_TAGS = 16
MAX_HASHES = 150_000
"""So many hashes of meshes are remembered, in some 15 MB; an answer takes as much as `_ENTRY` of them by itself."""
_ENTRY = 4
_WORTH_IT = 0.9
_TAG = re.compile(r'"[0-9a-f]{64}"')
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Held:
    """What a client says that it can do: fill in meshes of GLBs, those with the entity tags ``tags``."""

    accepts: bool
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Held:
        """What the request's headers A-IM and If-None-Match say; tags that are none of ours are left out."""
        names = [name.partition(";")[0].strip().lower() for name in headers.get("a-im", "").split(",")]
        if MANIPULATION not in names:
            return cls(False)
        return cls(True, tuple(_TAG.findall(headers.get("if-none-match", ""))[:MAX_TAGS]))


class GlbBases:
    """Which meshes the GLBs have that were sent to clients which can fill them in; the last ones are remembered.

    May be used from several threads.
    """

    def __init__(self, max_hashes: int = MAX_HASHES) -> None:
        self._max_hashes = max_hashes
        self._lock = threading.Lock()
        self._meshes: dict[str, frozenset[bytes]] = {}  # by entity tag, the one used last is the last
        self._count = 0

    def note(self, tag: str, meshes: Collection[bytes]) -> None:
        """Remember the meshes of the GLB with this entity tag."""
        if len(meshes) > self._max_hashes // 4:
            return
        with self._lock:
            if tag in self._meshes:
                self._forget(tag)
            self._meshes[tag] = frozenset(meshes)
            self._count += _ENTRY + len(meshes)
            while self._count > self._max_hashes:
                self._forget(next(iter(self._meshes)))

    def _forget(self, tag: str) -> None:
        self._count -= _ENTRY + len(self._meshes.pop(tag))

    def find(self, tags: Iterable[str]) -> dict[str, frozenset[bytes]]:
        """The meshes of those that are still known, by entity tag."""
        with self._lock:
            found = {tag: self._meshes.pop(tag) for tag in tags if tag in self._meshes}
            self._meshes |= found
        return found


def delta(bases: GlbBases, built: Built, held: Held) -> tuple[bytes, dict[str, str]] | None:
    """What a client needs that holds some of the GLB's meshes, and the headers for it; None if it needs all.

    Raises StorageFailed.
    """
    held_meshes, own = bases.find(held.tags), bases.find([built.etag]).get(built.etag)
    if own is not None and own.isdisjoint(frozenset().union(*held_meshes.values())):  # known without another look
        return None
    try:
        meshes = GlbMeshes(built.content())
    except GeometryError as error:  # no writer of ours makes one: but it is for the client to say what is wrong
        _log.info("a GLB is sent whole: %s", error)
        return None
    bases.note(built.etag, meshes.hashes)
    shared = {tag: base.intersection(meshes.hashes) for tag, base in held_meshes.items()}
    known = frozenset[bytes]().union(*shared.values())
    reduced = meshes.reduced(known) if known else meshes.glb
    if len(reduced) > _WORTH_IT * len(meshes.glb):
        return None
    used = ", ".join(tag for tag, some in shared.items() if some)
    return reduced, {"IM": MANIPULATION, "Delta-Base": used}
