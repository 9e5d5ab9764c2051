"""When a request is asked again: only where nobody was charged for it, a few times, and never in step with others."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

LONGEST_WAIT_SECONDS = 60.0
"""A service that wants to be left alone for longer is not waited for, unless its contract is so slow by itself."""
_FIRST_WAIT_SECONDS = 0.5


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """The seconds of a Retry-After header (lower-case names); None without one, and for a date."""
    text = headers.get("retry-after", "").strip()
    return float(text) if re.fullmatch("[0-9]{1,9}", text) else None


class Failure(Enum):
    """How an attempt failed, as far as another one depends on it."""

    NOBODY = "nobody answered: nothing was asked"
    BROKEN = "the connection broke after the request was sent"
    BUSY = "the service took nothing on (429 or 503)"


@dataclass(frozen=True)
class Retries:
    """``again`` attempts may follow the first one; one of them after a connection that broke if ``after_break``.

    ``repeatable`` is False for a change that must not be made twice, also when a service was started anew meanwhile.
    Nobody else's service is asked again after a broken connection: it may have done the work, and charged for it.
    A busy service that names no time is left alone for ``busy_seconds`` at least, then for twice as long, and so on;
    without that as briefly as one where nobody answered. One that asks for more than ``longest`` seconds is not waited
    for. ``busy_again`` is ``again`` for a busy one, if it differs.
    """

    again: int = 0
    after_break: bool = False
    repeatable: bool = True
    busy_seconds: float | None = None
    busy_again: int | None = None
    longest: float = LONGEST_WAIT_SECONDS

    def pause(self, failure: Failure, failed: int, retry_after: float | None) -> float | None:
        """The seconds to wait after the attempt number ``failed`` (from 1); None = give up.

        ``retry_after`` is what the service asked for. Without it the pauses double. Both are spread by
        chance, so that clients that failed together do not come back together.
        """
        busy = failure is Failure.BUSY
        again = self.busy_again if busy and self.busy_again is not None else self.again
        if failed > again or (failure is Failure.BROKEN and not (self.after_break and failed == 1)):
            return None
        spread = random.random()  # noqa: S311 - spreads clients in time, protects nothing
        if retry_after is not None:
            return None if retry_after > self.longest else retry_after + spread
        if busy and self.busy_seconds is not None:
            return float(self.busy_seconds * 2 ** (failed - 1) * (1 + 0.1 * spread))
        return float(_FIRST_WAIT_SECONDS * 2 ** (failed - 1) * (0.5 + spread))


NEVER = Retries()
FOREIGN = Retries(again=2)
OURS = Retries(again=3, after_break=True)
ONCE_DONE = Retries(again=3, repeatable=False)
"""For a change at our own service that must not be made twice."""
CATALOG = Retries(again=2, busy_seconds=60.0, busy_again=8, longest=math.inf)
"""For a foreign catalog service, which counts calls by the hour: only the request's own deadline bounds the waiting.
Whether the API gateway names a time with its 429 is not documented; where it does not, a minute is a polite guess."""
