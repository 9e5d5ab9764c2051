"""What must hold for the geometry of a family, and how its dimensions are measured. One module of facts a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import cadquery as cq
import pytest
from measures import Measure

from cadwidgets.service import catalog
from cadwidgets.service.builds.families import build_part
from cadwidgets.service.builds.parts import parts_of
from cadwidgets.service.catalog import Configuration

CLOSE = 1e-4
"""Relative, and in millimetres: how near a measured dimension is to that of the table."""


@dataclass(frozen=True)
class Facts:
    """``measures`` by symbol; ``elsewhere``: the symbols that the solid does not show, and why not.

    ``solids`` is how many solids there are; ``also`` checks what else must hold, such as a volume by hand.
    """

    measures: Mapping[str, Measure]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    solids: Callable[[Configuration], int] = lambda _: 1
    also: Callable[[cq.Shape, Configuration], None] = lambda _shape, _size: None


def check(family_id: str, part_number: str, facts: Facts) -> None:
    """Build the part and hold its geometry against the table: valid, closed, and every dimension as large as stated."""
    size = catalog.family(family_id).configuration(part_number)
    shape = shape_of(family_id, part_number)
    solids = shape.Solids()
    assert len(solids) == facts.solids(size), part_number
    assert all(solid.isValid() and solid.Volume() > 0 for solid in solids), part_number
    assert all(shell.isValid() and shell.Closed() for shell in shape.Shells()), part_number
    assert {known.symbol for known in size.dimensions} == set(facts.measures) | set(facts.elsewhere), part_number
    for symbol, measure in facts.measures.items():
        found = measure(shape, size)
        assert found == pytest.approx(size[symbol], rel=CLOSE, abs=CLOSE), f"{part_number}: {symbol}"
    facts.also(shape, size)


def shape_of(family_id: str, part_number: str) -> cq.Shape:
    """The part as one shape; of an assembly, all parts at their places."""
    shapes = [part.shape for part in parts_of(build_part(family_id, part_number))]
    return shapes[0] if len(shapes) == 1 else cq.Compound.makeCompound(shapes)
