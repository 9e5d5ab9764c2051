"""Python's garbage, collected where it holds up least.

A process that stays holds what its builds remember: some hundred thousand objects, and Python's full collection walks
through them all. It starts one in the middle of any build as soon as there are a quarter more objects than at the last
(Python documentation, ``gc.set_threshold``). One at the end of a long build leaves none for the short ones after it.
"""

from __future__ import annotations

import gc
from time import perf_counter

_TIMES = 20.0
"""How many times longer than a collection the builds since the last one must have taken: it is 5 % of them at most."""


class Collector:
    """Collects after builds that took long. Whatever it does not collect, Python does in its own time."""

    def __init__(self) -> None:
        self._worked = 0.0
        self._took = 0.0

    def after(self, seconds: float) -> None:
        """A build has ended that took so many."""
        self._worked += seconds
        if self._worked >= _TIMES * self._took:
            begun = perf_counter()
            gc.collect()
            self._took, self._worked = perf_counter() - begun, 0.0
