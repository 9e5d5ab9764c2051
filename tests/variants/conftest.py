"""A small model, and a builder of its variants at the embedded service of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from cadwidgets import connect
from cadwidgets.variants.building import VariantBuilder
from cadwidgets.variants.journal import Journal
from cadwidgets.variants.model import VariantModel

BOX = """
import cadquery as cq
width = 40.0  # [1:100] mm
depth = 20.0  # [1:100] mm
fillet = 1.0  # [0.1:0.1:40] mm
result = cq.Workplane().box(width, depth, 10.0).edges("|Z").fillet(fillet)
"""
"""It fails where the fillet takes half of a side or more."""

Make = Callable[..., VariantBuilder]


@pytest.fixture(scope="session")
def box() -> VariantModel:
    return VariantModel.of(connect(), script=BOX)


@pytest.fixture
def builder(box: VariantModel, tmp_path: Path) -> Iterator[Make]:
    """``builder()``: with a journal of this test; another one finds what the first has built."""
    made: list[VariantBuilder] = []

    def make(executor: Executor | None = None, model: VariantModel = box, **more: bool) -> VariantBuilder:
        made.append(VariantBuilder(model, Journal(tmp_path / "journal", model.digest), executor, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()
