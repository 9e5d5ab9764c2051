"""The rules of a grid of variants are written twice, in Python and for the page: both say the same of any table."""

from __future__ import annotations

import json
import math
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.errors import RequestError
from cadwidgets.widgets._browser import module
from cadwidgets.widgets._design_batches import Words, message
from cadwidgets.widgets._design_rules import cell_text, condition, number_text, rounded
from cadwidgets.widgets._design_shown import DEFAULT_VIEW, cell_of, shown_ids
from cadwidgets.widgets.design_grid import ERROR, SECONDS, STATUS, GridColumn

COLUMNS = (
    STATUS,
    GridColumn("width", "Width", group="parameter"),
    GridColumn("holes", "Holes", kind="int", group="parameter"),
    GridColumn("ribbed", "Ribbed", kind="bool", group="parameter"),
    GridColumn("thread", "Thread", kind="choice", group="parameter", choices=("M4", "M10", 8.0)),
    GridColumn("size", "Size", kind="tuple", group="parameter"),
    GridColumn("label", "Label", kind="text", group="parameter"),
    GridColumn("mass", "Mass"),
    SECONDS,
    ERROR,
)
NUMBERS = (
    0.0,
    -0.0,
    1.0,
    1.5,
    1 / 3,
    0.1 + 0.2,
    123456.5,
    1234565.0,
    1e-7,
    2.5e-6,
    1e21,
    6e23,
    -4.25,
    math.nan,
    math.inf,
)
TEXTS = ("", "Bracket", "bracket", "Ärger", "ärger", "Z", "a b", "😀", "\ufb01", "ǅ", "Straße", "Σίσυφος", "10")
CONDITIONS = ("<= 1.2", ">0.3", "= 0.3", "0.333333", "!= 1", "1..2", "..0", "0.1..", "..", " < 1e2 ", "-5..1.5")
NO_CONDITIONS = ("", "x", "1,5", "<=", "1 2", "..x", "=> 1", "0x10", "1e", "٣", "<= 1\n", "inf", "1_0")


def any_row(dice: random.Random) -> DesignRow:
    values: dict[str, Any] = {
        "width": dice.choice((*NUMBERS, dice.uniform(-1e6, 1e6))),
        "holes": dice.choice((0, 3, 12, 1234567, 10**15)),
        "ribbed": dice.random() < 0.5,
        "thread": dice.choice(("M4", "M10", 8.0, "M5", "m4")),
        "size": dice.choice(((1.0, 2.5), (10.0, 2), (1.0,))),
        "label": dice.choice(TEXTS),
    }
    known = {name: value for name, value in values.items() if dice.random() < 0.9}
    results = {"mass": dice.choice((*NUMBERS, dice.lognormvariate(0, 9)))} if dice.random() < 0.8 else {}
    status: Any = dice.choice(("waiting", "building", "ready", "failed", "cancelled"))
    return DesignRow(known, results, status, error=dice.choice(TEXTS), seconds=dice.choice((None, 0.12345, 2.0)))


def any_view(dice: random.Random) -> dict[str, Any]:
    keys = [[column.name, dice.choice(("up", "down"))] for column in dice.sample(COLUMNS, dice.randint(0, 3))]
    filters = {
        "width": dice.choice(CONDITIONS),
        "mass": dice.choice(CONDITIONS),
        "ribbed": dice.choice(("yes", "no")),
        "thread": dice.choice(("M4", "8", "M5")),
        "status": dice.choice(("Ready", "Failed")),
        "label": dice.choice(("br", "ÄR", "ss", "\u03c3", "")),
        "size": "2.5",
    }
    chosen = {name: wanted for name, wanted in filters.items() if dice.random() < 0.25}
    return {**DEFAULT_VIEW, "sort": keys, "filters": chosen, "text": dice.choice(("", "", "br 1", "#1", "FAILED", "ä"))}


