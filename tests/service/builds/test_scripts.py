"""How scripts of both dialects hand over a model, get their values, and fail."""

from __future__ import annotations

import pytest

BOX = "cq.Workplane().box(1, 2, 3)"

TYPED = """
UOM = "mm"
VERSION = 1.0
p_length = FloatParam(min=1.0, max=50.0, presets={"default": 10.0, "short": 5}, desc="Length")
p_count = IntParam(min=1, max=9, presets={"default": 2})
p_solid = BooleanParam(presets={"default": True})
half = p_length.value / 2
def build():
    box = Workplane("XY").box(half * 2, p_count.value, 1)
    return box if p_solid.value else box.faces(">Z").shell(-0.1)
"""


def volume(built: dict) -> float:
    return built["properties"]["volume"]


def test_typed_parameters_take_defaults_then_preset_then_values(build) -> None:
    assert volume(build(TYPED)) == pytest.approx(20.0)
    assert volume(build(TYPED, preset="short")) == pytest.approx(10.0)
    assert volume(build(TYPED, preset="short", p_count="4")) == pytest.approx(20.0)
    assert volume(build(TYPED, p_length=20, p_solid="false")) < 20.0


def test_constants_take_values(build) -> None:
    script = "a, b = 1, 2.5\nc: float = 2\nd = -3\nshow_object(cq.Workplane().box(a, b, c + abs(d)))"
    assert volume(build(script)) == pytest.approx(12.5)
    assert volume(build(script, a="2", d="-1")) == pytest.approx(15.0)


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        ", 'name'",
        ", 'name', {'color': 'red'}",
        ", 'name', options={'color': 'red'}",
        ", {'color': 'red'}",
        ", options={'color': 'red'}",
        ", name='name', color='red', alpha=0.5",
    ],
)
def test_show_object_takes_names_and_options_as_every_editor_does(build, arguments: str) -> None:
    assert volume(build(f"show_object({BOX}{arguments})")) == pytest.approx(6.0)


@pytest.mark.parametrize(
    "thing",
    [
        BOX,
        f"{BOX}.val()",
        f"{BOX}.val().wrapped",
        f"[{BOX}]",
        f"({BOX}, cq.Workplane())",
        f"cq.Assembly().add({BOX})",
        "Part.makeBox(1, 2, 3)",
        "Part.makeBox(1, 2, 3, Base.Vector(1, 1, 1))",
        "cq.Solid.makeBox(1, 2, 3)",
        "CQ('XY').box(1, 2, 3)",
        f"{BOX}.toFreecad()",
        "cq.Workplane().pushPoints([(0, 0), (9, 0)]).box(1, 1, 3, combine=False)",
    ],
)
def test_every_cad_object_can_be_shown(build, thing: str) -> None:
    assert volume(build(f"show_object({thing})")) == pytest.approx(6.0)
    assert volume(build(f"def build():\n    return {thing}")) == pytest.approx(6.0)


def test_all_shown_objects_together_are_the_model(build) -> None:
    script = f"show_object({BOX})\nbuild_object({BOX}.translate((9, 0, 0)))\ndebug({BOX}, name='x')"
    built = build(script)
    assert (volume(built), built["properties"]["solids"]) == (pytest.approx(12.0), 2)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("makeSphere(3)", 113.097336),
        ("makeSphere(3, Base.Vector(), Base.Vector(0, 0, 1), 0, 90, 360)", 56.548668),
        ("makeCylinder(1, 2)", 6.283185),
        ("makeCone(1, 2, 3)", 21.991149),
        ("makeTorus(3, 1)", 59.217626),
    ],
)
def test_the_solids_of_freecad_mean_what_they_mean_there(build, call: str, expected: float) -> None:
    assert volume(build(f"def build():\n    return Part.{call}")) == pytest.approx(expected, rel=1e-6)


def test_a_freecad_script_that_shows_its_part_builds(build) -> None:
    script = "import Part\nfrom FreeCAD import Base\nPart.show(Part.makeBox(1, 2, 3, Base.Vector(0, 0, 1)))"
    assert volume(build(script)) == pytest.approx(6.0)


def test_a_script_runs_as_a_real_module_with_both_dialects_names(build) -> None:
    script = f"""
from __future__ import annotations
from dataclasses import dataclass
@dataclass
class Size:
    x: float = math.sqrt(4)
log("size", Size())
describe_parameter(x, "the width") if False else describe_parameter("x")
assert __name__ == "__cqgi__" and __file__
assert cadquery is cq and {{Workplane, Plane, Vector, Sketch, Assembly}} and exporters
show_object({BOX})
"""
    assert volume(build(script)) == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("script", "found"),
    [
        (f"result = {BOX}\nlater = cq.Workplane().box(9, 9, 9)", "result"),
        (f"r = {BOX}\nlater = cq.Workplane().box(9, 9, 9)", "r"),
        (f"first = cq.Workplane().box(9, 9, 9)\nlast = {BOX}\nplane = cq.Workplane()", "last"),
        (f"def main():\n    show_object({BOX})\nif __name__ == '__main__':\n    main()", "__main__"),
        (f"if '__cq_main__' in __name__:\n    part = {BOX}", "part"),
    ],
)
def test_a_script_that_shows_nothing_gives_its_last_object_and_says_so(build, script: str, found: str) -> None:
    built = build(script)
    assert volume(built) == pytest.approx(6.0)
    assert built["fallback"] is True
    assert found in built["warnings"][-1]


