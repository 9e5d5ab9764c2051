"""What must hold for the geometry of screws."""

from __future__ import annotations

from collections.abc import Mapping

from facts import Facts
from measures import above, across_flats, below, cylinder, levels

SOCKET_HEAD = Facts(
    {
        "d": cylinder("d"),
        "l": below(),
        "dk": cylinder("dk"),
        "k": above(),
        "s": across_flats("s"),
        "t": levels("t"),
    },
    elsewhere={
        "P": "the thread is simplified to a cylinder; its depth is the chamfer of the point",
        "b": "the thread is simplified",
        "thread": "the thread is simplified",
        "v": "the chamfer of the head: see the volume",
    },
)

FACTS: Mapping[str, Facts] = {"iso4762": SOCKET_HEAD}
