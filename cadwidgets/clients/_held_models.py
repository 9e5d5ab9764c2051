"""The last GLBs that a service of ours has sent: what did not change in the next one is not sent again."""

from __future__ import annotations

import contextlib
import hashlib
import re
import threading
from collections.abc import Iterator, Mapping

from cadwidgets.clients._http import Answer
from cadwidgets.errors import BadAnswer, GeometryError
from cadwidgets.geometry.glb_delta import MAX_BYTES, GlbMeshes, completed

MAX_MODELS = 8
"""So many are named to the service: a head of some 600 bytes."""
PARTIAL, UNCHANGED = 226, 304
_TAG = re.compile(r'"[0-9a-f]{64}"')


_QUIET_SECONDS = 0.05
"""An answer that takes longer is being built, and may be a part of a model."""


class _Held:
    """A model, and its meshes: looked for when one is missing, or somebody has time for it."""

    def __init__(self, glb: bytes) -> None:
        self.glb = glb
        self._lock = threading.Lock()
        self._meshes: GlbMeshes | None = None

    @property
    def meshes(self) -> GlbMeshes:
        """Raises GeometryError."""
        with self._lock:
            self._meshes = self._meshes or GlbMeshes(self.glb)
            return self._meshes

    def look_ahead(self) -> None:
        """As `meshes`, which will say what is wrong with the model when it is needed."""
        with contextlib.suppress(GeometryError):
            self.meshes  # noqa: B018 - it is kept


class HeldModels:
    """The GLBs of the last answers by their entity tags, at most ``max_bytes`` of them.

    Nothing is taken out of them unless the whole has the hash that the service names. May be used from several threads.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._held: dict[str, _Held] = {}  # the one used last is the last

    def headers(self) -> dict[str, str]:
        """What is said to the service: that a delta is welcome, and what is held (RFC 3229; RFC 9110, 13.1.2)."""
        with self._lock:
            tags = ", ".join(reversed(self._held))
        return {"A-IM": "glb-meshes"} | ({"If-None-Match": tags} if tags else {})

    @contextlib.contextmanager
    def looking_ahead(self) -> Iterator[None]:
        """While the service builds in this block: look for the meshes of the last model, of which most will be in the
        next one, too."""
        with self._lock:
            last = next(reversed(self._held.values()), None)
        if last is None:
            yield
            return
        timer = threading.Timer(_QUIET_SECONDS, last.look_ahead)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def whole(self, answer: Answer) -> bytes:
        """The GLB that an answer means: its body, one that is held, or put together from both; it is held then.

        Raises BadAnswer when that is not to be had, GeometryError for a broken delta.
        """
        tag = answer.headers.get("etag", "")
        if answer.status == UNCHANGED:
            glb = self._unchanged(tag, answer)
        elif answer.status == PARTIAL:
            glb = completed(answer.body, [held.meshes for held in self._bases(answer.headers)])
            if _tag_of(glb) != tag:
                raise BadAnswer("the model put together is not the one that was built", url=answer.url, status=PARTIAL)
        else:
            glb = answer.body
            if not _TAG.fullmatch(tag) or _tag_of(glb) != tag:
                return glb
        self._hold(tag, glb)
        return glb

    def _unchanged(self, tag: str, answer: Answer) -> bytes:
        with self._lock:
            held = self._held.get(tag)
        if held is None:
            raise BadAnswer("the service means a model that is not held", url=answer.url, status=UNCHANGED)
        return held.glb

    def _bases(self, headers: Mapping[str, str]) -> list[_Held]:
        named = set(_TAG.findall(headers.get("delta-base", "")))
        with self._lock:
            return [held for tag, held in self._held.items() if tag in named]

    def _hold(self, tag: str, glb: bytes) -> None:
        if len(glb) > self._max_bytes:
            return
        with self._lock:
            self._held[tag] = self._held.pop(tag) if tag in self._held else _Held(glb)
            while len(self._held) > MAX_MODELS or sum(len(held.glb) for held in self._held.values()) > self._max_bytes:
                del self._held[next(iter(self._held))]


def _tag_of(glb: bytes) -> str:
    return f'"{hashlib.sha256(glb).hexdigest()}"'
