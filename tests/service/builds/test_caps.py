"""What a model may come to: one more is refused, and the error tells the limit."""

from __future__ import annotations

import unicodedata

import pytest

from cadwidgets.service.builds.caps import MAX_NAME, MAX_NESTING, MAX_PARAMETERS, MAX_PARTS, MAX_SHOWN
from cadwidgets.service.builds.parts import clean_name

NESTED = """
made = cq.Assembly(cq.Workplane().box(1, 1, 1), name="inmost")
for level in range({} - 1):
    outer = cq.Assembly(name=f"level{{level}}")
    made.parent = outer
    outer.children.append(made)
    made = outer
show_object(made)
"""
FLAT = """
made = cq.Assembly()
for number in range({}):
    leaf = cq.Assembly(cq.Vertex.makeVertex(number, 0, 0))
    made.children.append(leaf)
show_object(made)
show_object(cq.Workplane().box(1, 1, 1))
"""


@pytest.mark.parametrize(
    ("script", "limit", "said"),
    [
        ("box = cq.Workplane().box(1, 1, 1)\nfor _ in range({}): show_object(box)", MAX_SHOWN, "show at most 1,000"),
        (FLAT, MAX_PARTS, "at most 10,000 parts"),
        (NESTED, MAX_NESTING, "nested 100 deep"),
    ],
)
def test_more_than_a_model_may_come_to_is_refused(fail, script: str, limit: int, said: str) -> None:
    error = fail(script.format(limit + 1))
    assert (error["kind"], error["limit"]) == ("script", float(limit))
    assert said in error["message"]


def test_as_deep_as_may_be_is_built(build) -> None:
    assert build(NESTED.format(MAX_NESTING))["properties"]["solids"] == 1


def test_a_script_may_declare_only_so_many_parameters(build, fail) -> None:
    script = "\n".join(f"p{number} = {number}" for number in range(MAX_PARAMETERS + 1))
    error = fail(f"{script}\nshow_object(cq.Workplane().box(1, 1, 1))")
    assert (error["kind"], error["limit"]) == ("script", float(MAX_PARAMETERS))
    assert "declares 257 parameters" in error["message"]


@pytest.mark.parametrize("name", ["x" * 1000, "e\u0301" * 200, "\u1100\u1161\u11a8" * 300, "a\u0301" * 64 + "b" * 200])
def test_a_name_is_cut_in_its_composed_form(name: str) -> None:
    cleaned = clean_name(name)
    assert cleaned == unicodedata.normalize("NFC", name)[: len(cleaned)]
    assert unicodedata.is_normalized("NFC", cleaned)
    assert 100 < len(cleaned) <= MAX_NAME
