"""How fine a picture may be so that it is there in time: chosen from what the last builds took. Pure arithmetic.

The triangles of a curved face grow with the number of its segments, and so with one over the angle between them:
a level that has not been tried is taken to cost in that proportion. Along doubly curved faces a coarser mesh saves
more than that; what was seen of a level counts before what is expected of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ANGLES = (0.1, 0.2, 0.35, 0.5)
"""Radians between neighbouring segments (option ``angle``) by level; 0 is the fine mesh, the service's default."""
FINE = 0

_WHOLE_STAGES = ("wait", "parse", "run")
"""Stages that cost the same whatever the triangles; all others follow their number."""
_HELPS = 1.25
"""A level is coarse enough if all coarser ones together save less than a fifth."""
_ROOM = 0.8
"""A finer level than the last is taken when it fits with so much to spare: two pictures in a row look alike."""


_LEAST = 1e-6
"""Seconds that a mesh takes at least: by how many times less than this one has grown would be no number."""


def options(level: int) -> dict[str, float]:
    """The options of a build at ``level``."""
    return {"angle": ANGLES[level]} if level else {}


@dataclass(frozen=True)
class Pace:
    """What builds take: ``fixed`` seconds whatever the fineness, ``drawn`` seconds by each level that was seen.

    ``last`` is the level of the last build, None before the first.
    """

    fixed: float = 0.0
    drawn: Mapping[int, float] = field(default_factory=dict)
    last: int | None = None

    def learned(self, level: int, timings: Mapping[str, float]) -> Pace:
        """The pace after one more build at ``level`` with these seconds by stage. The newest counts half.

        A model that has grown has grown at every level: the others move along.
        """
        fixed = sum(seconds for stage, seconds in timings.items() if stage in _WHOLE_STAGES)
        drawn = max(sum(timings.values()) - fixed, _LEAST)
        if self.last is None:
            return Pace(fixed, {level: drawn}, level)
        expected = self._drawn(level)
        mean = (expected + drawn) / 2 if level in self.drawn else drawn
        growth = mean / expected if level in self.drawn and expected else 1.0
        others = {other: seconds * growth for other, seconds in self.drawn.items()}
        return Pace((self.fixed + fixed) / 2, others | {level: mean}, level)

    def seconds(self, level: int) -> float:
        """How long a build at ``level`` takes to be on screen, as far as is known; 0 when nothing is."""
        return 0.0 if self.last is None else self.fixed + self._drawn(level)

    def level(self, budget: float) -> int:
        """The finest level that is on screen within ``budget`` seconds, else the finest that coarser ones hardly beat.

        A ``budget`` of 0 asks for nothing but the fine one.
        """
        if budget <= 0 or self.last is None:
            return FINE
        enough = _HELPS * self.seconds(len(ANGLES) - 1)
        fits = (level for level in range(len(ANGLES)) if self.seconds(level) <= max(self._room(level) * budget, enough))
        return next(fits)

    def _room(self, level: int) -> float:
        return _ROOM if self.last is not None and level < self.last else 1.0

    def _drawn(self, level: int) -> float:
        """Seen, or in proportion to what was seen at the nearest level."""
        nearest = min(self.drawn, key=lambda seen: abs(seen - level))
        return self.drawn[nearest] * ANGLES[nearest] / ANGLES[level]