def test_a_model_that_was_shown_is_no_fallback(build) -> None:
    built = build(f"show_object({BOX})\nif __name__ == '__main__':\n    raise ValueError")
    assert (built["fallback"], built["warnings"]) == (False, [])


@pytest.mark.parametrize(
    ("script", "kind", "line", "message"),
    [
        ("x = 1\n  y = 2", "syntax", 2, "indent"),
        ("x = 1\nreturn x", "syntax", 2, "outside function"),
        ("\ndef f():\n    return 1 / 0\nf()", "script", 3, "ZeroDivisionError"),
        ("def build():\n    return undefined", "script", 2, "NameError: name 'undefined'"),
        ("def build():\n    pass", "script", 0, "returned nothing"),
        ("def build():\n    return 3", "script", 0, "returned a int"),
        ("show_object('text')", "script", 1, "a str, which is no CAD object"),
        ("show_object(None)", "script", 1, "nothing (None)"),
        ("show_object([])", "script", 1, "a list"),
        (f"box = {BOX}\nfor _ in range(2000): show_object(box)", "script", 2, "at most 1,000"),
        ("x = 1", "script", 0, "shows no model"),
        ("import no_such_module.sub", "script", 1, "'no_such_module'"),
        ("import no_such_module", "script", 1, "send it with files="),
        ("import FreeCADGui", "script", 1, "a module of FreeCAD"),
        ("from PySide import QtGui", "script", 1, "a module of FreeCAD"),
        ("import build123d", "script", 1, "a package that is not installed here"),
        ("import cadquery.no_such_module", "script", 1, "the package 'cadquery' that is installed here has no such"),
        ("import urllib2", "script", 1, "in Python 3 it is urllib.request"),
        ("n = 6\nrange(n/2)", "script", 2, "write a // b"),
        ("print 'x'\nn = 6\nrange(n/2)", "script", 3, "write a // b"),
        ("[1, 2][2/2]", "script", 1, "write a // b"),
        ("xrange(3)", "script", 1, "write range"),
        ("{}.has_key(3)", "script", 1, "write key in the_dict"),
        ("for k in {}.iteritems(): pass", "script", 1, "write items"),
        ("print 'x'\nraise ValueError, reason", "syntax", 2, "invalid syntax"),
        ("Part.makeLoft()", "script", 1, "of FreeCAD's Part this service knows"),
        (
            "class E(Exception):\n    def __str__(self): 1 / 0\nraise E",
            "script",
            3,
            "E: (its text cannot be had",
        ),
        ("def f(): f()\nf()", "script", 1, "RecursionError"),
        ("bytearray(10 ** 15)", "memory", 0, "memory"),
    ],
)
def test_a_failure_names_its_kind_line_and_cause(fail, script: str, kind: str, line: int, message: str) -> None:
    error = fail(script)
    assert (error["kind"], error["line"]) == (kind, line)
    assert message in error["message"]
    assert error["excerpt"] == (script.split("\n")[line - 1].strip() if line and kind == "script" else error["excerpt"])


@pytest.mark.parametrize(
    ("script", "kind", "message"),
    [
        ("cq.Workplane().box(float('nan'), 1, 1)", "script", "not a finite number"),
        ("cq.Workplane().box(float('inf'), 1, 1)", "script", "not a finite number"),
        ("cq.Solid.makeBox(float('nan'), 1, 1)", "geometry", "not a number"),
        ("cq.Workplane().box(0, 1, 1)", "script", "Standard_DomainError: a size is zero"),
        ("cq.Workplane().box(1, 1, 1).edges().fillet(5)", "script", "too large"),
        ("cq.Workplane()", "geometry", "empty"),
        ("cq.Workplane().rect(1, 1)", "geometry", "no solid and no face"),
        ("cq.Workplane().box(1, 1, 1).edges()", "geometry", "no solid and no face"),
        ("cq.Workplane().pushPoints([(1, 1)])", "geometry", "empty"),
        ("cq.Workplane().box(1, 1, 1).cut(cq.Workplane().box(2, 2, 2))", "geometry", "nothing left"),
        ("cq.Assembly()", "geometry", "empty"),
        ("cq.Workplane().box(1, 1, 1).translate((float('nan'), 0, 0))", "geometry", "not a number"),
        ("cq.Workplane().sphere(float('nan'))", "script", "not a finite number"),
        ("cq.Workplane().rect(1, 1).extrude(float('nan'))", "script", "not a finite number"),
        ("cq.Workplane().rect(1, 1).extrude(float('inf'))", "script", "not a finite number"),
        ("cq.Workplane().box(9, 9, 9).faces('>Z').workplane().hole(float('nan'))", "script", "not a finite number"),
        ("cq.Workplane().box(1, 1, 1).union(cq.Workplane().box(float('nan'), 1, 1))", "script", "not a finite number"),
        ("[cq.Workplane().box(1, 1, 1), cq.Solid.makeBox(float('nan'), 1, 1)]", "geometry", "not a number"),
        ("cq.Workplane().rect(1, 0).extrude(1)", "geometry", "a solid without volume"),
        ("cq.Workplane().rect(1, 1).extrude(0)", "script", "zero sizes"),
        ("cq.Workplane().sphere(0)", "geometry", "not a valid"),
        ("cq.Workplane().cylinder(10, 5).faces('>Z').chamfer(7)", "geometry", "not a valid"),
        (
            "cq.Workplane().circle(5).extrude(3).faces('>Z').hole(8).faces('>Z').edges().fillet(0.6)",
            "geometry",
            "a fillet that is too large",
        ),
        (
            "cq.Workplane().polyline([(0, 0), (2, 2), (2, 0), (0, 2)]).close().extrude(1)",
            "geometry",
            "not a valid",
        ),
    ],
)
def test_geometry_that_cannot_be_is_refused_with_its_reason(fail, script: str, kind: str, message: str) -> None:
    error = fail(f"show_object({script})")
    assert error["kind"] == kind
    assert message in error["message"]


