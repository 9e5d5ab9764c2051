"""Drawings: exact curves from every side, and what other programs read of them as DXF and SVG."""

from __future__ import annotations

import io
import math
from collections import Counter
from xml.etree.ElementTree import fromstring

import cadquery as cq
import ezdxf
import pytest

from cadwidgets.contract.options import VIEWS
from cadwidgets.service.builds.exporters.curves import Arc, Segment, Spline
from cadwidgets.service.builds.exporters.drawing import SIDES, draw, flat_side
from cadwidgets.service.builds.exporters.dxf import write_dxf
from cadwidgets.service.builds.exporters.svg import write_svg
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.shapes import Part

PLATE = cq.Workplane().box(30, 20, 3).edges("|Z").fillet(2).faces(">Z").workplane().rarray(10, 10, 2, 2).hole(3.3).val()
STEPPED = cq.Workplane().box(4, 3, 1).union(cq.Workplane().box(1, 3, 2, centered=(True, True, False))).val()
BLIND = cq.Workplane().box(10, 10, 10).faces("<X").workplane().hole(4, 3).val()


def drawn(shape: cq.Shape, view: str = "top"):
    return draw([Part(shape)], view)


def dxf_of(shape: cq.Shape, view: str = "top", unit: str = "mm"):
    document = ezdxf.read(io.StringIO(write_dxf(drawn(shape, view), unit).decode()))
    assert not document.audit().errors
    return document


def box_of(drawing) -> tuple[float, float, float, float]:
    points = [point for curve in drawing.visible for point in (curve.start, curve.end)]
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def test_there_is_a_side_for_every_view() -> None:
    assert set(SIDES) == set(VIEWS)


@pytest.mark.parametrize(
    ("view", "box"),
    [
        ("front", (1, 5, 2, 7)),
        ("back", (-2, 5, -1, 7)),
        ("left", (-4, 5, -3, 7)),
        ("right", (3, 5, 4, 7)),
        ("top", (1, 3, 2, 4)),
        ("bottom", (1, -4, 2, -3)),
    ],
)
def test_a_box_is_a_rectangle_where_it_is_seen_to_stand(view: str, box: tuple[float, ...]) -> None:
    block = cq.Solid.makeBox(1, 1, 2).moved(cq.Location((1, 3, 5)))
    drawing = drawn(block, view)
    assert box_of(drawing) == pytest.approx(box)
    assert (len(drawing.visible), len(drawing.hidden)) == (4, 0)


def test_an_isometric_box_shows_nine_edges_and_hides_three() -> None:
    drawing = drawn(cq.Solid.makeBox(1, 1, 1), "iso")
    assert (len(drawing.visible), len(drawing.hidden)) == (9, 3)
    lengths = [math.dist(line.start, line.end) for line in (*drawing.visible, *drawing.hidden)]
    assert lengths == pytest.approx([math.sqrt(2 / 3)] * 12)


def test_holes_of_a_plate_are_circles_with_their_exact_radii() -> None:
    space = dxf_of(PLATE).modelspace()
    circles = space.query("CIRCLE[layer=='VISIBLE']")
    assert sorted((*circle.dxf.center.vec2, circle.dxf.radius) for circle in circles) == [
        pytest.approx((x, y, 1.65), abs=1e-12) for x in (-5, 5) for y in (-5, 5)
    ]
    assert [arc.dxf.radius for arc in space.query("ARC")] == pytest.approx([2] * 4)
    assert sorted(line.dxf.start.distance(line.dxf.end) for line in space.query("LINE")) == pytest.approx(
        [16, 16, 26, 26]
    )
    assert not space.query("*[layer=='HIDDEN']")


def test_arcs_run_from_line_to_line() -> None:
    """The ends of the outline's four lines and four arcs meet in eight points."""
    space = dxf_of(PLATE).modelspace()
    ends = [end for line in space.query("LINE") for end in (line.dxf.start, line.dxf.end)]
    ends += [end for arc in space.query("ARC") for end in (arc.start_point, arc.end_point)]
    assert set(Counter((round(end.x, 6), round(end.y, 6)) for end in ends).values()) == {2}
    assert len(ends) == 16


def test_what_lies_behind_is_on_the_hidden_layer() -> None:
    space = dxf_of(BLIND, "front").modelspace()
    hidden = space.query("LINE[layer=='HIDDEN']")
    assert len(hidden) == len(space.query("*[layer=='HIDDEN']"))
    assert sum(line.dxf.start.distance(line.dxf.end) for line in hidden) == pytest.approx(3 + 3 + 4)
    assert len(space.query("*[layer=='VISIBLE']")) == 4


def test_from_the_open_side_the_blind_hole_is_a_visible_circle() -> None:
    circles = [curve for curve in drawn(BLIND, "left").visible if isinstance(curve, Arc)]
    assert [(circle.is_whole, circle.radius) for circle in circles] == [(True, pytest.approx(2))]


