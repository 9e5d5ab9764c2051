"""What CadQuery's own gateway, CQGI, gets wrong or leaves out, done right: one small script for each."""

from __future__ import annotations

import pytest

BOX = "cq.Workplane().box(1, 2, 3)"


def volume(built: dict) -> float:
    return built["properties"]["volume"]


@pytest.mark.parametrize(
    "call",
    [
        'describe_parameter(a, "the width")',
        'describe_parameter("a")',
        "describe_parameter()",
        "describe_parameter(a, b=2)",
    ],
)
def test_describing_a_parameter_does_no_harm(build, call: str) -> None:
    assert volume(build(f"a = 1\n{call}\nshow_object({BOX})")) == pytest.approx(6)


def test_a_description_is_in_the_schema(run_job, tmp_path) -> None:
    job = {"op": "parameters", "script": 'a = 1\ndescribe_parameter(a, "the width")'}
    (parameter,) = run_job(job, tmp_path).frame["ok"]["schema"]["parameters"]
    assert parameter["description"] == "the width"


def test_a_second_build_does_not_remember_the_values_of_the_first(build) -> None:
    script = "a = 1\nshow_object(cq.Workplane().box(a, 2, 3))"
    assert [volume(build(script, a=5)), volume(build(script))] == pytest.approx([30, 6])


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit()", "the script ended itself (SystemExit)"),
        ("import sys\nsys.exit('enough')", "the script ended itself (SystemExit: enough)"),
        ("raise KeyboardInterrupt", "the script ended itself (KeyboardInterrupt)"),
        ("raise GeneratorExit", "the script ended itself"),
    ],
)
def test_a_script_that_ends_itself_is_a_failure_that_says_so(fail, script: str, said: str) -> None:
    error = fail(f"show_object({BOX})\n{script}")
    assert error["kind"] == "script"
    assert said in error["message"]


@pytest.mark.parametrize("thing", ["'x'", "None", "3", "[]", "['x']", "{}", "cq.Vector(1, 2, 3)", "iter([])"])
def test_what_is_no_cad_object_cannot_be_shown(fail, thing: str) -> None:
    error = fail(f"\nshow_object({thing})")
    assert (error["kind"], error["line"]) == ("script", 2)
    assert "no CAD object" in error["message"]


@pytest.mark.parametrize("script", ["x = 1", "debug(cq.Workplane().box(1, 1, 1))", "", "def main():\n    pass"])
def test_a_script_without_any_model_is_a_failure(fail, script: str) -> None:
    assert "shows no model" in fail(script)["message"]


@pytest.mark.parametrize(
    ("declared", "given", "use"),
    [
        ("n = 3", {"n": "4"}, "range(n)"),
        ("n = 3", {"n": "4.0"}, "range(n)"),
        ("n = -4", {"n": "4"}, "range(n)"),
        ("n: int = 3", {"n": "4"}, "range(n)"),
        ("n, m = 3, 3", {"n": "4"}, "range(n)"),
        ("f = True", {"f": "false"}, "range(3 if f else 4)"),
        ("f = True", {"f": "0"}, "range(3 if f else 4)"),
        ("t = (1, 2, 3)", {"t": "1,2,4"}, "range(t[2])"),
        ("t = (1, -2)", {"t": "(1, 4)"}, "range(t[1])"),
        ("s = 'abc'", {"s": "abcd"}, "s"),
        ("s = '3'", {"s": "4   "}, "s"),
        ("a = 1.5", {"a": "4"}, "range(int(a))"),
    ],
)
def test_a_text_becomes_a_value_of_the_constant_s_own_kind(build, declared: str, given: dict, use: str) -> None:
    script = f"{declared}\nshow_object(cq.Workplane().box(len(list({use})), 1, 1))"
    assert volume(build(script, **given)) == pytest.approx(4)


@pytest.mark.parametrize(
    ("declared", "given"),
    [
        ("n = 3", "abc"),
        ("n = 3", "nan"),
        ("n = 3", "4.5"),
        ("n = 3", ""),
        ("n = 3", "9" * 400),
        ("a = 1.5", "inf"),
        ("a = 1.5", "1e999"),
        ("a = 1.5", "\0"),
        ("f = True", "perhaps"),
        ("t = (1, 2)", "1"),
        ("t = (1, 2)", "1,2,3"),
        ("t = (1, 2)", "1,nan"),
        ("s = 'a'", "\0"),
        ("s = 'a'", "x" * 1001),
        ("l = [1, 2]", "1,2"),
        ("VERSION = 3", "4"),
    ],
)
def test_a_text_that_fits_no_value_is_refused_by_the_parameter_s_name(fail, declared: str, given: str) -> None:
    name = declared.split()[0]
    error = fail(f"{declared}\nshow_object({BOX})", **{name: given})
    assert (error["kind"], error["parameter"], error["value"]) == ("request", name, given.replace("\0", ""))
    assert error["allowed"]


@pytest.mark.parametrize("name", ["id", "s", "key", "type", "preset"])
def test_a_parameter_may_be_called_like_a_word_of_the_contract(run_job, tmp_path, name: str) -> None:
    script = f"{name} = 2\nshow_object(cq.Workplane().box({name}, 1, 1))"
    ok = run_job({"op": "build", "script": script, "type": "STL", "values": {name: "5"}}, tmp_path).frame["ok"]
    assert volume(ok) == pytest.approx(5)
    assert f"p.{name}" in ok["warnings"][0]


def test_comments_behind_assignments_are_read(fail) -> None:
    assert "from 1 to 9" in fail(f"a = 4  # [1:9]\nshow_object({BOX})", a="10")["allowed"]


def test_what_a_script_prints_is_no_part_of_the_result(run_job, tmp_path) -> None:
    script = f"import os\nprint('{{}}')\nos.write(1, b'noise')\nd = {{}}\nd['x'] = 1\nshow_object({BOX})"
    outcome = run_job({"op": "build", "script": script, "type": "STL"}, tmp_path)
    assert volume(outcome.frame["ok"]) == pytest.approx(6)
    assert "noise" in outcome.output


def test_both_dialects_in_one_script_run_once_and_what_is_shown_wins(build) -> None:
    script = f"UOM = 'in'\ndef build():\n    raise ValueError('not called')\nshow_object({BOX})"
    built = build(script)
    assert (volume(built), built["unit"]) == (pytest.approx(6), "in")


def test_a_guarded_part_that_fails_does_not_hide_the_model_that_stands_before_it(build) -> None:
    script = f"import sys\nresult = {BOX}\nif __name__ == '__main__':\n    open(sys.argv[7])"
    built = build(script)
    assert volume(built) == pytest.approx(6)
    assert "the part behind the guard __main__ failed: IndexError" in built["warnings"][0]
    assert "the variable result was taken" in built["warnings"][1]


def test_a_guarded_part_that_fails_with_no_model_before_it_is_the_failure(fail) -> None:
    error = fail("if __name__ == '__main__':\n    1 / 0")
    assert (error["line"], error["message"]) == (2, "ZeroDivisionError: division by zero")
