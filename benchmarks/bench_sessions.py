"""What it saves that a process is forked ahead, and that one stays: the same build by each kind, taking turns.

    python benchmarks/bench_sessions.py [rounds]

``forked for it``: the job waits for the fork, as one does that comes right after another. ``forked ahead``: a process
takes it that waits and has touched its memory already. ``session``: a process takes it that has built the script with
another value before. Each figure is the median of all rounds, in ms: from the job to its outcome, and of that the
stages that the build itself counts.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from cadwidgets import samples
from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.pool import WorkerPool

ROUNDS = 15
SPARE_SECONDS = 1.0
"""Until a process forked ahead is warm, also on a busy machine."""
BOX = "width = 10.0\nshow_object(cq.Workplane().box(width, 20, 30).edges('|Z').fillet(2))"
MODELS = {
    "box": (BOX, "width", (10, 12)),
    "bracket": (samples.bracket.text, "width", (30, 32)),
    "enclosure": (samples.enclosure.text, "inner_length", (100, 102)),
}
KINDS = ("forked ahead", "forked for it", "session")


async def build(pool: WorkerPool, scratch: Path, job: Mapping[str, object], session: str) -> tuple[float, float]:
    """Milliseconds of one build, and of its stages. Raises RuntimeError when it fails."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        start = time.perf_counter()
        outcome = await pool.run(job, Path(folder), session=session)
        taken = time.perf_counter() - start
    if "ok" not in outcome.frame:
        raise RuntimeError(f"a build failed: {outcome.frame}")
    return 1000 * taken, 1000 * sum(outcome.frame["ok"]["timings"].values())


async def measure(pool: WorkerPool, scratch: Path, name: str, rounds: int) -> None:
    script, parameter, values = MODELS[name]
    taken: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
    for value in itertools.islice(itertools.cycle(values), rounds + 1):
        job = {"op": "build", "script": script, "type": "STL", "values": {parameter: str(value)}}
        await asyncio.sleep(SPARE_SECONDS)
        for kind in KINDS:  # the second one comes too soon for another one forked ahead
            taken[kind].append(await build(pool, scratch, job, name if kind == "session" else ""))
    for kind, figures in taken.items():
        whole, stages = (statistics.median(column) for column in zip(*figures[1:], strict=True))
        print(f"{name:10}  {kind:14}  {whole:7.1f} ms, of which its stages {stages:7.1f} ms")


async def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        scratch = Path(folder)
        pool = WorkerPool(children=1, scratch=scratch, confinement=probe(Isolation(allow_root=True), scratch))
        try:
            await build(pool, scratch, {"op": "parameters", "script": BOX}, "")
            for name in MODELS:
                await measure(pool, scratch, name, rounds)
        finally:
            await pool.close()


if __name__ == "__main__":
    asyncio.run(main())
