"""What a script shows becomes parts with names, colours and places, whichever way it calls show_object."""

from __future__ import annotations

import pytest

from cadwidgets.service.builds.shapes import one_shape

BOX = "cq.Workplane().box(1, 2, 3)"


@pytest.mark.parametrize(
    ("arguments", "look"),
    [
        ("", ("", "", 1.0)),
        (", 'lid'", ("lid", "", 1.0)),
        (", name='lid'", ("lid", "", 1.0)),
        (", None", ("", "", 1.0)),
        (", options={}", ("", "", 1.0)),
        (", options=None", ("", "", 1.0)),
        (", options={'name': 'lid'}", ("lid", "", 1.0)),
        (", options={'color': 'red', 'alpha': 0.25}", ("", "#ff0000", 0.75)),
        (", 'lid', options={'color': (64, 164, 223)}", ("lid", "#40a4df", 1.0)),
        (", {'color': (64, 164, 223)}", ("", "#40a4df", 1.0)),
        (", 'lid', {'alpha': .5, 'color': (255, 0, 0)}", ("lid", "#ff0000", 0.5)),
        (", 'lid', {'alpha': .5}, color='#00ff00'", ("lid", "#00ff00", 0.5)),
        (", name='lid', color='blue', alpha=0.1, parent=None, clear=True", ("lid", "#0000ff", 0.9)),
        (", 'lid', {'rgba': (255, 255, 255, 0.5)}, 'more', 4", ("lid", "#ffffff", 0.5)),
        (", ' two\\nlines\\x07\\u202e '", ("twolines", "", 1.0)),
        (", 7", ("7", "", 1.0)),
    ],
)
def test_every_known_way_to_call_show_object_is_understood(run, arguments: str, look: tuple) -> None:
    for function in ("show_object", "build_object"):
        model = run(f"{function}({BOX}{arguments})")
        (part,) = model.parts
        assert (part.name, part.color, part.opacity) == look
        assert (part.shape.Volume(), model.warnings, model.fallback) == (pytest.approx(6.0), (), "")


@pytest.mark.parametrize("word", ["shape", "obj"])
def test_the_shape_may_be_given_by_the_word_of_either_editor(run, word: str) -> None:
    assert run(f"show_object({word}={BOX}, name='lid')").parts[0].name == "lid"


def test_options_of_one_call_do_not_leak_into_the_next(run) -> None:
    parts = run(f"show_object({BOX}, name='a', color='red', alpha=.5)\nshow_object({BOX})").parts
    assert [(part.name, part.color, part.opacity) for part in parts] == [("a", "#ff0000", 0.5), ("", "", 1.0)]


def test_a_dict_that_a_script_uses_twice_stays_as_it_is(run) -> None:
    script = f"look = dict(color='red')\nshow_object({BOX}, 'a', look, alpha=.5)\nassert look == dict(color='red')"
    assert run(script).parts[0].opacity == 0.5


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ("'steelblue'", "#4682b4"),
        ("'RED'", "#ff0000"),
        ("'#f80'", "#ff8800"),
        ("'#12AbEf'", "#12abef"),
        ("(18, 171, 239)", "#12abef"),
        ("[18, 171, 239]", "#12abef"),
        ("(0.5, 0.25, 1.0)", "#8040ff"),
        ("(1, 0, 0)", "#ff0000"),
        ("(0, 0, 0)", "#000000"),
        ("(127.5, 0, 0)", "#800000"),
        ("np.array([0.5, 0.25, 1.0])", "#8040ff"),
        ("cq.Color('steelblue')", "#4682b4"),
        ("cq.Color(0.5, 0.25, 1.0)", "#8040ff"),
    ],
)
def test_a_colour_may_be_written_in_many_ways(run, color: str, expected: str) -> None:
    model = run(f"import numpy as np\nshow_object({BOX}, color={color})")
    assert (model.parts[0].color, model.warnings) == (expected, ())


@pytest.mark.parametrize("color", ["cq.Color(1, 0, 0, 0.25)", "'#ff000040'", "(1.0, 0, 0, 0.251)", "(255, 0, 0, 64)"])
def test_the_fourth_number_of_a_colour_is_its_opacity(run, color: str) -> None:
    assert run(f"show_object({BOX}, color={color})").parts[0].opacity == pytest.approx(0.25, abs=0.002)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("color='no such colour'", "'no such colour' is no colour"),
        ("color=''", "'' is no colour"),
        ("color=(1, 2)", "is not three numbers"),
        ("color=(300, 0, 0)", "is not three numbers"),
        ("color=(-1, 0, 0)", "is not three numbers"),
        ("color=(float('nan'), 0, 0)", "is not three numbers"),
        ("color=('a', 'b', 'c')", "is not three numbers"),
        ("color=7", "7 is no colour"),
        ("alpha=2", "alpha = 2 is ignored"),
        ("alpha='half'", "alpha = 'half' is ignored"),
        ("options=7", "options are ignored"),
    ],
)
def test_a_look_that_cannot_be_read_is_a_warning_and_no_error(run, options: str, said: str) -> None:
    model = run(f"show_object({BOX}, {options})")
    assert (model.parts[0].color, model.parts[0].opacity) == ("", 1.0)
    assert said in model.warnings[0]


def test_the_same_warning_is_given_once(run) -> None:
    assert len(run(f"for _ in range(9): show_object({BOX}, color='?')").warnings) == 1


