"""What ``import cadwidgets`` costs beside the libraries that a user of widgets loads anyway.

Fresh processes, alternating, so that a busy machine slows both; the medians and their ratio are printed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

REPEATS = 9
OURS = "import cadwidgets"
THEIRS = "import ipywidgets, pandas, pythreejs"
TIMED = "import time; start = time.perf_counter(); {code}; print(time.perf_counter() - start)"


def seconds(code: str) -> float:
    """The wall time of ``code`` in a fresh interpreter, without the interpreter's own start."""
    ran = subprocess.run([sys.executable, "-c", TIMED.format(code=code)], capture_output=True, text=True, check=True)
    return float(ran.stdout)


def main() -> None:
    rounds = [(seconds(OURS), seconds(THEIRS)) for _ in range(REPEATS + 1)][1:]  # the first warms the disk cache
    ours, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{OURS}: {1000 * ours:.1f} ms (median of {REPEATS})")
    print(f"{THEIRS}: {1000 * theirs:.1f} ms")
    print(f"ratio: {ours / theirs:.4f}")


if __name__ == "__main__":
    main()
