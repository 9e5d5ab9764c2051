"""From a click on a heading, or a scroll step, to the frame in which the rows of a large design table are painted.

    python benchmarks/bench_design_grid.py [rows]

A design table in JupyterLab in headless Chromium, which draws it as on any machine without a graphics card. It is
sorted by each of several columns, both ways, and scrolled in 200 steps: with page keys, with the wheel, and in jumps as
the thumb of a scroll bar makes them. The aim, for 10,000 rows: 200 ms at the 95th percentile.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

BROWSER_TESTS = Path(__file__).parents[1] / "tests" / "browser"
sys.path.insert(0, str(BROWSER_TESTS))
from grid_timing import percentile, times_of_table  # noqa: E402

AIM_MILLISECONDS = 200


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    told = times_of_table(rows)
    print(f"{rows} rows{'':<10} {'median':>8} {'95 %':>8} {'most':>8}   (ms)")
    for name, times in {"sort": told.sorts, **told.scrolls, "all scrolling": told.all_scrolls}.items():
        high = percentile(times, 95)
        over = f"   more than {AIM_MILLISECONDS} ms" if high > AIM_MILLISECONDS else ""
        print(f"{name:<18} {statistics.median(times):8.0f} {high:8.0f} {max(times):8.0f}{over}")
    print(
        f"at most {told.most_rows} rows in the page; JavaScript held {told.heap[0]:.1f} MB, then {told.heap[1]:.1f} MB"
    )


if __name__ == "__main__":
    main()
