"""Metric screw threads: coarse pitches, the proportions of the profile, and how a thread may be shown."""

from __future__ import annotations

import math
from collections.abc import Mapping

from cadwidgets.service.catalog.model import Configuration, Option

THREAD = Option("thread", "Thread", ("simplified", "real"))
"""A cylinder of the nominal diameter (in a nut, a hole of the minor one), or the thread itself."""

COARSE_PITCH: Mapping[float, float] = {
    1.6: 0.35,
    2: 0.4,
    2.5: 0.45,
    3: 0.5,
    3.5: 0.6,
    4: 0.7,
    5: 0.8,
    6: 1,
    8: 1.25,
    10: 1.5,
    12: 1.75,
    14: 2,
    16: 2,
    18: 2.5,
    20: 2.5,
    22: 2.5,
    24: 3,
    27: 3,
    30: 3.5,
    33: 3.5,
    36: 4,
}
"""By nominal diameter, both in mm: ISO 261."""

EXTERNAL_DEPTH = 0.613434
"""From the major diameter to the root of a screw's thread, in pitches: ISO 724, (d - d3) / 2."""


def is_real(configuration: Configuration) -> bool:
    """Whether the thread itself is asked for."""
    return configuration.option(THREAD.symbol) == THREAD.values[1]


def pitch_diameter(d: float, pitch: float) -> float:
    """Where thread and groove are equally wide: d2 = d - 0.649519 P (ISO 68-1, ISO 724)."""
    return d - 0.649519 * pitch


def groove_volume(d: float, pitch: float, length: float) -> float:
    """What a cylinder of diameter d has more (mm³) than a thread, which has about the volume of its pitch cylinder."""
    return math.pi / 4 * (d**2 - pitch_diameter(d, pitch) ** 2) * length
