"""How much a run measures: all of it, or so little that it ends within minutes."""

from __future__ import annotations

from dataclasses import dataclass

FIELD = ("bracket", "bearing", "lego_2x4", "bottle", "bolt", "gear", "thread_cut", "enclosure", "assembly")
LARGE_OF_THE_FIELD = ("lego_16x16", "plate_400")
OWN = ("perforated_plate", "gearbox", "manifold", "machine_table", "flange_pair")


@dataclass(frozen=True)
class Scale:
    """``rounds`` in which all sides take turns, the models by name, and the sizes at which growth is measured.

    ``dragged``: those of `slider.SLIDERS`; ``late``: those with a late parameter in `incremental`;
    ``read``: the triangles in `readers`; ``pixels``: those in `browser`.
    """

    rounds: int
    models: tuple[str, ...]
    dragged: tuple[str, ...]
    late: tuple[str, ...]
    holes: tuple[int, ...]
    triangles: tuple[int, ...]
    parts: tuple[int, ...]
    parameters: tuple[int, ...]
    read: int
    pixels: tuple[int, ...]


FULL = Scale(
    rounds=6,
    models=(*FIELD, *LARGE_OF_THE_FIELD, *OWN),
    dragged=("small", "bracket", "knob"),
    late=("gearbox", "manifold", "machine_table"),
    holes=(25, 100, 400, 1600),
    triangles=(10_000, 30_000, 100_000, 300_000, 1_000_000),
    parts=(10, 30, 100, 300, 1000, 2000),
    parameters=(1, 10, 50, 100, 200),
    read=1_000_000,
    pixels=(10_000, 100_000),
)
QUICK = Scale(
    rounds=3,
    models=("bracket", "bearing", "lego_2x4", "assembly", "perforated_plate"),
    dragged=("small", "bracket", "knob"),
    late=("manifold",),
    holes=(9, 25, 64),
    triangles=(1_000, 10_000),
    parts=(5, 20, 50),
    parameters=(1, 10, 50),
    read=100_000,
    pixels=(10_000,),
)
TINY = Scale(
    rounds=1,
    models=("bracket",),
    dragged=("small",),
    late=(),
    holes=(4, 9),
    triangles=(500, 2_000),
    parts=(2, 4),
    parameters=(1, 4),
    read=3_000,
    pixels=(1_000,),
)
"""For the test of the runner."""