def test_a_cylinder_from_the_side_is_a_rectangle() -> None:
    """Circles seen from their edge are lines, of the circle's full width."""
    drawing = drawn(cq.Solid.makeCylinder(2, 5), "front")
    assert all(isinstance(curve, Segment) for curve in drawing.visible)
    assert sum(math.dist(curve.start, curve.end) for curve in drawing.visible) == pytest.approx(18)
    assert drawing.hidden == ()


def test_lines_that_lie_on_each_other_are_drawn_once() -> None:
    drawing = drawn(STEPPED, "front")
    assert sum(math.dist(curve.start, curve.end) for curve in drawing.visible) == pytest.approx(
        4 + 2 * 0.5 * 2 + 2 * 1.5 * 2 + 1
    )


@pytest.mark.parametrize(("unit", "code"), [("mm", 4), ("cm", 5), ("m", 6), ("in", 1), ("ft", 2), ("um", 13)])
def test_the_drawing_exchange_file_tells_the_unit(unit: str, code: int) -> None:
    document = dxf_of(PLATE, unit=unit)
    assert document.header["$INSUNITS"] == code
    assert document.modelspace().query("CIRCLE").first.dxf.radius == pytest.approx(1.65)


def test_free_curves_are_splines_that_pass_their_ends() -> None:
    wave = cq.Workplane().spline([(0, 0), (3, 1), (4, 3), (1, 4)]).close().extrude(2).val()
    (spline,) = dxf_of(wave).modelspace().query("SPLINE")
    points = list(spline.construction_tool().approximate(50))
    assert {(round(point.x, 6), round(point.y, 6)) for point in (points[0], points[-1])} == {(0, 0), (1, 4)}
    (curve,) = (curve for curve in drawn(wave).visible if isinstance(curve, Spline))
    middle = spline.construction_tool().point((curve.knots[0] + curve.knots[-1]) / 2)
    assert min(math.dist(middle.vec2, point) for point in curve.points) < 0.1


def test_an_ellipse_stays_one() -> None:
    (ellipse,) = dxf_of(cq.Workplane().ellipse(3, 2).extrude(1).val()).modelspace().query("ELLIPSE")
    assert (ellipse.dxf.major_axis.magnitude, ellipse.dxf.ratio) == pytest.approx((3, 2 / 3))


@pytest.mark.parametrize(("plane", "side"), [("XY", "top"), ("XZ", "front"), ("YZ", "right")])
def test_a_sketch_is_seen_from_where_it_has_its_true_size(plane: str, side: str) -> None:
    face = cq.Workplane(plane).placeSketch(cq.Sketch().rect(4, 3).circle(1, mode="s")).toPending()
    shape = face.extrude(1).faces(f"<{ {'XY': 'Z', 'XZ': 'Y', 'YZ': 'X'}[plane] }").val()
    assert flat_side([Part(shape)]) == side
    circles = [curve for curve in drawn(shape, side).visible if isinstance(curve, Arc)]
    assert [(circle.radius, circle.ratio) for circle in circles] == [pytest.approx((1, 1))]


def test_a_model_with_thickness_has_no_flat_side() -> None:
    assert flat_side([Part(PLATE)]) is None


def test_equal_drawings_make_equal_files() -> None:
    assert write_dxf(drawn(PLATE), "mm") == write_dxf(drawn(PLATE), "mm")


def test_the_picture_has_the_size_asked_for_and_all_lines_inside() -> None:
    root = fromstring(write_svg(drawn(PLATE), 400, 300))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("400", "300", "0 0 400 300")
    space = "{http://www.w3.org/2000/svg}"
    groups = {group.get("class"): group for group in root.iter(f"{space}g") if group.get("class")}
    paths = [path.get("d") or "" for path in groups["visible"]]
    assert len(paths) == 12
    assert groups["hidden"].get("stroke-dasharray")
    corners = [tuple(map(float, part.split())) for path in paths if "A" not in path for part in path[1:].split(" L")]
    xs, ys = zip(*corners, strict=True)
    assert (min(xs), max(xs)) == pytest.approx((20, 380), abs=0.01)
    assert (min(ys) + max(ys)) / 2 == pytest.approx(150)


def test_whole_circles_are_two_arcs_in_a_picture() -> None:
    """One that ends where it begins is not drawn by any viewer."""
    text = write_svg(drawn(cq.Solid.makeCylinder(2, 5)), 100, 100).decode()
    assert text.count("A45.000 45.000 0.000 0 0 ") + text.count("A45.000 45.000 -0.000 0 0 ") == 2


def test_nothing_to_see_is_an_error() -> None:
    with pytest.raises(Failure, match="no edge"):
        drawn(cq.Compound.makeCompound([]))
