"""What must hold for the geometry of assemblies."""

from __future__ import annotations

from collections.abc import Mapping

import cadquery as cq
import pytest
from facts import Facts
from facts_bearings import OVAL_FLANGE, PILLOW_BLOCK, SQUARE_FLANGE, insert_solids
from measures import Measure, above, across_flats, below, bore, cylinder, extent, levels, solid

from cadwidgets.service.catalog import Configuration


def bearing_unit(housing: Facts, middle: str, tilt: float) -> Facts:
    """The facts of the housing, which is the first solid, and of the bearing: its sizes, and that it fits.

    The middle of the bearing must be at the height ``middle`` on the z axis, its axis tilted by ``tilt`` degrees to y.
    """

    def insert(measure: Measure) -> Measure:
        def found(shape: cq.Shape, size: Configuration) -> float:
            seat = cq.Location(cq.Vector(0, 0, size[middle]), cq.Vector(1, 0, 0), tilt)
            return measure(cq.Compound.makeCompound(shape.Solids()[1:]).moved(seat.inverse), size)

        return found

    def seated(shape: cq.Shape, size: Configuration) -> None:
        block, inner, outer, *_ = shape.Solids()
        assert block.distance(outer) == pytest.approx(0.0, abs=1e-6)
        assert block.intersect(outer).Volume() == pytest.approx(0.0, abs=1e-6)
        assert block.distance(inner) > 0
        assert outer.Center().toTuple() == pytest.approx((0, 0, size[middle]), abs=1e-6)

    return Facts(
        {
            "d": insert(bore()),
            "B": insert(solid(0, extent("z"))),
            "S": insert(below()),
            **{symbol: solid(0, measure) for symbol, measure in housing.measures.items()},
        },
        solids=lambda size: 1 + insert_solids(size["d"], size["Da"]),
        also=seated,
    )


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
    "pillow_block_unit": bearing_unit(PILLOW_BLOCK, "H", 90),
    "square_flange_unit": bearing_unit(SQUARE_FLANGE, "A2", 0),
    "oval_flange_unit": bearing_unit(OVAL_FLANGE, "A2", 0),
}
