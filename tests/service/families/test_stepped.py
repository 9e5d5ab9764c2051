"""Solids of stacked sections, built face by face: valid, closed, and as large as the sections are by hand."""

from __future__ import annotations

import math

import pytest

from cadwidgets.service.builds.families.transmission.stepped import circle, stepped


@pytest.mark.parametrize(
    "sections",
    [
        [(30, 4)],
        [(30, 2), (20, 5)],
        [(20, 5), (30, 2)],
        [(30, 2), (20, 5), (25, 1), (10, 8)],
    ],
)
def test_the_volume_is_that_of_the_sections_without_the_bore(sections: list[tuple[float, float]]) -> None:
    solid = stepped([(circle(diameter), height) for diameter, height in sections], circle(6)).val()
    expected = sum(math.pi / 4 * (diameter**2 - 6**2) * height for diameter, height in sections)
    assert solid.isValid()
    assert [shell.Closed() for shell in solid.Shells()] == [True]
    assert solid.Volume() == pytest.approx(expected)
    assert solid.BoundingBox().zmin == pytest.approx(0)
    assert solid.BoundingBox().zmax == pytest.approx(sum(height for _, height in sections))
    assert len(solid.Faces()) == 2 * len(sections) + 2
