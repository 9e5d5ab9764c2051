"""All that is told about speed, measured in one run and written as one page.

    python benchmarks [--quick] [--only arrays,slider,...] [--peer-python PATH] [--output docs/performance.md]

PATH is the Python of an environment that has benchmarks/peer-requirements.txt installed; without it jupyter-cadquery is
left out. A full run takes about a quarter of an hour on a quiet machine, a quick one two minutes. Scripts named
bench_*.py in this folder measure single things in more detail and print what they find.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import browser
import growth
import incremental
import profile_stages
import readers
import shape_to_arrays
import slider
from local_service import Service, service
from report import Section, write_page
from scale import FULL, QUICK, TINY
from sides import Side

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
SCALES = {"full": FULL, "quick": QUICK, "tiny": TINY}


class Run:
    """One run: what its parts share is started when the first of them needs it, and ends with the run."""

    def __init__(self, stack: ExitStack, scale: str, peer_python: str) -> None:
        self._stack, self.scale, self.peer_python = stack, SCALES[scale], peer_python

    @cached_property
    def kernel(self) -> Side:
        """Our side, in a process of its own."""
        return self._stack.enter_context(Side("kernel_side.py"))

    @cached_property
    def service(self) -> Service:
        """A service of our own."""
        return self._stack.enter_context(service())


PARTS: dict[str, Callable[[Run], Section]] = {
    "arrays": lambda run: shape_to_arrays.measure(run.scale, run.kernel, run.peer_python),
    "slider": lambda run: slider.measure(run.scale, run.kernel, run.service),
    "incremental": lambda run: incremental.measure(run.scale, run.service),
    "browser": lambda run: browser.measure(run.scale),
    "readers": lambda run: readers.measure(run.scale, run.peer_python),
    "growth": lambda run: growth.measure(run.scale, run.kernel),
    "profile": lambda run: profile_stages.measure(run.scale, run.kernel),
}
"""Each writes one section of the page, in this order."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser("benchmarks", description="Measure, and write the page about performance.")
    parser.add_argument("--quick", dest="scale", action="store_const", const="quick", default="full")
    parser.add_argument("--tiny", dest="scale", action="store_const", const="tiny", help="for the test of this program")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts of the page: {', '.join(PARTS)}")
    parser.add_argument("--peer-python", default="", help="a Python with peer-requirements.txt installed")
    parser.add_argument("--output", type=Path, default=PAGE)
    chosen = parser.parse_args(arguments)
    wanted = chosen.only.split(",")
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    sections = []
    with ExitStack() as stack:
        run = Run(stack, chosen.scale, chosen.peer_python)
        for name in (name for name in PARTS if name in wanted):
            print(f"== {name}", flush=True)
            sections.append(PARTS[name](run))
            print(sections[-1].markdown(), flush=True)
    write_page(chosen.output, sections, quick=chosen.scale != "full")
    print(f"written: {chosen.output}")


if __name__ == "__main__":
    main()