ASSEMBLY = f"""
screw = cq.Workplane().cylinder(4, 1)
lid = cq.Assembly({BOX}, name="lid", color=cq.Color("red"), loc=cq.Location((0, 0, 10)))
lid.add(screw, name="screw", loc=cq.Location((0, 5, 0)))
lid.add(screw, name="nut", color=cq.Color(0, 0, 1, 0.5))
box = cq.Assembly(name="box", loc=cq.Location((100, 0, 0)))
box.add({BOX}, name="body")
box.add(lid)
"""


def test_each_leaf_of_an_assembly_is_a_part_with_its_path_its_colour_and_its_place(run) -> None:
    parts = run(ASSEMBLY + "show_object(box)").parts
    found = {part.name: (part.color, part.opacity, part.shape.Center().toTuple()) for part in parts}
    assert found == {
        "box/body": ("", 1.0, pytest.approx((100, 0, 0))),
        "box/lid": ("#ff0000", 1.0, pytest.approx((100, 0, 10))),
        "box/lid/screw": ("#ff0000", 1.0, pytest.approx((100, 5, 10))),
        "box/lid/nut": ("#0000ff", 0.5, pytest.approx((100, 0, 10))),
    }


def test_a_name_and_a_colour_given_to_show_object_hold_for_what_has_none_in_the_assembly(run) -> None:
    parts = run(ASSEMBLY + "show_object(box, 'case', color='#00ff00')").parts
    assert [part.name for part in parts] == ["case/body", "case/lid", "case/lid/screw", "case/lid/nut"]
    assert [part.color for part in parts] == ["#00ff00", "#ff0000", "#ff0000", "#0000ff"]


def test_an_assembly_is_the_same_as_cadquery_s_own_compound(run) -> None:
    shape = one_shape(run(ASSEMBLY + "show_object(box)").parts)
    own = run(ASSEMBLY + "show_object(box.toCompound())").parts[0].shape
    assert shape.Volume() == pytest.approx(own.Volume())
    assert shape.Center().toTuple() == pytest.approx(own.Center().toTuple())


def test_constraints_that_the_script_solved_are_in_the_places(run) -> None:
    script = f"""
a = cq.Assembly({BOX}, name="a")
a.add({BOX}, name="b", loc=cq.Location((9, 9, 9)))
a.constrain("a@faces@>Z", "b@faces@<Z", "Plane")
a.solve()
show_object(a)
"""
    upper = run(script).parts[1]
    assert upper.shape.BoundingBox().zmin == pytest.approx(1.5, abs=1e-4)


def test_names_that_cadquery_made_up_are_no_names(run) -> None:
    parts = run(f"show_object(cq.Assembly().add({BOX}).add({BOX}, name='b'))").parts
    assert [part.name for part in parts] == ["", "b"]


def test_equal_names_are_told_apart(run) -> None:
    script = "".join(f"show_object({BOX}, {name!r})\n" for name in ("screw", "screw", "screw_2", "", "", "screw"))
    assert [part.name for part in run(script).parts] == ["screw", "screw_3", "screw_2", "", "", "screw_4"]


def test_the_workplanes_of_a_list_are_one_part_and_its_assemblies_have_their_own(run) -> None:
    parts = run(f"show_object([{BOX}, [{BOX}, (cq.Sketch().rect(1, 1),)], cq.Assembly({BOX}, name='a')], 'all')").parts
    assert [(part.name, round(part.shape.Volume())) for part in parts] == [("all", 12), ("all_2", 6)]
    assert len(parts[0].shape.Faces()) == 13


@pytest.mark.parametrize(
    ("thing", "solids", "faces"),
    [
        ("cq.Sketch().rect(2, 3)", 0, 1),
        ("cq.Workplane().sketch().rect(2, 3).finalize()", 0, 1),
        ("cq.Workplane().rarray(3, 1, 3, 1).box(1, 1, 1, combine=False)", 3, 18),
        ("cq.Workplane().box(1, 1, 1).faces('>Z or <Z')", 0, 2),
        ("cq.Workplane().box(1, 1, 1).val().wrapped", 1, 6),
        ("cq.occ_impl.shapes.box(1, 1, 1)", 1, 6),
        ("cq.occ_impl.shapes.compound(cq.occ_impl.shapes.box(1, 1, 1), cq.occ_impl.shapes.plane(1, 1))", 1, 7),
        ("cq.Assembly(cq.Workplane().rarray(3, 1, 2, 1).box(1, 1, 1, combine=False))", 2, 12),
        ("cq.Assembly(cq.Solid.makeBox(1, 1, 1))", 1, 6),
    ],
)
def test_every_cad_object_is_one_part_of_all_its_shapes(run, thing: str, solids: int, faces: int) -> None:
    (part,) = run(f"show_object({thing})").parts
    assert (len(part.shape.Solids()), len(part.shape.Faces())) == (solids, faces)


def test_what_is_only_for_debugging_is_no_part(run) -> None:
    parts = run(f"debug({BOX}, 'x', {{'color': 'red'}})\nshow_object({BOX})\ndebug()").parts
    assert len(parts) == 1


def test_what_build_shows_wins_over_what_it_returns(run) -> None:
    model = run(f"def build():\n    show_object({BOX}, 'shown')\n    return {BOX}.translate((9, 0, 0))")
    assert [part.name for part in model.parts] == ["shown"]
