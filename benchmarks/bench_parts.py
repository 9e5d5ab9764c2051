"""How fast the catalog's parts are built, next to a plain box with rounded edges, side by side in one run.

    python benchmarks/bench_parts.py [parts of each family]

Every figure is CPU time. The box is CadQuery's own: ``Workplane().box(40, 30, 20).edges().fillet(2)``, the median of
builds between those of the parts. The parts are drawn at random from every family, so that long lists such as the
screws' do not decide alone; "by family" tells the slowest. Target: a median part takes at most three boxes.
"""

from __future__ import annotations

import random
import statistics
import sys

import cadquery as cq
from OCP.OSD import OSD_ThreadPool
from timing import cpu_seconds

from cadwidgets.service import catalog
from cadwidgets.service.builds.families import build_part

PARTS = 10
SLOWEST = 12


def box() -> cq.Workplane:
    return cq.Workplane().box(40, 30, 20).edges().fillet(2)


def main() -> None:
    OSD_ThreadPool.DefaultPool_s().Init(1)  # as in a worker
    each = int(sys.argv[1]) if len(sys.argv) > 1 else PARTS
    parts: dict[str, list[float]] = {}
    boxes = [cpu_seconds(box) for _ in range(3)][1:]
    for family in catalog.families():
        numbers = random.sample(family.part_numbers, min(each, len(family.part_numbers)))
        parts[family.id] = [cpu_seconds(lambda f=family, n=number: build_part(f.id, n)) for number in numbers]
        boxes.append(cpu_seconds(box))
    every = [one for times in parts.values() for one in times]
    plain, median = statistics.median(boxes), statistics.median(every)
    count = sum(len(family.part_numbers) for family in catalog.families())
    print(f"{len(parts)} families, {count:,} part numbers; {len(every)} parts built")
    print(f"box with rounded edges  median {plain * 1000:7.1f} ms")
    print(f"part of the catalog     median {median * 1000:7.1f} ms  = {median / plain:.2f} boxes")
    print(f"by family, the slowest {SLOWEST}:")
    slowest = sorted(parts, key=lambda name: -statistics.median(parts[name]))[:SLOWEST]
    for name in slowest:
        middle = statistics.median(parts[name])
        print(f"  {name:32} median {middle * 1000:7.1f} ms  = {middle / plain:6.2f} boxes")


if __name__ == "__main__":
    main()
