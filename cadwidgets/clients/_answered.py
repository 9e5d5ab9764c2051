"""Which builds a service answered lately."""

from __future__ import annotations

import threading
from collections.abc import Hashable

from cadwidgets.contract.requests import QUESTIONS, BuildRequest

_REMEMBERED = 64
_TOLD = 8
_MOST_BYTES = 1 << 20


class AnsweredRequests:
    """The last requests that were answered, one for each model and set of values. For many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: dict[Hashable, BuildRequest] = {}

    def note(self, request: BuildRequest) -> None:
        """It was answered just now. Questions about a model that somebody has are no builds of their own, and large
        files are not kept in memory for this."""
        if request.type in QUESTIONS or sum(len(data) for _, data in request.files) > _MOST_BYTES:
            return
        key = _model(request), _choice(request)
        with self._lock:
            self._requests.pop(key, None)
            self._requests[key] = request
            if len(self._requests) > _REMEMBERED:
                del self._requests[next(iter(self._requests))]

    def like(self, request: BuildRequest) -> tuple[BuildRequest, ...]:
        """Those of the same model with other values, the latest first, at most 8."""
        with self._lock:
            known = list(self._requests.values())
        alike = [one for one in reversed(known) if _model(one) == _model(request) and _choice(one) != _choice(request)]
        return tuple(alike[:_TOLD])


def _model(request: BuildRequest) -> Hashable:
    return request.script, request.model_id, request.files, dict(request.options).get("version")


def _choice(request: BuildRequest) -> Hashable:
    return request.preset, tuple((name, repr(value)) for name, value in request.values)
