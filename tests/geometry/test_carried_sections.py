"""The areas that a section's file carries: told as they were noted, or refused."""

from __future__ import annotations

from typing import Any

import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.carried_sections import carried_sections
from cadwidgets.geometry.glb import read_glb, write_glb


def test_a_file_tells_the_parts_of_each_plane_and_may_have_no_triangle() -> None:
    told = [{"area": 3.0, "parts": [["lid", 1.0], ["box", 2.0]]}, {"area": 0.0, "parts": []}]
    data = write_glb([], "mm", {"sections": told})
    assert carried_sections(data) == ((("lid", 1.0), ("box", 2.0)), ())
    assert len(read_glb(data).triangles) == 0


@pytest.mark.parametrize(
    "told",
    [
        None,
        5,
        "text",
        [5],
        [{}],
        [{"parts": 5}],
        [{"parts": [["lid"]]}],
        [{"parts": [["lid", 1.0, 2.0]]}],
        [{"parts": [[5, 1.0]]}],
        [{"parts": [["lid", None]]}],
        [{"parts": [["lid", -1.0]]}],
        [{"parts": [["lid", "much"]]}],
    ],
)
def test_anything_else_is_no_section(told: Any) -> None:
    with pytest.raises(GeometryError, match="section"):
        carried_sections(write_glb([], "mm", {"sections": told}))
