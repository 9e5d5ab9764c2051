"""How long something takes, and what many such times come to: shared by all benchmarks."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any


def cpu_seconds(action: Callable[[], Any]) -> float:
    """The CPU time of one call, of all threads of this process: other programs on the machine add little to it."""
    start = time.process_time()
    action()
    return time.process_time() - start


def wall_seconds(action: Callable[[], Any]) -> float:
    """What a clock on the wall shows for one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def least_cpu_seconds(action: Callable[[], Any], runs: int, prepare: Callable[[], Any] = lambda: None) -> float:
    """The least of some runs, since a busy machine only ever adds; ``prepare`` comes before each, uncounted."""
    found = []
    for _ in range(runs):
        prepare()
        found.append(cpu_seconds(action))
    return min(found)


def medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    """The median of each column of ``rounds``, in which all that is compared took its turn."""
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def geometric_mean(ratios: Sequence[float]) -> float:
    """The mean of ratios: twice as fast and half as fast come to as fast. NaN for none."""
    return math.exp(statistics.fmean(map(math.log, ratios))) if ratios else math.nan


def growth_exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The e of values ~ sizes ** e, by least squares on the logarithms of both. NaN for fewer than two sizes."""
    if len(set(sizes)) < 2:
        return math.nan
    line = statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, values)))
    return line.slope