@pytest.fixture(scope="module")
def in_page(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """``in_page(questions)``: what the page's modules say, in node."""
    bundle = tmp_path_factory.mktemp("page") / "rules.mjs"
    bundle.write_text(module("design_grid_rules", "design_grid_store"), "utf-8")
    script = Path(__file__).with_name("design_grid_shown.mjs")

    def ask(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        lines = "\n".join(map(json.dumps, questions))
        command = ["node", script, bundle]
        answer = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, timeout=60)
        return [json.loads(line) for line in answer.stdout.splitlines()]

    return ask


def test_the_page_and_python_filter_sort_and_write_any_table_alike(in_page: Any) -> None:
    dice = random.Random(1)  # noqa: S311
    tables = [{number: any_row(dice) for number in dice.sample(range(99), 40)} for _ in range(40)]
    views = [any_view(dice) for _ in range(20)]
    questions = []
    for rows in tables:
        told, (data,) = message(COLUMNS, rows, Words())
        numbers = [None if math.isnan(number) else number for number in memoryview(data).cast("d")]
        columns = [column.to_json() for column in COLUMNS]
        question = {"columns": columns, "views": views, "message": told, "numbers": numbers}
        questions.append({**question, "conditions": [*CONDITIONS, *NO_CONDITIONS]})
    for rows, answer in zip(tables, in_page(questions), strict=True):
        for column, texts in zip(COLUMNS, answer["texts"], strict=True):
            assert texts == [cell_text(column, cell_of(column, row)) for row in rows.values()]
        assert answer["shown"] == [shown_ids(COLUMNS, rows, view) for view in views]
        assert answer["readable"] == [True] * len(CONDITIONS) + [False] * len(NO_CONDITIONS)


def test_some_rows_pass_and_some_do_not() -> None:
    dice = random.Random(2)  # noqa: S311
    rows = {number: any_row(dice) for number in range(200)}
    counts = [len(shown_ids(COLUMNS, rows, any_view(dice))) for _ in range(100)]
    assert 0 in counts
    assert 200 in counts
    assert any(0 < count < 200 for count in counts)


@pytest.mark.parametrize("text", NO_CONDITIONS)
def test_what_is_no_condition_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(RequestError) as refusal:
        condition(text, "mass")
    assert refusal.value.parameter == "mass"
    assert "10..20" in refusal.value.allowed


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (0.1 + 0.2, 6, "0.3"),
        (0.1 + 0.2, 0, "0.30000000000000004"),
        (1e21, 0, "1e+21"),
        (1.5e-7, 0, "1.5e-7"),
        (1e-6, 0, "0.000001"),
        (-0.0, 0, "0"),
        (4.0, 0, "4"),
        (123456.5, 6, "123457"),
        (-123456.5, 6, "-123457"),
    ],
)
def test_a_number_is_written_as_a_browser_does(number: float, digits: int, text: str) -> None:
    assert number_text(number, digits) == text
    assert float(number_text(number, digits)) == rounded(number, digits)


def test_a_condition_is_about_the_number_that_is_shown() -> None:
    rows = {1: DesignRow({}, {"mass": 1.2000000000000002}), 2: DesignRow({}, {"mass": 1.21})}
    assert shown_ids(COLUMNS, rows, {**DEFAULT_VIEW, "filters": {"mass": "<= 1.2"}}) == [1]
    assert shown_ids(COLUMNS, rows, {**DEFAULT_VIEW, "filters": {"mass": "= 1.2"}}) == [1]


def test_rows_without_a_value_are_last_whichever_way() -> None:
    masses = {1: 2.0, 3: 1.0, 4: 3.0}
    rows = {number: DesignRow({}, {"mass": masses[number]} if number in masses else {}) for number in (2, 1, 3, 4, 5)}
    for way, expected in (("up", [3, 1, 4, 2, 5]), ("down", [4, 1, 3, 2, 5])):
        assert shown_ids(COLUMNS, rows, {**DEFAULT_VIEW, "sort": [["mass", way]]}) == expected
