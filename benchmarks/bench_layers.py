"""What the layers around a build cost: the same job at every level of isolation that this machine has, taking turns.

    python benchmarks/bench_layers.py [rounds]

L0 is the bare fork. Each figure is the time from the job to its outcome, the median of all rounds. The small job reads
a script's parameters and so is little but the fork and its layers; the other one is a build. The aim is that the layers
add at most 10 ms to either. What bubblewrap costs once is told by the starts.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import LEVELS, Isolation
from cadwidgets.service.workers.pool import WorkerPool

ROUNDS = 60
SCRIPT = "show_object(cq.Workplane().box(10, 20, 30).edges('|Z').fillet(2))"
JOBS = {
    "parameters": {"op": "parameters", "script": SCRIPT},
    "box as STL": {"op": "build", "script": SCRIPT, "type": "STL"},
}


async def seconds(pool: WorkerPool, scratch: Path, job: str) -> float:
    """The wall time of one job. Raises RuntimeError when it fails."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        start = time.perf_counter()
        outcome = await pool.run(JOBS[job], Path(folder))
        taken = time.perf_counter() - start
    if "ok" not in outcome.frame:
        raise RuntimeError(f"{job} failed: {outcome.frame}")
    return taken


async def measure(pools: dict[str, WorkerPool], scratch: Path, rounds: int) -> None:
    for level, pool in pools.items():
        print(f"{level}  start and first job {await seconds(pool, scratch, 'parameters'):6.2f} s")
    for job in JOBS:
        turns = [[await seconds(pool, scratch, job) for pool in pools.values()] for _ in range(rounds)]
        bare = statistics.median(turn[0] for turn in turns)
        for level, column in zip(pools, zip(*turns, strict=True), strict=True):
            more = statistics.median(column) - bare
            print(f"{level}  {job}  median {1000 * (bare + more):6.1f} ms, {1000 * more:+6.1f} ms to the bare fork")


async def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        scratch = Path(folder)
        found = {level: probe(Isolation(level=level, allow_root=True), scratch) for level in LEVELS}
        for level, one in found.items():
            if one.refusal:
                print(f"{level}  {one.refusal}")
        pools = {
            level: WorkerPool(children=1, scratch=scratch, confinement=one)
            for level, one in found.items()
            if not one.refusal
        }
        try:
            await measure(pools, scratch, rounds)
        finally:
            for pool in pools.values():
                await pool.close()


if __name__ == "__main__":
    asyncio.run(main())
