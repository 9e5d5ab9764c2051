"""PartPicker over a DataFrame of somebody's own parts, at the embedded service."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import cadquery as cq
import pandas as pd
import pytest

from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets.part_picker import PartPicker


@pytest.fixture
def frame(tmp_path: Path) -> pd.DataFrame:
    """Two parts with CAD, one without, one whose file is broken, and two rows that are no parts."""
    for length in (10, 20):
        cq.exporters.export(cq.Workplane().box(length, 5, 3), str(tmp_path / f"{length}.step"))
    (tmp_path / "bad.step").write_text("hello")
    files = [tmp_path / "10.step", str(tmp_path / "20.step"), None, tmp_path / "bad.step", None, None]
    return pd.DataFrame(
        {
            "part_number": ["00123", "1E5", "NONE", "BAD", "NONE", ""],
            "length [mm]": [10.0, 20.0, 30.0, 40.0, 1.0, 1.0],
            "finish": ["zinc", "black", "blue", "", "", "<b>x"],
            "file": files,
        }
    )


@pytest.fixture
def picker(clean_environment: None, frame: pd.DataFrame) -> PartPicker:
    made = PartPicker(catalog=frame)
    made.wait()
    return made


def test_the_rows_are_searched_and_their_columns_are_the_parts_data(picker: PartPicker) -> None:
    assert (picker.status, picker.error) == ("ready", None)
    assert sorted(hit.part_number for hit in picker.results.hits) == ["00123", "1E5", "BAD", "NONE"]
    picker.choose(next(hit for hit in picker.results.hits if hit.part_number == "1E5")).wait()
    assert picker.viewer.mesh.volume == pytest.approx(300)
    assert (picker.configuration.part_number, dict(line[:2] for line in picker._parts.line.attributes)["finish"]) == (
        "1E5",
        "black",
    )
    picker.download()
    picker.wait()
    assert picker.files.names == ("1E5.step",)
    assert picker.code == 'PartPicker(catalog=frame).pick("1E5")'


@pytest.mark.long
def test_part_numbers_stay_the_text_that_they_are(picker: PartPicker) -> None:
    for number in ("00123", "1E5"):
        picker.pick(number).wait()
        assert (picker.error, picker.configuration.part_number) == (None, number)
        assert picker.add_to_bom().lines[-1].part_number == number
    assert picker.search("00123").wait() is None
    assert [hit.part_number for hit in picker.results.hits] == ["00123"]


def test_what_was_not_taken_is_told_and_kept(picker: PartPicker) -> None:
    assert [(one.row, one.part_number) for one in picker.imported.row_problems] == [(5, "NONE"), (6, "")]
    assert [one.name for one in picker.imported.file_problems] == ["bad.step"]
    assert "row 5 (NONE)" in picker._not_taken.value
    assert "bad.step" in picker._not_taken.value


def test_a_part_without_cad_shows_its_data_and_says_so(picker: PartPicker) -> None:
    picker.pick("00123").wait()
    picker.pick("NONE").wait()
    assert (picker.status, picker.error, picker.part) == ("ready", None, None)
    assert "blue" in picker._pane.data.value
    assert "no CAD of NONE" in picker._pane.view.note.value
    assert picker.viewer.stale
    with pytest.raises(RequestError, match="no CAD format"):
        picker.download()


def test_equal_frames_are_one_catalog_at_the_service(picker: PartPicker, frame: pd.DataFrame) -> None:
    again = PartPicker(catalog=frame.copy())
    again.wait()
    assert again.imported.catalog.id == picker.imported.catalog.id
    assert again.results.hits == picker.results.hits


def test_the_kernel_is_free_while_the_parts_are_sent(clean_environment: None) -> None:
    frame = pd.DataFrame({"number": [f"{n:05}" for n in range(5000)], "size_mm": range(5000)})
    began = time.monotonic()
    picker = PartPicker(catalog=frame)
    assert time.monotonic() - began < 2
    assert picker.status in ("starting", "working")
    picker.wait()
    assert picker.status == "ready"
    assert picker.imported.catalog.parts == 5000


@pytest.mark.parametrize("frame", [pd.DataFrame({"size": [1, 1]}), pd.DataFrame()])
def test_a_frame_without_part_numbers_is_refused_at_once(clean_environment: None, frame: pd.DataFrame) -> None:
    with pytest.raises(RequestError):
        PartPicker(catalog=frame)


def test_what_is_no_frame_and_an_unknown_keyword_are_type_errors(clean_environment: None) -> None:
    for wrong in ({"catalog": "ACME"}, {"katalog": pd.DataFrame({"n": ["1"]})}):
        with pytest.raises(TypeError):
            PartPicker(**wrong)


def test_a_catalog_that_takes_no_own_parts_says_so(contract_server: Any, frame: pd.DataFrame) -> None:
    foreign: Sources = connect(
        traceparts_url=contract_server.traceparts_url,
        traceparts_key=contract_server.key,
        traceparts_email="designer@example.com",
        traceparts_api="classic",
    )
    picker = PartPicker(source=foreign, catalog=frame)
    picker.wait()
    assert picker.status == "failed"
    assert "takes no parts of your own" in str(picker.error)