def test_wires_beside_a_solid_are_warned_about(build) -> None:
    built = build(f"show_object({BOX})\nshow_object(cq.Workplane().rect(1, 1))")
    assert volume(built) == pytest.approx(6.0)
    assert "1 of 2 parts have no solid and no face" in built["warnings"][0]


def test_a_solid_that_is_inside_out_is_warned_about(build) -> None:
    built = build("s = cq.Solid.makeBox(1, 2, 3)\ns.wrapped.Reverse()\nshow_object(s)\n" + f"show_object({BOX})")
    assert "1 of 2 solids are inside out" in built["warnings"][0]


def test_a_tiny_solid_in_a_huge_model_is_not_taken_for_a_flat_one(build) -> None:
    built = build(f"show_object(cq.Workplane().box(1e5, 1e5, 1))\nshow_object({BOX}.translate((0, 0, 9)))")
    assert (built["properties"]["solids"], volume(built)) == (2, pytest.approx(1e10 + 6, rel=1e-9))


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("IntParam(choices=[3, 4])", 3),
        ("IntParam(min=1.5)", 2),
        ("FloatParam(presets={'default': 5})", 5),
        ("FloatParam(2 * 3)", 6),
        ("FloatParam(default='7')", 7),
        ("FloatParam(default='seven', min=8)", 8),
        ("[FloatParam(default=9) for _ in range(2)][1]", 9),
        ("dict(a=IntegerParam(presets=dict(default=9)))['a']", 9),
    ],
)
def test_a_typed_parameter_has_the_default_that_its_declaration_says(build, declared: str, expected: float) -> None:
    script = f"p = {declared}\ndef build():\n    return Workplane('XY').box(p.value, 1, 1)"
    assert volume(build(script)) == pytest.approx(expected)


def test_a_preset_that_breaks_the_script_s_own_bounds_builds_with_a_warning(build) -> None:
    script = (
        "p = FloatParam(min=3, presets={'default': 4, 'tiny': 1})\ndef build(): return Workplane().box(p.value, 1, 1)"
    )
    built = build(script, preset="tiny")
    assert volume(built) == pytest.approx(1.0)
    assert "outside a number of at least 3" in built["warnings"][0]


def test_a_script_of_2014_builds(build) -> None:
    script = """\ufeff
UOM = "in";\r
VERSION = 1.0;\r
p_width = FloatParam(min=1, max=9, presets={'default': 4}, desc="Width", group="Size");\r
half = p_width.value / 2\r
def build():\r
\ttry:\r
\t\traise ValueError, "no %s" % `half`\r
\texcept ValueError, error:\r
\t\tprint "caught", error\r
\treturn Part.makeBox(half * 2, 0010, 1L) if 1 <> 2 else None\r
  """
    built = build(script, p_width="5")
    assert (volume(built), built["unit"], built["warnings"]) == (pytest.approx(40.0), "in", [])


@pytest.mark.parametrize(
    ("request_", "parameter"),
    [
        ({"preset": "huge"}, "preset"),
        ({"p_width": "1"}, "p_width"),
        ({"p_length": "60"}, "p_length"),
        ({"p_length": "nan"}, "p_length"),
        ({"p_count": "2.5"}, "p_count"),
        ({"p_solid": "perhaps"}, "p_solid"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_is_allowed(fail, request_: dict, parameter: str) -> None:
    error = fail(TYPED, **request_)
    assert (error["kind"], error["parameter"]) == ("request", parameter)
    assert error["value"] == next(iter(request_.values()))
    assert error["allowed"]


def test_an_unknown_type_or_operation_is_refused(run_job, tmp_path) -> None:
    for job in ({"op": "build", "script": f"show_object({BOX})", "type": "3DS"}, {"op": "dance"}, {}):
        assert run_job(job, tmp_path).frame["error"]["kind"] == "request"
