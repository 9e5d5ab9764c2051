"""FreeCAD's own names mean what they mean in FreeCAD."""

from __future__ import annotations

import math

import pytest

UP = "Base.Vector(0, 0, 0), Base.Vector(0, 0, 1)"


def built(build, body: str) -> dict:
    """The properties of what ``body``, the lines of a build function, returns."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return build(f"def build():\n{lines}")["properties"]


@pytest.mark.parametrize(
    ("call", "volume"),
    [
        ("makeBox(1, 2, 3)", 6),
        ("makeBox(1, 2, 3, Base.Vector(5, 5, 5), Base.Vector(1, 0, 0))", 6),
        ("makeSphere(3)", 36 * math.pi),
        (f"makeSphere(3, {UP}, 0, 90, 360)", 18 * math.pi),
        (f"makeSphere(3, {UP}, -90, 90, 90)", 9 * math.pi),
        ("makeCylinder(1, 2)", 2 * math.pi),
        (f"makeCylinder(1, 2, {UP}, 90)", math.pi / 2),
        ("makeCone(1, 2, 3)", 7 * math.pi),
        ("makeCone(2, 0, 3)", 4 * math.pi),
        ("makeCone(1, 1, 3)", 3 * math.pi),
        (f"makeCone(1, 2, 3, {UP}, 180)", 3.5 * math.pi),
        ("makeTorus(3, 1)", 6 * math.pi**2),
        (f"makeTorus(3, 1, {UP}, 0, 360, 90)", 1.5 * math.pi**2),
    ],
)
def test_the_solids_of_part_have_freecad_s_sizes_in_freecad_s_order(build, call: str, volume: float) -> None:
    assert built(build, f"return Part.{call}")["volume"] == pytest.approx(volume, rel=1e-5)


@pytest.mark.parametrize(
    ("call", "box"),
    [
        ("makeBox(1, 2, 3)", [0, 0, 0, 1, 2, 3]),
        ("makeCylinder(1, 2, Base.Vector(1, 1, 1), Base.Vector(1, 0, 0))", [1, 0, 0, 3, 2, 2]),
        ("makeCone(1, 2, 3)", [-2, -2, 0, 2, 2, 3]),
        ("makeTorus(3, 1)", [-4, -4, -1, 4, 4, 1]),
        ("makeSphere(2, Base.Vector(5))", [3, -2, -2, 7, 2, 2]),
    ],
)
def test_they_stand_where_freecad_puts_them(build, call: str, box: list[float]) -> None:
    assert built(build, f"return Part.{call}")["bounding_box"] == pytest.approx(box, abs=1e-6)


@pytest.mark.parametrize(
    ("body", "volume", "low_x"),
    [
        ("a = Part.makeBox(2, 2, 2)\na.translate(Base.Vector(5, 0, 0))\nreturn a", 8, 5),
        ("a = Part.makeBox(2, 2, 2)\nreturn a.translate((5, 0, 0))", 8, 5),
        ("a = Part.makeBox(2, 2, 2)\na.copy().translate((5, 0, 0))\nreturn a", 8, 0),
        ("a = Part.makeBox(4, 2, 2)\na.rotate(Base.Vector(4, 0, 0), Base.Vector(0, 0, 1), 90)\nreturn a", 16, 2),
        ("a = Part.makeBox(2, 2, 2)\nreturn a.mirror(Base.Vector(0, 0, 0), Base.Vector(1, 0, 0))", 8, -2),
        ("a = Part.makeBox(2, 2, 2)\nb = Part.makeBox(1, 2, 2)\nreturn a.cut(b)", 4, 1),
        ("a = Part.makeBox(2, 2, 2)\nb = Part.makeBox(1, 2, 2)\nreturn a.cut([b, b])", 4, 1),
        ("a = Part.makeBox(2, 2, 2)\nb = Part.makeBox(1, 2, 2)\nreturn a.common(b)", 4, 0),
        ("a = Part.makeBox(2, 2, 2)\nb = Part.makeBox(4, 2, 2)\nreturn a.fuse(b).common(b).removeSplitter()", 16, 0),
        ("a = Part.makeBox(2, 2, 2)\nreturn Part.makeCompound([a, a.copy().translate((-5, 0, 0))])", 16, -5),
        ("a = Part.makeBox(2, 2, 2)\nreturn Workplane('XY').add(a).union(Workplane('XY').box(1, 1, 1))", 8.875, -0.5),
        ("return Workplane('XY').box(4, 4, 4).cut(Part.makeBox(9, 9, 9))", 56, -2),
    ],
)
def test_methods_of_shapes_do_what_they_do_in_freecad(build, body: str, volume: float, low_x: float) -> None:
    found = built(build, body)
    assert found["volume"] == pytest.approx(volume)
    assert found["bounding_box"][0] == pytest.approx(low_x, abs=1e-6)


def test_edges_are_rounded_and_bevelled_by_freecad_s_methods(build) -> None:
    body = "a = Part.makeBox(2, 2, 2)\nreturn a.{}(0.5, [a.Edges[0]])"
    assert built(build, body.format("makeFillet"))["volume"] == pytest.approx(8 - 2 * 0.25 * (1 - math.pi / 4))
    assert built(build, body.format("makeChamfer"))["volume"] == pytest.approx(8 - 2 * 0.125)


def test_properties_are_attributes_and_methods_alike(build) -> None:
    body = """a = Part.makeBox(1, 2, 3)
assert abs(a.Volume - 6) < 1e-9 and abs(a.Volume() - 6) < 1e-9 and abs(a.Area - 22) < 1e-9
assert len(a.Faces) == len(a.Faces()) == 6 and len(a.Edges) == 12 and len(a.Vertexes) == 8 and len(a.Solids) == 1
assert a.isValid()
return a"""
    assert built(build, body)["volume"] == pytest.approx(6)


def test_vectors_take_missing_coordinates_as_0_and_change_in_place(build) -> None:
    body = """assert Base.Vector().Length == 0 and Base.Vector(2).x == 2 and Base.Vector(1, 2).z == 0
v = Vector(3, 0, 4)
v.normalize()
v.multiply(10)
assert abs(v.x - 6) < 1e-9 and abs(v.z - 8) < 1e-9 and abs((v + Base.Vector(1)).x - 7) < 1e-9
return Part.makeBox(v.x, 1, v.z)"""
    assert built(build, body)["volume"] == pytest.approx(48)


@pytest.mark.parametrize(
    "head",
    [
        "import Part\nfrom FreeCAD import Base\n",
        "import FreeCAD as App, Part\nBase = App.Base\n",
        "import FreeCAD\nfrom FreeCAD import Base, Vector\nimport Part as Part\n",
    ],
)
def test_scripts_that_import_freecad_build(build, head: str) -> None:
    script = head + "Part.show(Part.makeBox(1, 2, 3, Base.Vector(0, 0, 1)), 'box')"
    assert build(script)["properties"]["volume"] == pytest.approx(6)


def test_names_of_cadquery_s_freecad_years_work(build) -> None:
    script = "two = CQ('XY').rarray(1, 1, 2, 1).box(1, 1, 1, combine=False).combineSolids()\nPart.show(two.toFreecad())"
    found = build(script)["properties"]
    assert (found["volume"], found["solids"]) == (pytest.approx(2), 1)


def test_what_of_part_is_not_there_is_named(fail) -> None:
    error = fail("import Part\nPart.makeHelix(1, 2, 3)")
    assert error["line"] == 2
    assert "not makeHelix" in error["message"]
