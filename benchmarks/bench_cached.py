"""What an answer costs beside the script: a value already seen, and one that is new, through HTTP to arrays.

    python benchmarks/bench_cached.py [repetitions]

A service in a process of its own, the client in this one, a box with holes as GLB. Milliseconds, medians: wall time and
its parts, and the processor time of each side. The aims: below 8 ms for a value already seen; the script's own stages
plus 12 ms for a new one.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "facts"))
from running_service import RunningService, start_service, stop_service  # noqa: E402

from cadwidgets.clients.build import BuildClient  # noqa: E402
from cadwidgets.contract.requests import BuildRequest  # noqa: E402
from cadwidgets.geometry.built import BuiltModel  # noqa: E402

SCRIPT = """
width = 40.0
plate = cq.Workplane().box(width, 20, 5).faces(">Z").workplane()
show_object(plate.rarray(8, 8, 4, 2).hole(3))
"""
_TICKS = 100
"""The unit of processor times in /proc, per second."""


def service_cpu(service: RunningService) -> float:
    """Seconds of processor time of the service's own process, without its workers."""
    fields = Path(f"/proc/{service.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def measured(name: str, service: RunningService, count: int, once: Callable[[int], BuiltModel]) -> None:
    """Print the medians of ``count`` calls: the whole, and where it went."""
    found: dict[str, list[float]] = {}
    before = service_cpu(service)
    for number in range(count):
        wall, cpu = time.perf_counter(), time.process_time()
        built = once(number)
        assert len(built.mesh.triangles)
        wall, cpu, told = time.perf_counter() - wall, time.process_time() - cpu, built.timings
        stages = sum(told.get(stage, 0.0) for stage in ("parse", "run", "mesh", "read", "encode", "write"))
        worker = told.get("worker", 0.0)
        own = told["total"] - worker - told.get("wait", 0.0)
        parts = {"wall": wall, "client CPU": cpu, "script's stages": stages, "rest of the worker": worker - stages}
        parts |= {"service": own, "send": told["send"], "decode": told["decode"]}
        for part, seconds in parts.items():
            found.setdefault(part, []).append(1000 * seconds)
    print(f"{name}: service CPU {1000 * (service_cpu(service) - before) / count:.2f}", end="")
    for part, times in found.items():
        print(f", {part} {statistics.median(times):.2f}", end="")
    print(f", least wall {min(found['wall']):.2f}")


def main() -> None:
    """Measure both kinds of answer."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        service = start_service(Path(folder), "bench-key", "--classic-limit", "0")
        try:
            client = BuildClient.at(service.url, service.key)

            def build(width: float) -> BuiltModel:
                return client.build(BuildRequest.of(script=SCRIPT, type="GLB", values={"width": width}))

            build(40.5)
            measured("already seen", service, count, lambda number: build(40.5))
            measured("new", service, count // 4, lambda number: build(41.0 + number / 8))
        finally:
            stop_service(service)


if __name__ == "__main__":
    main()
