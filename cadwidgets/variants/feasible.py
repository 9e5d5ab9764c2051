"""Which part of a parameter's range has failed so far, by all builds of a model that are known.

The rules, for one parameter at the present values of all others:

* A zone is *certain* where builds with the same values of all others failed, one after the other along the range. It
  ends half way to the next value that was built and came, or at the range's end.
* A zone is *probable* where every build failed, whatever the other values were, and at least two did at one place: at
  one step of the slider. It ends half way to the next value that ever came, or at the range's end.
* Where no build has ever come, nothing tells where failing ends: a zone is only as wide as what was built. One value
  that failed, and no other beside it, tells nothing about this parameter: any other may be the cause.
* Of whole numbers, sizes and choices single places are known, and nothing about what is between them.

So a zone never holds a value that came with the same other values: one that does so later takes its place away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

_LEAST_AT_ONE_PLACE = 2
_LEAST_PLACES = 2
_MOST_STEPS = 4096
"""A finer slider's places are no longer told apart."""


@dataclass(frozen=True, eq=False)
class Along:
    """Builds along one parameter: its ``values``, the number of each one's ``failure`` (-1 for a model that came), and
    whether all other values were those of ``here``."""

    values: NDArray[np.float64]
    failure: NDArray[np.intp]
    here: NDArray[np.bool_]

    def only_here(self) -> Along:
        """Those with the same other values."""
        return self._of(self.here)

    def within(self, scale: Scale) -> Along:
        """Those on the scale; a guessed range may have been left."""
        return self._of((scale.low <= self.values) & (self.values <= scale.high))

    def _of(self, chosen: NDArray[np.bool_]) -> Along:
        return Along(self.values[chosen], self.failure[chosen], self.here[chosen])


@dataclass(frozen=True)
class Scale:
    """The places of a parameter: from ``low`` to ``high``, a slider's ``step`` apart. With ``single`` only the places
    themselves exist, as of whole numbers."""

    low: float
    high: float
    step: float
    single: bool = False


@dataclass(frozen=True)
class Zone:
    """From ``low`` to ``high`` so many ``builds`` failed; ``failure`` is the number of the commonest failure."""

    low: float
    high: float
    builds: int
    failure: int
    certain: bool


def failed_zones(builds: Along, scale: Scale) -> tuple[Zone, ...]:
    """The zones, certain ones first, each kind ascending; no two of them share more than an edge."""
    if not (builds.failure >= 0).any():
        return ()
    certain = list(_zones(builds.only_here(), scale, certain=True))
    probable = _zones(builds, scale, certain=False)
    between = scale.step if scale.single else 0.0
    return (*certain, *(piece for zone in probable for piece in _outside(zone, certain, between)))


def nearest_edge(builds: Along, now: float) -> tuple[float, float] | None:
    """The nearest two neighbours along the parameter, ascending, of which one came and one failed with the same other
    values; None where there are none."""
    here = builds.only_here()
    order = np.argsort(here.values)
    values, failed = here.values[order], here.failure[order] >= 0
    edges = np.flatnonzero(failed[1:] != failed[:-1])
    if not len(edges):
        return None
    nearest = edges[np.abs(values[edges] + values[edges + 1] - 2 * now).argmin()]
    return float(values[nearest]), float(values[nearest + 1])


def _zones(builds: Along, scale: Scale, *, certain: bool) -> Iterator[Zone]:
    builds = builds.within(scale)
    at, place = np.unique(builds.values, return_inverse=True) if certain else _steps(builds.values, scale)
    tried, failures = np.bincount(place), np.bincount(place[builds.failure >= 0], minlength=len(at))
    failed = tried == failures
    if len(at) < _LEAST_PLACES:
        return
    least = 1 if certain else _LEAST_AT_ONE_PLACE
    for first, last in _runs(failed, at, scale):
        if failures[first : last + 1].max() >= least:
            inside = builds.failure[(first <= place) & (place <= last)]
            low, high = _reach(at, first, last, scale, came=not failed.all())
            yield Zone(low, high, len(inside), int(np.bincount(inside).argmax()), certain)


def _steps(values: NDArray[np.float64], scale: Scale) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The steps of the slider at which something was built, and the number of that of each value."""
    step = max(scale.step, (scale.high - scale.low) / _MOST_STEPS)
    steps = np.round((values - scale.low) / step).astype(np.intp)
    built = np.bincount(steps) > 0
    return np.asarray(scale.low + np.flatnonzero(built) * step, np.float64), (np.cumsum(built) - 1)[steps]


def _runs(failed: NDArray[np.bool_], at: NDArray[np.float64], scale: Scale) -> Iterator[tuple[int, int]]:
    """The first and the last of places that failed one after the other."""
    together = failed[1:] & failed[:-1]
    if scale.single:
        together &= np.diff(at) <= scale.step
    begins = failed & ~np.append(False, together)
    ends = failed & ~np.append(together, False)
    return zip(np.flatnonzero(begins).tolist(), np.flatnonzero(ends).tolist(), strict=True)


def _reach(at: NDArray[np.float64], first: int, last: int, scale: Scale, *, came: bool) -> tuple[float, float]:
    """From where to where a run of places that failed tells something."""
    low, high = float(at[first]), float(at[last])
    if scale.single or not came:
        return low, high
    before = scale.low if first == 0 else (float(at[first - 1]) + low) / 2
    after = scale.high if last == len(at) - 1 else (high + float(at[last + 1])) / 2
    return before, after


def _outside(zone: Zone, others: list[Zone], between: float) -> Iterator[Zone]:
    """What is left of a zone beside all ``others``, which ascend; single places are so far ``between`` each other."""
    low = zone.low
    for other in others:
        if other.low <= low and zone.high <= other.high:
            return
        if other.high < low or other.low > zone.high:
            continue
        if low < other.low:
            yield replace(zone, low=low, high=other.low - between)
        low = other.high + between
    if low < zone.high or (low == zone.high and (between or zone.low == zone.high)):
        yield replace(zone, low=low)
