"""Hundreds of variants of one script: through the service, and in a loop of CadQuery alone, taking turns.

    python benchmarks/bench_sweep.py [variants] [rounds] [threads]

Both sides build the same variants and give the same numbers: volume, area, box, centre, moments. The loop has one warm
process, the service as many as it has slots, sandbox and checks and all, and HTTP around them; it remembers nothing
(``memo`` is off), and every round has other values, so that no answer is kept from one before. Ratio: the builds per
second of the service over those of the loop.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from local_service import KEY, direct
from sides import Side
from sweep_values import Values, variants

from cadwidgets import samples
from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.model_properties import model_properties
from cadwidgets.contract.properties import ModelProperties
from cadwidgets.contract.requests import BuildRequest

DEFAULTS = (500, 5, 3)
"""Variants, rounds, threads."""
WARM_UP = 8
"""Variants that both sides build before anything is measured."""


def numbers(properties: ModelProperties) -> list[float]:
    """In the order of the other side."""
    rows = properties.inertia or ()
    return [properties.volume, properties.area, *properties.bounding_box, *(properties.center or ()), *chain(*rows)]


def sweep(client: BuildClient, script: str, chosen: Sequence[Values], threads: int) -> tuple[float, list[list[float]]]:
    """Wall seconds of all variants through the service, and their numbers."""

    def build(values: Values) -> list[float]:
        request = BuildRequest.of(script=script, values=values, options={"memo": False})
        measured = model_properties(client, request)
        if measured.cached:
            raise RuntimeError("an answer came from the cache")
        return numbers(measured.properties)

    begun = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(build, chosen))
    return time.perf_counter() - begun, found


def difference(one: Sequence[float], other: Sequence[float]) -> float:
    """The largest relative difference of volume, area, box, centre and moments, each against the largest of its kind: a
    centre on an axis is no more than rounding away from 0."""
    kinds = ((0, 1), (1, 2), (2, 8), (8, 11), (11, 20))
    apart = []
    for first, end in kinds:
        size = max(map(abs, other[first:end]))
        apart += [abs(a - b) / size for a, b in zip(one[first:end], other[first:end], strict=True)]
    return max(apart) if len(one) == len(other) == 20 else math.inf


def main() -> None:
    given = [int(text) for text in sys.argv[1:4]]
    count, rounds, threads = given + list(DEFAULTS[len(given) :])
    script, ratios, apart = samples.bracket.text, [], 0.0
    with direct() as url, Side("sweep_side.py") as loop:
        client = BuildClient.at(url, KEY)
        for number in range(rounds + 1):
            chosen = variants(count if number else WARM_UP, seed=number)
            plain = loop.ask("loop", script=script, variants=chosen)
            seconds, found = sweep(client, script, chosen, threads)
            apart = max(apart, *map(difference, found, plain["numbers"]))
            if number:
                ratios.append(plain["seconds"] / seconds)
                rates = f"{count / plain['seconds']:6.2f} builds/s in a loop, {count / seconds:6.2f} by the service"
                print(f"round {number}: {rates}, ratio {ratios[-1]:.3f}", flush=True)
    print(f"median ratio {statistics.median(ratios):.3f}, largest relative difference {apart:.1e}")


if __name__ == "__main__":
    main()
