"""The quick ways give what CadQuery's own give."""

from __future__ import annotations

import cadquery as cq
import pytest

from cadwidgets.service.builds import quick

NAMES = ("XY", "YZ", "ZX", "XZ", "YX", "ZY", "front", "back", "left", "right", "top", "bottom")


@pytest.mark.parametrize("name", NAMES)
def test_a_named_plane_is_cadquery_s_own(name: str) -> None:
    own = cq.Plane.named(name, (1, 2, 3))
    ours = quick._named(cq.Plane.named)(cq.Plane, name, (1, 2, 3))
    for one, other in ((own.origin, ours.origin), (own.xDir, ours.xDir), (own.yDir, ours.yDir), (own.zDir, ours.zDir)):
        assert repr(one.toTuple()) == repr(other.toTuple())


@pytest.mark.parametrize("normal", [(0, 0, 1), (0, -1, 0), (1, 2, 3), (1e-3, 1, -5)])
def test_a_plane_s_coordinate_systems_are_cadquery_s_own(normal: tuple[float, float, float]) -> None:
    def numbers(plane: cq.Plane) -> list[float]:
        system = plane.lcs
        places = [system.Location(), system.XDirection(), system.YDirection(), system.Direction()]
        matrices = [
            one.wrapped.Value(row, column)
            for one in (plane.fG, plane.rG)
            for row in (1, 2, 3)
            for column in (1, 2, 3, 4)
        ]
        return [number for place in places for number in (place.X(), place.Y(), place.Z())] + matrices

    plane = cq.Plane((1e3, -2, 0.1), None, normal)
    own = numbers(plane)
    quick._calculate_transforms(plane)
    assert repr(numbers(plane)) == repr(own)


def test_a_name_that_is_none_is_refused_by_cadquery() -> None:
    with pytest.raises(ValueError, match="Supported names"):
        quick._named(cq.Plane.named)(cq.Plane, "diagonal")


@pytest.mark.parametrize("kind", ["Vertex", "Edge", "Wire", "Face", "Shell", "Solid", "Compound"])
def test_the_parts_of_a_shape_come_in_cadquery_s_order(kind: str) -> None:
    shape = cq.Workplane().box(1, 2, 3).faces(">Z").hole(0.5).val()
    own, ours = list(shape._entities(kind)), quick._entities(shape, kind)
    assert len(own) == len(ours)
    assert all(one.IsEqual(other) for one, other in zip(own, ours, strict=True))
