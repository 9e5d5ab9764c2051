"""How many calls a key may make in an hour: TraceParts documents a limit per key, and so has this service."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

from cadwidgets.errors import Busy

CLASSIC_CALLS, GATEWAY_CALLS = 3000, 6000
"""The documented limits: per sliding hour for the classic services, per rolling hour for the gateway."""
_HOUR = 3600.0


class CallLimit:
    """Counts the calls of every key over a sliding hour; ``per_hour`` 0 = no limit. Belongs to one event loop."""

    def __init__(self, per_hour: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_hour = per_hour
        self._clock = clock
        self._calls: dict[str, deque[float]] = {}

    def count(self, key_id: str) -> None:
        """Count a call. Raises Busy, with the whole seconds until the next one may be made, and does not count it."""
        if not self._per_hour:
            return
        now = self._clock()
        calls = self._calls.setdefault(key_id, deque())
        while calls and now - calls[0] >= _HOUR:
            calls.popleft()
        if len(calls) >= self._per_hour:
            wait = max(1, math.ceil(calls[0] + _HOUR - now))
            raise Busy(f"more than {self._per_hour} calls in an hour", retry_after=float(wait))
        calls.append(now)
