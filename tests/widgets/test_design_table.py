"""A design table on the embedded service: rows in, numbers out, and everything that a user does with them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from server import ContractServer  # tests/contract_server

from cadwidgets import DesignTable, ModelExplorer, connect, sweep
from cadwidgets.errors import RequestError

BOX = """
import cadquery as cq
# @material steel
width = 40.0  # [1:200] mm  Width
depth = 20.0  # [1:100] mm
fillet = 1.0  # [0.1:0.1:40] mm
result = cq.Workplane().box(width, depth, 10.0).edges("|Z").fillet(fillet)
"""
MODELSCRIPT = """
import cadquery as cq
p_width = FloatParam(min=1.0, max=100.0, presets={'default': 40.0}, desc="Width")
def build():
    return cq.Workplane("XY").box(p_width.value, 20.0, 10.0)
"""
Make = Callable[..., DesignTable]


def volume(width: float, depth: float = 20.0, fillet: float = 1.0) -> float:
    return 10.0 * (width * depth - (4.0 - math.pi) * fillet**2)


@pytest.fixture
def table() -> Iterator[Make]:
    """``table(rows=...)``: a table of the box, done."""
    made: list[DesignTable] = []

    def make(*arguments: Any, **named: Any) -> DesignTable:
        made.append(DesignTable(*(arguments or (BOX,)), **named))
        made[-1].wait()
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_rows_are_built_and_their_numbers_are_those_of_the_kernel(table: Make) -> None:
    made = table(rows=[{"width": 30}, {"width": 50, "fillet": 2}], measures={"top": 'faces(">Z").area'})
    first, second = made.rows.values()
    assert made.status == "ready"
    assert first.results["volume"] == pytest.approx(volume(30), rel=1e-6)
    assert second.results["volume"] == pytest.approx(volume(50, fillet=2), rel=1e-6)
    assert second.results["mass"] == pytest.approx(volume(50, fillet=2) * 7850e-9, rel=1e-6)
    assert (second.results["size_x"], second.results["size_z"]) == pytest.approx((50, 10))
    assert second.results["top"] == pytest.approx(volume(50, fillet=2) / 10, rel=1e-6)
    assert second.results["center_z"] == pytest.approx(0, abs=1e-6)


def test_the_frame_has_a_row_for_each_variant_and_its_units(table: Make) -> None:
    frame = table(rows=[{"width": 30}, {"depth": 20, "fillet": 30}]).frame
    assert list(frame.index) == [1, 2]
    assert frame["width"].tolist() == [30.0, 40.0]
    assert frame["status"].tolist() == ["ready", "failed"]
    assert math.isnan(frame["volume"][2])
    assert frame["error"][2]
    assert frame.attrs["units"]["volume"] == "mm³"


def test_a_changed_cell_is_built_and_undo_brings_the_old_numbers_at_once(table: Make) -> None:
    made = table(rows=[{"width": 30}, {"width": 31}])
    made.set(1, width=60)
    made.wait()
    assert made.rows[1].results["volume"] == pytest.approx(volume(60), rel=1e-6)
    made.undo()
    assert made.rows[1].results["volume"] == pytest.approx(volume(30), rel=1e-6)
    assert made.status == "ready"
    made.redo()
    assert made.rows[1].values["width"] == 60


def test_a_value_that_does_not_fit_changes_nothing(table: Make) -> None:
    made = table(rows=[{"width": 30}])
    before = made.rows
    with pytest.raises(RequestError) as refused:
        made.set(1, width=500)
    assert refused.value.parameter == "width"
    assert made.rows == before
    with pytest.raises(RequestError, match="there is no parameter 'widht'"):
        made.add({"widht": 3})
    assert made.rows == before


def test_a_table_comes_from_a_frame_and_from_the_file_that_it_was_saved_to(table: Make, tmp_path: Path) -> None:
    first = table(rows=pd.DataFrame({"Width [mm]": [30, 31], "fillet": [1, 2]}))
    for name in ("table.csv", "table.xlsx"):
        again = table(rows=first.save(tmp_path / name))
        assert [row.values for row in again.rows.values()] == [row.values for row in first.rows.values()]
        assert again.frame["volume"].tolist() == first.frame["volume"].tolist()


def test_an_explorer_gives_its_sliders_values_and_takes_a_variant_back(table: Make) -> None:
    explorer = ModelExplorer(BOX)
    explorer.params = {"width": 77}
    explorer.wait()
    made = table(explorer, rows=[{"width": 30}])
    (number,) = made.add()
    made.wait()
    assert made.rows[number].values["width"] == 77
    made.adopt(1)
    explorer.wait()
    assert explorer.params["width"] == 30
    assert explorer.result.volume == pytest.approx(volume(30), rel=1e-6)
    explorer.close()


def test_a_picked_variant_is_shown_in_3d(table: Make) -> None:
    made = table(rows=[{"width": 30}, {"width": 50}])
    made.plot.picked = 2
    made.wait()
    assert made.picked == 2
    assert made.selected == (2,)
    xmin, _, _, xmax, _, _ = made.viewer.mesh.bounding_box
    assert xmax - xmin == pytest.approx(50)
    made.selected = (1,)
    made.wait()
    assert made.picked == 1
    assert made.viewer.mesh.bounding_box[3] == pytest.approx(15)


def test_sweep_is_a_table_that_is_there_again_without_a_build() -> None:
    wanted = {"width": [120, 121, 122], "fillet": [1, 2]}
    first = sweep(BOX, wanted)
    first.wait()
    asked = connect().build.requests
    again = sweep(BOX, wanted)
    again.wait()
    assert connect().build.requests == asked
    assert again.frame.equals(first.frame)
    first.close()
    again.close()


def test_a_fresh_sweep_asks_for_everything_again() -> None:
    wanted = {"width": [130, 131], "depth": [55]}
    for fresh, builds in ((False, 2), (False, 0), (True, 2)):
        before = connect().build.requests
        made = sweep(BOX, wanted, fresh=fresh)
        made.wait()
        assert connect().build.requests == before + builds
        made.close()


def test_a_stored_model_is_built_in_the_version_that_it_had(table: Make) -> None:
    models = connect().models
    assert models is not None
    stored = models.publish(BOX, title="A box")
    made = table(None, id=stored.id, rows=[{"width": 30}])
    assert made.rows[1].results["volume"] == pytest.approx(volume(30), rel=1e-6)
    models.publish(BOX.replace("10.0)", "20.0)"), model_id=stored.id)
    made.add({"width": 31})
    explorer = ModelExplorer(id=stored.id)
    explorer.wait()
    newer = table(explorer, rows=[{"width": 30}])
    made.wait()
    assert made.rows[2].results["volume"] == pytest.approx(volume(31), rel=1e-6)
    assert newer.rows[1].results["volume"] == pytest.approx(2 * volume(30), rel=1e-6)
    explorer.close()


def test_a_sweep_that_is_cancelled_goes_on_where_it_was() -> None:
    made = sweep(BOX, {"width": range(60, 100), "depth": [33]})
    made.cancel()
    made.wait()
    assert made.status == "cancelled"
    left = sum(not row.done for row in made.rows.values())
    assert left
    made.build()
    made.wait()
    assert made.progress.total == left
    assert {row.status for row in made.rows.values()} == {"ready"}
    made.close()


def test_a_plan_that_does_not_fit_is_refused_before_anything_is_built() -> None:
    with pytest.raises(RequestError, match="there is no parameter 'widht'"):
        sweep(BOX, {"widht": [1, 2]})


def test_a_foreign_service_is_asked_after_the_user_has_agreed(table: Make, contract_server: ContractServer) -> None:
    foreign = connect(build_url=contract_server.url, build_key=contract_server.key)
    made = table(MODELSCRIPT, rows=[{"p_width": 20}, {"p_width": 30}], source=foreign)
    assert made.status == "asking"
    assert contract_server.builds == 0
    assert "2 requests" in made.bar.ask.description
    made.bar.ask.click()
    made.wait()
    assert (made.status, contract_server.builds) == ("ready", 2)
    assert [row.results["volume"] for row in made.rows.values()] == pytest.approx([4000, 6000], rel=1e-6)
    made.add({"p_width": 40})
    made.wait()
    assert made.status == "asking"
    made.selected = (1,)
    made.wait()
    assert contract_server.builds == 2


def test_a_wrong_key_stops_the_run_and_marks_no_row_as_failed(table: Make, service: Any) -> None:
    wrong = connect(build_url=service.url, build_key="canary_wrong_key")
    made = table(rows=[{"width": 30}], source=wrong)
    assert made.status == "stopped"
    assert "canary_wrong_key" not in f"{made.error}{made}{made.get_state()}"
    assert [row.status for row in made.rows.values()] == ["waiting"]


def test_goal_seek_finds_the_width_of_a_mass_and_every_trial_is_a_row(table: Make) -> None:
    made = table(rows=[{"width": 30}])
    found = made.seek("width", "mass == 50 g")
    exact = 0.05 / 7850e-9 / 200.0 + (4 - math.pi) / 20.0
    assert found.reached
    assert found.value == pytest.approx(exact, rel=1e-3)
    assert {tuple(row.values.items()) for row in found.rows} <= {
        tuple(row.values.items()) for row in made.rows.values()
    }
    assert made.rows[made.picked].values["width"] == found.value
    made.undo()
    assert len(made.rows) == 1
    assert not made.bar.buttons["redo"].disabled
    assert made.bar.buttons["undo"].disabled


def test_optimising_finds_the_lightest_box_of_a_volume(table: Make) -> None:
    made = table(rows=[])
    found = made.optimise(["width", "depth"], minimise="area", limits=["volume >= 20000"])
    assert found.holds
    assert found.row.values["width"] == pytest.approx(found.row.values["depth"], rel=1e-2)
    assert found.row.results["volume"] == pytest.approx(20000, rel=1e-3)
    assert len(made.rows) == found.builds


def test_the_forms_search_in_the_background(table: Make) -> None:
    made = table(rows=[{"width": 30}])
    made.search.parameter.value = "width"
    made.search.goal.value = "mass == 60 g"
    made.search.seek_button.click()
    made.wait()
    assert made.rows[made.picked].results["mass"] == pytest.approx(0.06, rel=1e-3)
    made.search.goal.value = "mas == 60 g"
    made.search.seek_button.click()
    made.wait()
    assert "&#x27;mas&#x27; is neither" in made.search.said
    assert made.error is None or isinstance(made.error, RequestError)


def test_closing_ends_the_builds() -> None:
    made = sweep(BOX, {"width": range(100, 160), "depth": [44]})
    made.close()
    assert made.comm is None
