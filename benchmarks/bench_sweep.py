"""Hundreds of variants of one script: a sweep, and a loop of CadQuery alone, taking turns.

    python benchmarks/bench_sweep.py [variants] [rounds]

Both sides build the same variants and give the same numbers: volume, area, box, centre, moments. The loop has one warm
process, the service as many as it has slots, sandbox and checks and all, and HTTP around them; it remembers nothing
(``memo`` is off), and every round has other values, so that no answer is kept from one before. Ratio: the builds per
second of the service over those of the loop.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from local_service import KEY, direct
from sides import Side
from sweep_values import Values, variants

from cadwidgets import connect, samples
from cadwidgets.contract.design_row import RESULTS, DesignRow
from cadwidgets.variants.building import VariantBuilder
from cadwidgets.variants.model import VariantModel

NAMES = [name for name in RESULTS if name not in ("mass", "cost")]
"""What a row tells of every model."""
DEFAULTS = (500, 5)
"""Variants, rounds."""
WARM_UP = 8
"""Variants that both sides build before anything is measured."""


def numbers(row: DesignRow) -> list[float]:
    """In the order of `of_loop`."""
    if row.cached or not row.done:
        raise RuntimeError(f"nothing was built: {row}")
    return [row.results[name] for name in NAMES]


def of_loop(told: Sequence[float]) -> list[float]:
    """Volume, area, the sides of the box, the centre, and the moments along the axes."""
    box, moments = told[2:8], told[11:20]
    sides = [high - low for low, high in zip(box[:3], box[3:], strict=True)]
    return [*told[:2], *sides, *told[8:11], *moments[::4]]


def sweep(model: VariantModel, chosen: Sequence[Values]) -> tuple[float, list[list[float]]]:
    """Wall seconds of all variants as a sweep builds them, and their numbers."""
    builder = VariantBuilder(model)
    points = [model.values(values) for values in chosen]
    begun = time.perf_counter()
    rows = builder.all(points)
    return time.perf_counter() - begun, [numbers(row) for row in rows]


def difference(one: Sequence[float], other: Sequence[float]) -> float:
    """The largest relative difference of volume, area, sides, centre and moments, each against the largest of its kind:
    a centre on an axis is no more than rounding away from 0."""
    kinds = ((0, 1), (1, 2), (2, 5), (5, 8), (8, 11))
    apart = []
    for first, end in kinds:
        size = max(map(abs, other[first:end]))
        apart += [abs(a - b) / size for a, b in zip(one[first:end], other[first:end], strict=True)]
    return max(apart)


def main() -> None:
    given = [int(text) for text in sys.argv[1:3]]
    count, rounds = given + list(DEFAULTS[len(given) :])
    script, ratios, apart = samples.bracket.text, [], 0.0
    with direct() as url, Side("sweep_side.py") as loop:
        source = connect(build_url=url, build_key=KEY)
        model = replace(VariantModel.of(source, script=script), memo=False)
        for number in range(rounds + 1):
            chosen = variants(count if number else WARM_UP, seed=number)
            plain = loop.ask("loop", script=script, variants=chosen)
            seconds, found = sweep(model, chosen)
            apart = max(apart, *map(difference, found, map(of_loop, plain["numbers"])))
            if number:
                ratios.append(plain["seconds"] / seconds)
                rates = f"{count / plain['seconds']:6.2f} builds/s in a loop, {count / seconds:6.2f} by the sweep"
                print(f"round {number}: {rates}, ratio {ratios[-1]:.3f}", flush=True)
    print(f"median ratio {statistics.median(ratios):.3f}, largest relative difference {apart:.1e}")


if __name__ == "__main__":
    main()
