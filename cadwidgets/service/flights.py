"""Equal builds at the same time are one build: the second waits for the first and takes what it found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Flight:
    """What those who ask for the same share. ``failure`` is how the build failed for good, if it did."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    failure: Exception | None = None


class Flights:
    """The builds that are going on, by the digest of what was asked; belongs to one event loop."""

    def __init__(self) -> None:
        self._flights: dict[str, Flight] = {}

    def __contains__(self, digest: object) -> bool:
        """Whether somebody is inside for this digest, or waits."""
        return digest in self._flights

    @asynccontextmanager
    async def turn(self, digest: str) -> AsyncIterator[Flight]:
        """Be the only one inside for this digest. A flight is forgotten once nobody is in it or waits for it."""
        flight = self._flights.setdefault(digest, Flight())
        flight.waiting += 1
        try:
            async with flight.lock:
                yield flight
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                del self._flights[digest]
