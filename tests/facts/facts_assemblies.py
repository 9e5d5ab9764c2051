"""What must hold for the geometry of assemblies."""

from __future__ import annotations

from collections.abc import Mapping

from facts import Facts
from measures import above, across_flats, below, cylinder, levels

FACTS: Mapping[str, Facts] = {
    "screw_with_washer": Facts(
        {
            "d": cylinder("d"),
            "l": below(),
            "dk": cylinder("dk"),
            "k": above(),
            "s": across_flats("s"),
            "d1": cylinder("d1"),
            "d2": cylinder("d2"),
            "h": levels("h"),
        },
        elsewhere={"P": "the thread is simplified"},
        solids=lambda _: 2,
    ),
}
