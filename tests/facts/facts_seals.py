"""What must hold for the geometry of seals."""

from __future__ import annotations

import math
from collections.abc import Mapping

import cadquery as cq
import pytest
from facts import Facts
from measures import bore, section

from cadwidgets.service.catalog import Configuration


def has_the_volume_of_a_torus(shape: cq.Shape, size: Configuration) -> None:
    """Section times the way of its centre, by hand."""
    by_hand = math.pi / 4 * size["d2"] ** 2 * math.pi * (size["d1"] + size["d2"])
    assert shape.Volume() == pytest.approx(by_hand, rel=1e-6), size.part_number


O_RING = Facts({"d1": bore(), "d2": section("d2")}, also=has_the_volume_of_a_torus)

FACTS: Mapping[str, Facts] = {"as568": O_RING, "metric_o_rings": O_RING}
