"""What catalog parts cost in a model: a plate with 12 of them against the same plate with 12 plain cylinders.

    python benchmarks/bench_model_parts.py [rounds]

Every figure is CPU time, the median of rounds that take turns; each build is what a worker does for a GLB, in a process
that is forked after `prepare`, as a worker's is. The last lines tell what `prepare` costs, and how much of that is the
catalog, which every script with parts or sizes would otherwise read for itself.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from timing import cpu_seconds

from cadwidgets.service.builds.catalog_parts import load_families
from cadwidgets.service.builds.run import prepare, run_job

ROUNDS = 5
PLATE = """
plate = cq.Workplane().box(160, 60, 8)
places = [(x, y) for x in range(-70, 71, 28) for y in (-20, 20)]
plate = plate.faces(">Z").workplane().pushPoints(places).hole(6.6)
model = cq.Assembly(name="cover").add(plate, name="plate")
{thing}
for number, (x, y) in enumerate(places):
    model.add(thing, name=f"thing_{{number}}", loc=cq.Location((x, y, 4)))
show_object(model)
"""
PLAIN = PLATE.format(thing="thing = cq.Workplane().circle(3).extrude(-20).faces('>Z').workplane().circle(5).extrude(6)")
CATALOG = PLATE.format(thing='thing = part("ISO 4762", "M6x20")')


def build(script: str) -> dict[str, Any]:
    """CPU seconds of a build in a process of its own, and the size of its GLB."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        with tempfile.TemporaryDirectory() as folder:
            start = time.process_time()
            frame = run_job({"op": "build", "script": script, "type": "GLB"}, Path(folder))
            told = {"seconds": time.process_time() - start}
            told["kB"] = (Path(folder) / frame["ok"]["file"]).stat().st_size / 1000
        os.write(writing, json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = json.load(answer)
    os.wait()
    return told


def main() -> None:
    catalog = cpu_seconds(load_families)
    rest = cpu_seconds(prepare)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    pairs = [(build(PLAIN), build(CATALOG)) for _ in range(rounds)]
    for name, told in zip(("12 cylinders", "12 catalog parts"), zip(*pairs, strict=True), strict=True):
        middle = statistics.median(one["seconds"] for one in told)
        print(f"{name:18} median {middle * 1000:7.1f} ms   {told[0]['kB']:7.1f} kB of GLB")
    ratio = statistics.median(catalog["seconds"] / plain["seconds"] for plain, catalog in pairs)
    print(f"ratio              median {ratio:7.2f}")
    print(f"prepare, once      catalog {catalog * 1000:6.1f} ms, all else {rest * 1000:.1f} ms")


if __name__ == "__main__":
    main()
