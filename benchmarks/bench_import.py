"""What starting costs: imports in fresh processes, and the service from its first instruction to its first build.

    python benchmarks/bench_import.py

Imports: the medians of processor time and memory, by turns, so that a busy machine slows all. The service: wall time
until it answers, and until its CAD kernel is loaded.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

REPEATS = 5
STARTS = 3
PATIENCE_SECONDS = 120.0
LEAN = "from cadwidgets.service.builds.lean_import import import_cadquery; import_cadquery()"
IMPORTS = {
    "import cadwidgets": "import cadwidgets",
    "import ipywidgets, pandas, pythreejs": "import ipywidgets, pandas, pythreejs",
    "%load_ext cadwidgets": "from IPython.testing.globalipapp import start_ipython\n"
    "shell = start_ipython()\nstart = time.process_time()\nshell.run_line_magic('load_ext', 'cadwidgets')",
    "import cadquery": "import cadquery",
    "the same without VTK": LEAN,
    "what forks for builds": f"{LEAN}\nfrom cadwidgets.service.builds import run\nrun.prepare()",
    "the service's own process": "import cadwidgets.service.serve",
}
TIMED = """
import resource, time
start = time.process_time()
{code}
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def cost(code: str) -> tuple[float, float]:
    """Processor seconds of ``code`` in a fresh interpreter, without its start, and the most memory it had (MB)."""
    ran = subprocess.run([sys.executable, "-c", TIMED.format(code=code)], capture_output=True, text=True, check=True)
    seconds, memory = ran.stdout.splitlines()[-1].split()
    return float(seconds), float(memory)


def start_of_service() -> tuple[float, float]:
    """Seconds until a service process answers, and until its CAD kernel is loaded."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        command = [sys.executable, "-m", "cadwidgets", "serve", "--port", "0", "--data-dir", folder]
        start = time.perf_counter()
        with subprocess.Popen(
            [*command, "--runtime-file", str(told)],
            env=os.environ | {"CADWIDGETS_SERVE_KEY": "bench"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                answers = _seconds_until(start, lambda: _workers(told) is not None)
                return answers, _seconds_until(start, lambda: _workers(told) == "ready")
            finally:
                process.terminate()


def _seconds_until(start: float, reached: Callable[[], bool]) -> float:
    while not reached():
        if time.perf_counter() - start > PATIENCE_SECONDS:
            raise TimeoutError("the service did not start")
        time.sleep(0.02)
    return time.perf_counter() - start


def _workers(told: Path) -> str | None:
    """What the service says of its workers; None before it answers."""
    try:
        url = json.loads(told.read_text())["url"]
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:  # noqa: S310 - our own, on loopback
            return str(json.load(answer)["workers"])
    except (OSError, urllib.error.URLError):
        return None


def main() -> None:
    rounds = [[cost(code) for code in IMPORTS.values()] for _ in range(REPEATS + 1)][1:]  # the first warms the disk
    print(f"{'processor time and memory, medians of ' + str(REPEATS):44}{'s':>8}{'MB':>8}")
    for name, costs in zip(IMPORTS, zip(*rounds, strict=True), strict=True):
        seconds, memory = (statistics.median(column) for column in zip(*costs, strict=True))
        print(f"{name:44}{seconds:8.3f}{memory:8.0f}")
    starts = [start_of_service() for _ in range(STARTS)]
    answers, ready = (statistics.median(column) for column in zip(*starts, strict=True))
    print(f"service answers after {answers:.2f} s, is ready to build after {ready:.2f} s (wall, medians of {STARTS})")


if __name__ == "__main__":
    main()
