"""When a request is asked again: only where nobody was charged for it, a few times, and never in step with others."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

LONGEST_WAIT_SECONDS = 60.0
"""A service that wants to be left alone for longer is not waited for."""
_FIRST_WAIT_SECONDS = 0.5


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """The seconds of a Retry-After header (lower-case names); None without one, and for a date."""
    text = headers.get("retry-after", "").strip()
    return float(text) if text.isdecimal() else None


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
    """

    again: int = 0
    after_break: bool = False
    repeatable: bool = True

    def pause(self, failure: Failure, failed: int, retry_after: float | None) -> float | None:
        """The seconds to wait after the attempt number ``failed`` (from 1); None = give up.

        ``retry_after`` is what the service asked for. Without it the pauses double from half a second. Both are
        spread by chance, so that clients that failed together do not come back together.
        """
        if failed > self.again or (failure is Failure.BROKEN and not (self.after_break and failed == 1)):
            return None
        spread = random.random()  # noqa: S311 - spreads clients in time, protects nothing
        if retry_after is not None:
            return None if retry_after > LONGEST_WAIT_SECONDS else retry_after + spread
        return float(_FIRST_WAIT_SECONDS * 2 ** (failed - 1) * (0.5 + spread))


NEVER = Retries()
FOREIGN = Retries(again=2)
OURS = Retries(again=3, after_break=True)
ONCE_DONE = Retries(again=3, repeatable=False)
"""For a change at our own service that must not be made twice."""
