"""What an explorer holds is bounded, however many values it has seen."""

from __future__ import annotations

import gc
import sys
from typing import Any

import ipywidgets
import pytest

from cadwidgets.sources import Sources
from cadwidgets.widgets.model_explorer import ModelExplorer

BOX = """
width = 10.0  # [1:1:60] mm  Width
height = 10.0 # [1:1:60] mm  Height
show_object(cq.Workplane().box(width, height, 2))
"""
ALL_FULL = 220
"""Changes: the longest memory of an explorer is that of its steps to undo, which are 200."""
MORE = 220
A_FEW = 10
"""Objects: a model that is held has dozens, with its answer, its numbers and the arrays of its mesh."""


@pytest.mark.long
def test_of_hundreds_of_builds_nothing_is_left_beyond_what_an_explorer_remembers(ours: Sources) -> None:
    explorer = ModelExplorer(script=BOX, source=ours, ahead=False)
    explorer.wait()
    _move(explorer, range(ALL_FULL))
    before = _held()
    _move(explorer, range(ALL_FULL, ALL_FULL + MORE))
    after = _held()
    assert after["widgets"] == before["widgets"]
    assert after["objects"] - before["objects"] < A_FEW * MORE


def _move(explorer: ModelExplorer, steps: range) -> None:
    for step in steps:
        explorer.params = {"width": 1 + step % 60, "height": 1 + step // 60}
        explorer.wait()
        assert explorer.status == "ready"


def _held() -> dict[str, Any]:
    gc.collect()
    return {"objects": sys.getallocatedblocks(), "widgets": len(ipywidgets.widget._instances)}
