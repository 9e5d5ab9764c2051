"""The kernel's half of a grid of variants: what it sends, keeps, checks and calls."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from played_grid import COLUMNS, REASON, CarriedGrid, grid_of, some_rows, variant

from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.errors import RequestError
from cadwidgets.widgets.design_grid import BATCH_SECONDS, SAVED_ROWS, GridColumn, columns_of


def told(grid: CarriedGrid, kind: str) -> list[Any]:
    """The messages of a kind that were sent since this was asked last; all others are forgotten."""
    found = [content for content, _ in grid.outbox if content["type"] == kind]
    grid.outbox.clear()
    return found


def ids_sent(grid: CarriedGrid) -> list[list[int]]:
    """The ids in each message of rows."""
    blocks = [(content, data[0]) for content, data in grid.outbox if content["type"] == "rows"]
    return [np.frombuffer(data).reshape(1 + len(told["columns"]), -1)[0].astype(int).tolist() for told, data in blocks]


def edit(grid: CarriedGrid, row: int, name: str, text: str) -> str:
    """What the page is told after somebody typed this: empty if it was taken."""
    grid.outbox.clear()
    grid._act({"type": "edit", "row": row, "name": name, "text": text})
    return told(grid, "edited")[-1]["why"]


def test_only_what_has_changed_is_sent() -> None:
    grid = grid_of(some_rows(5))
    assert ids_sent(grid) == [[1, 2, 3, 4, 5]]
    grid.outbox.clear()
    grid.put({2: variant(2), 3: replace(variant(3), status="failed", error=REASON)})
    assert ids_sent(grid) == [[3]]


def test_many_rows_come_in_chunks_and_each_word_once() -> None:
    grid = grid_of(some_rows(4500))
    assert [len(ids) for ids in ids_sent(grid)] == [2000, 2000, 500]
    words = [word for content, _ in grid.outbox for word in content["words"]]
    assert len(words) == len(set(words))


def test_a_page_that_opens_gets_everything() -> None:
    grid = grid_of(some_rows(3))
    grid.outbox.clear()
    grid._act({"type": "ready"})
    assert grid.outbox[0][0] == {"type": "clear"}
    assert ids_sent(grid) == [[1, 2, 3]]
    assert grid.outbox[1][0]["words_from"] == 0


def test_while_a_loop_runs_rows_go_in_batches_a_few_a_second() -> None:
    async def sweep() -> list[list[int]]:
        grid = CarriedGrid(COLUMNS)
        for number in range(1, 101):
            grid.put({number: variant(number)})
        await asyncio.sleep(2 * BATCH_SECONDS)
        return ids_sent(grid)

    batches = asyncio.run(sweep())
    assert len(batches) == 2, "the first row at once, the others together"
    assert sorted(row for ids in batches for row in ids) == list(range(1, 101))


def test_the_saved_notebook_holds_the_first_rows_only_and_stays_small() -> None:
    grid = grid_of(some_rows(10_000))
    state = grid.get_state()
    assert state["saved"]["count"] == 10_000
    assert len(state["saved"]["numbers"][0]) == SAVED_ROWS
    size = sum(len(repr(value)) for name, value in state.items() if name not in ("_esm", "_css"))
    assert size < 60_000


def test_rows_that_are_removed_are_no_longer_selected() -> None:
    grid = grid_of(some_rows(4))
    grid.selected = (1, 2)
    grid.remove([2, 99])
    assert told(grid, "removed") == [{"type": "removed", "rows": [2]}]
    assert grid.selected == (1,)
    assert grid.shown() == [1, 3, 4]


def test_a_row_that_there_is_not_cannot_be_selected() -> None:
    grid = grid_of(some_rows(4))
    grid.selected = (3, 77)
    assert grid.selected == (3,)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("width", "12.5", 12.5),
        ("holes", "4", 4),
        ("ribbed", "true", True),
        ("thread", "M10", "M10"),
        ("size", "3, 4.5", (3.0, 4.5)),
        ("label", " as typed", " as typed"),
    ],
)
def test_an_edit_tells_the_value_of_its_own_kind(name: str, text: str, value: Any) -> None:
    grid = grid_of(some_rows(2))
    edits: list[tuple[int, str, Any]] = []
    grid.on_edit(lambda *edited: edits.append(edited))
    assert edit(grid, 1, name, text) == ""
    assert edits == [(1, name, value)]
    assert type(edits[0][2]) is type(value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("width", "9"),
        ("width", "wide"),
        ("width", "nan"),
        ("holes", "2.5"),
        ("thread", "M6"),
        ("size", "1"),
        ("size", "1, 51"),
        ("label", "x" * 1001),
    ],
)
def test_a_value_that_the_column_does_not_allow_is_refused_with_the_reason(name: str, text: str) -> None:
    grid = grid_of(some_rows(2))
    grid.on_edit(lambda *_: pytest.fail("it was told"))
    assert name in edit(grid, 1, name, text)
    assert grid.error is None, "it is told in the cell"


def test_who_is_told_of_an_edit_may_refuse_it_and_its_rows_come_before_the_answer() -> None:
    grid = grid_of(some_rows(2))

    def refuse(_row: int, name: str, value: Any) -> None:
        raise RequestError("two variants would be the same", parameter=name, value=value)

    grid.on_edit(refuse)
    assert edit(grid, 1, "holes", "5") == "two variants would be the same"
    grid.on_edit(lambda row, name, value: grid.put({row: replace(variant(row), values={name: value})}))
    grid._act({"type": "edit", "row": 1, "name": "holes", "text": "5"})
    assert [content["type"] for content, _ in grid.outbox] == ["anew", "rows", "edited"]


def test_an_edit_of_a_row_that_is_gone_says_so() -> None:
    assert "no variant 9" in edit(grid_of(some_rows(2)), 9, "holes", "5")


def test_adopt_delete_and_pictures_are_told_for_rows_that_there_are() -> None:
    grid = grid_of(some_rows(3))
    calls: list[Any] = []
    grid.on_adopt(calls.append)
    grid.on_delete(calls.append)
    grid.on_pictures_wanted(calls.append)
    grid._act({"type": "adopt", "row": 2})
    grid._act({"type": "adopt", "row": 7})
    grid._act({"type": "delete", "rows": [1, 7]})
    grid._act({"type": "pictures", "rows": [3, 7]})
    assert calls == [2, [1], [3]]


def test_a_callback_that_fails_is_shown_and_the_next_that_does_not_takes_it_away() -> None:
    grid = grid_of(some_rows(3))
    grid.on_adopt(lambda row: 1 / (row - 1))
    grid._act({"type": "adopt", "row": 1})
    assert isinstance(grid.error, ZeroDivisionError)
    assert grid.problem is not None
    grid._act({"type": "adopt", "row": 2})
    assert (grid.error, grid.problem) == (None, None)


def test_a_view_is_restored_in_part_or_as_a_whole() -> None:
    grid = grid_of(some_rows(30))
    grid.view = {"sort": [("width", "down")], "filters": {"holes": "<= 3"}}
    assert grid.view["show"] == "table"
    assert grid.shown() == [26, 25, 24, 14, 13, 12, 2, 1]
    other = grid_of(some_rows(30))
    other.view = grid.view
    assert other.shown() == grid.shown()


@pytest.mark.parametrize(
    "view",
    [{"show": "list"}, {"sort": [["width", "sideways"]]}, {"filters": {"width": "about 3"}}, {"order": []}],
)
def test_a_view_that_there_is_not_is_refused(view: dict[str, Any]) -> None:
    grid = grid_of(some_rows(3))
    with pytest.raises(RequestError):
        grid.view = view
    assert grid.shown() == [1, 2, 3]


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        CarriedGrid([GridColumn("mass", "Mass"), GridColumn("mass", "Mass", group="parameter")])


def test_the_columns_of_a_model_keep_results_and_parameters_of_one_name_apart() -> None:
    schema = ParameterSchema(
        (
            Parameter("mass", "float", 2.0, minimum=1, maximum=3, unit="kg"),
            Parameter("d", "float", 5.0, minimum=0, maximum=9, invented=True),
            Parameter("status", "choice", "new", choices=("new", "old")),
        )
    )
    columns = columns_of(schema, {"mass": "kg", "volume": "mm³"})
    names = ["status (build)", "mass", "d", "status", "mass (result)", "volume", "seconds", "error"]
    assert [column.name for column in columns] == names
    row = replace(variant(1), values={"mass": 2.5, "d": 40.0, "status": "old"})
    told = {column.name: column.cell(row) for column in columns}
    assert (told["mass"], told["status"], told["status (build)"]) == (2.5, "old", "ready")
    assert told["mass (result)"] == row.results["mass"]
    assert columns[2].check("40", 5.0) == 40.0, "an invented range limits nothing"


def test_new_columns_bring_all_rows_again() -> None:
    grid = grid_of(some_rows(3))
    grid.outbox.clear()
    grid.columns = (*COLUMNS, GridColumn("bore", "Bore", "mm"))
    assert ids_sent(grid) == [[1, 2, 3]]
    assert "bore" in grid.outbox[-1][0]["columns"]
