"""What a build costs in a process that remembers the builds before it, as a share of a build that remembers nothing.

    python benchmarks/bench_memo.py [rounds]

Every figure is CPU time, the median of rounds that take turns. ``full`` is a build with ``"memo": False``, ``late``
one in which only the last feature's parameter is another one than before; ``script`` is the script with its checks
and its bill of materials, ``GLB`` the whole job. Then 100 parts of which one changes. The last table is the price of
the first build with memory against one without, on scripts of several kinds, each pair in two forked processes.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cadwidgets import samples
from cadwidgets.service.builds import run
from cadwidgets.service.builds.memo.operations import MEMO

ROUNDS = 5
PLATE = """
length = 160.0
last = 3.0
body = cq.Workplane().box(length, 100, 10)
body = body.edges("|Z").fillet(8)
for number in range(8):
    x, y = -56 + 16 * number, 30 if number % 2 else -30
    body = body.faces(">Z").workplane(origin=(x, y, 5)).circle(5 + number / 10).extrude(6 + number / 2)
    body = body.faces("<Z").workplane(origin=(x, y, -5)).circle(2).cutBlind(-8)
for number in range(5):
    body = body.faces(">Z[1]").workplane(origin=(-40 + 20 * number, 0, 5)).rect(8, 12).cutBlind(-3 - number / 4)
body = body.faces("<Z").edges("%LINE").chamfer(0.6)
body = body.faces(">X").workplane(origin=(0, 0, 0)).circle(last).cutBlind(-12)
show_object(body)
"""
PARTS = """
size = 2.0
model = cq.Assembly(name="frame")
for number in range(100):
    width = 12 + number / 10
    hole = size if number == 40 else 2 + number / 200
    part = cq.Workplane().box(width, 10, 6).edges("|Z").fillet(1.5).faces(">Z").workplane().hole(2 * hole)
    part = part.faces(">X").workplane().circle(1.2).cutBlind(-2)
    model.add(part, name=f"part_{number}", loc=cq.Location((20 * (number % 10), 20 * (number // 10), 0)))
show_object(model)
"""


def cpu(action: Callable[[], Any]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


@contextmanager
def clocked(stages: dict[str, float]) -> Any:
    """CPU seconds instead of wall seconds in every stage of a job."""
    original = run._Clock.stage

    @contextmanager
    def stage(self: Any, name: str) -> Any:
        start = time.process_time()
        yield
        stages[name] = time.process_time() - start

    run._Clock.stage = stage
    try:
        yield
    finally:
        run._Clock.stage = original


def build(script: str, values: Mapping[str, Any], memo: bool = True) -> dict[str, float]:
    """CPU seconds of the stages of a job for a GLB, of the whole job (``job``), and its hits and misses."""
    stages: dict[str, float] = {}
    job = {"op": "build", "script": script, "type": "GLB", "values": values, "memo": memo}
    with tempfile.TemporaryDirectory() as folder, clocked(stages):
        frames: list[dict[str, Any]] = []
        whole = cpu(lambda: frames.append(run.run_job(job, Path(folder))))
    (frame,) = frames
    told = frame["ok"]["memo"]
    return stages | {"job": whole, "hits": told["hits"], "misses": told["misses"]}


def rebuilds(script: str, name: str, start: float, rounds: int) -> None:
    """A full and a late rebuild in turns; every value of the late one is new."""
    MEMO.forget()
    build(script, {name: start})
    full, late = [], []
    for turn in range(rounds):
        value = start + 0.05 * (turn + 1)
        full.append(build(script, {name: value}, memo=False))
        late.append(build(script, {name: value}))
    for stage, told in (("run", "script"), ("job", "GLB")):
        one, other = (statistics.median(entry[stage] for entry in entries) for entries in (full, late))
        ratio = statistics.median(b[stage] / a[stage] for a, b in zip(full, late, strict=True))
        print(f"  {told:8} full {one * 1000:8.1f} ms   late {other * 1000:8.1f} ms   share {ratio:5.2f}")
    print(f"  {late[-1]['hits']:.0f} remembered, {late[-1]['misses']:.0f} computed")
    print(f"  between builds {cpu(MEMO.tidy) * 1000:.1f} ms")


def first(script: str, memo: bool) -> float:
    """CPU seconds of the script of a first build, in a process of its own."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.write(writing, json.dumps(build(script, {}, memo)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = json.load(answer)
    os.wait()
    return float(told["run"])


def first_builds(scripts: Mapping[str, str], rounds: int) -> None:
    for name, script in scripts.items():
        pairs = [(first(script, False), first(script, True)) for _ in range(rounds)]
        without, memory = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for other, one in pairs)
        print(f"  {name:18} {without * 1000:8.1f} ms   with memory {memory * 1000:8.1f} ms   ratio {ratio:5.3f}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    run.prepare()
    print("one plate of 25 features, the last one changes")
    rebuilds(PLATE, "last", 3.0, rounds)
    print("100 different parts, one changes")
    rebuilds(PARTS, "size", 2.0, rounds)
    print("first build, script")
    first_builds({"plate": PLATE, "parts": PARTS} | {one.name: one.text for one in samples.SAMPLES}, rounds)


if __name__ == "__main__":
    main()
