"""PartPicker over the embedded catalog: searching, choosing, seeing, downloading, and what goes into the BOM."""

from __future__ import annotations

import gc
import hashlib
from typing import Any

import ipywidgets
import pytest
import traitlets

import cadwidgets
from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.contract.search import Filter
from cadwidgets.errors import NotFound, RequestError, SourceError
from cadwidgets.sources import connect
from cadwidgets.widgets.part_picker import PartPicker


@pytest.fixture
def picker(clean_environment: None) -> PartPicker:
    """A picker that has searched for screws."""
    made = PartPicker(query="M6x20 socket head")
    made.wait()
    return made


def act(picker: PartPicker, kind: str, **what: Any) -> dict[str, Any]:
    """What the pane shows after an action of the browser."""
    picker._desk.act({"type": kind, **what})
    picker.wait()
    return dict(picker._desk.pane.view)


def size_of(picker: PartPicker) -> list[float]:
    x0, y0, z0, x1, y1, z1 = picker.viewer.mesh.bounding_box
    return sorted((x1 - x0, y1 - y0, z1 - z0))


def test_it_begins_with_its_query_and_draws_nothing_yet(picker: PartPicker) -> None:
    assert (picker.status, picker.error, picker.part, picker.files) == ("ready", None, None, None)
    assert "ISO 4762 M6x20" in [hit.part_number for hit in picker.results.hits]
    assert [chip["label"] for chip in picker._desk.pane.view["chips"]] == [
        "Nominal diameter d: 6 mm",
        "Length l: 20 mm",
    ]
    assert picker.viewer.mesh is None
    assert picker._pane.downloads.count.value == "", "nobody counts here"


def test_a_selected_row_is_the_part_described_and_shown(picker: PartPicker) -> None:
    row = next(row for row in picker._desk.pane.view["rows"] if row["part_number"] == "ISO 4762 M6x20")
    view = act(picker, "select", row=row["id"])
    assert [shown["part_number"] for shown in view["rows"] if shown["selected"]] == ["ISO 4762 M6x20"]
    assert (picker.status, picker.configuration.part_number) == ("ready", "ISO 4762 M6x20")
    assert picker.part.part == picker.configuration.part
    assert picker.viewer.mesh.is_watertight
    assert size_of(picker) == pytest.approx([10, 10, 26], abs=0.02)
    assert "Head height k" in picker._pane.data.value
    assert not picker.viewer.stale


def test_a_filter_of_the_pane_reaches_the_catalog_and_can_be_taken_back(picker: PartPicker) -> None:
    before = picker.results.total
    act(picker, "toggle", facet="class", value="8.8")
    assert 0 < picker.results.total < before
    assert picker._desk.history.now.filters == (Filter("class", ("8.8",)),)
    picker.undo()
    picker.wait()
    assert picker.results.total == before
    picker.redo()
    picker.wait()
    assert picker.results.total < before


def test_the_newest_of_many_choices_is_the_one_that_is_shown(picker: PartPicker) -> None:
    for hit in picker.results.hits[:6]:
        picker.choose(hit)
    assert picker.status == "working"
    picker.wait()
    assert picker.configuration.part_number == picker.results.hits[5].part_number
    assert picker._pane.view.shown == picker.configuration.part
    assert not picker.viewer.stale


@pytest.mark.long
def test_the_picture_before_stays_greyed_until_the_new_one_is_there(picker: PartPicker) -> None:
    picker.pick("6205").wait()
    picker.pick("6206")
    assert picker.viewer.stale
    assert size_of(picker) == pytest.approx([15, 52, 52], rel=1e-2)
    picker.wait()
    assert not picker.viewer.stale
    assert size_of(picker) == pytest.approx([16, 62, 62], rel=1e-2)


def test_a_part_is_picked_by_its_number_before_the_catalog_is_there(clean_environment: None) -> None:
    made = PartPicker().pick("iso4762 m10x40")
    assert made.status == "starting"
    made.wait()
    assert (made.configuration.part_number, made.status) == ("ISO 4762 M10x40", "ready")
    assert size_of(made) == pytest.approx([16, 16, 50], rel=1e-2)
    made.close()


def test_an_unknown_number_is_told_with_near_ones_and_the_last_part_stays_greyed(picker: PartPicker) -> None:
    picker.pick("6205").wait()
    picker.pick("6205-9Z").wait()
    assert (picker.status, picker.part, picker.configuration) == ("failed", None, None)
    assert isinstance(picker.error, NotFound)
    assert "6205-ZZ" in picker._error_panel.value
    assert picker.viewer.stale
    picker.pick("6205").wait()
    assert (picker.status, picker.error, picker._error_panel.value, picker.viewer.stale) == ("ready", None, "", False)


def test_download_brings_the_cad_file_the_bom_text_and_the_archive_as_links(picker: PartPicker) -> None:
    picker.pick("ISO 4762 M6x20").wait()
    assert picker._pane.downloads.format.label.startswith("STEP")
    picker.download()
    picker.wait()
    data = picker.files.files["ISO_4762_M6x20.step"]
    assert data.startswith(b"ISO-10303-21;")
    assert data.rstrip().endswith(b"END-ISO-10303-21;")
    for name in ("ISO_4762_M6x20.step", "ISO_4762_M6x20.txt", "ISO_4762_M6x20.zip"):
        assert f'download="{name}"' in picker._pane.downloads.links.value
    picker.pick("6205").wait()
    assert picker._pane.downloads.links.value == "", "the links of another part are gone"


@pytest.mark.long
def test_one_can_search_and_choose_on_while_a_download_runs(picker: PartPicker) -> None:
    picker.pick("6205").wait()
    picker.download()
    picker.search("6206")
    picker.pick("6206").wait()
    assert picker.files.names == ("6205.step",)
    assert picker.configuration.part_number == "6206"
    assert picker._pane.view.shown == picker.configuration.part
    assert {hit.part_number for hit in picker.results.hits} >= {"6206"}


def test_the_line_of_a_part_says_how_it_is_had_again(picker: PartPicker) -> None:
    picker.pick("ISO 4762 M6x20").wait()
    line = picker._parts.line
    assert (line.part_number, line.standard, line.source) == (
        "ISO 4762 M6x20",
        "ISO 4762",
        "CADWIDGETS_STANDARD_PARTS",
    )
    assert line.mass_kg == pytest.approx(0.00665, abs=1e-5)
    assert (line.part, line.cad_file, line.sha256) == (picker.part.part, "", "")
    picker.download()
    picker.wait()
    line = picker._parts.line
    assert line.cad_file == "ISO_4762_M6x20.step"
    assert line.sha256 == hashlib.sha256(picker.files.files[line.cad_file]).hexdigest()


def test_parts_are_added_to_the_bom_and_the_last_can_be_taken_out_again(picker: PartPicker) -> None:
    told: list[int] = []
    picker.observe(lambda change: told.append(len(change["new"].lines)), "bom")
    picker.pick("ISO 4762 M6x20").wait()
    picker._pane.tray.quantity.value = 4
    picker._pane.tray.button.click()
    picker.pick("6205").wait()
    assert picker.add_to_bom() is picker.bom
    assert [(line.part_number, line.quantity) for line in picker.bom.lines] == [("ISO 4762 M6x20", 4), ("6205", 1)]
    assert "2 lines, 5 parts; mass 0.155 kg" in picker._pane.tray.summary.value
    picker._pane.tray.table._act({"type": "undo"})
    assert [line.part_number for line in picker.bom.lines] == ["ISO 4762 M6x20"]
    assert told == [1, 2, 1]
    picker.undo_adding()
    assert (picker.bom.lines, picker._pane.tray.table.layout.display) == ((), ""), "what was taken back can come again"
    picker._pane.tray.table.redo()
    assert picker.bom.summary.startswith("1 line, 4 parts")


def test_the_first_part_that_is_looked_up_can_be_waited_for_no_longer(picker: PartPicker) -> None:
    line, progress = picker._pane.hint, picker._pane._progress
    assert progress.waiting.layout.display == "none"
    picker.pick("6205")
    assert "Looking up 6205" in progress.status.value
    assert progress.waiting in line.children
    assert progress.waiting.layout.display == ""
    picker.wait()
    assert (line.layout.display, progress.waiting.layout.display) == ("none", "none")
    assert "6205: shown." in picker._pane.downloads.progress.status.value


@pytest.mark.long
def test_a_bom_that_is_there_is_gone_on_with(picker: PartPicker) -> None:
    picker.pick("6205").wait()
    begun = picker.add_to_bom(2)
    again = PartPicker(bom=begun).pick("6206")
    again.wait()
    assert [line.part_number for line in again.add_to_bom().lines] == ["6205", "6206"]
    again.bom = begun
    assert "1 line, 2 parts" in again._pane.tray.summary.value
    with pytest.raises(traitlets.TraitError):
        again.bom = ["6205"]
    again.close()


@pytest.mark.long
@pytest.mark.parametrize("number", ["ISO 4762 M6x20", "6205-2RS", "ISO 4762 M6x20 with ISO 7089"])
def test_the_code_gives_the_same_part_again(picker: PartPicker, number: str) -> None:
    picker.pick(number).wait()
    again = eval(picker.code, {"part": cadwidgets.part})
    assert again.details.part == picker.part.part
    assert "data-text=" in picker._pane.code.value, "it can be copied"


def test_parts_stand_side_by_side(picker: PartPicker) -> None:
    picker.compare("6205", "6206").wait()
    comparison = picker._desk.pane.view["comparison"]
    differing = {row["label"]: row["values"] for row in comparison["rows"] if row["differs"]}
    assert differing["Bore d"] == ["25 mm", "30 mm"]
    assert "Standard" not in differing
    with pytest.raises(RequestError, match="too many"):
        picker.compare("1", "2", "3", "4", "5")
    picker.compare().wait()
    assert picker._desk.pane.view["comparison"] is None


def test_what_needs_a_part_says_so_while_there_is_none(picker: PartPicker) -> None:
    for action in (picker.download, picker.show_in_3d, picker.add_to_bom, lambda: picker.configure("d", "6")):
        with pytest.raises(RequestError, match="choose a part first"):
            action()
    with pytest.raises(RequestError, match="choose a part first"):
        _ = picker.code
    picker._pane.downloads.button.click()
    assert (picker.status, str(picker.error)) == ("failed", "choose a part first")
    picker.pick("6205").wait()
    assert (picker.status, picker.error) == ("ready", None)


def test_close_frees_every_widget_that_the_picker_made(clean_environment: None) -> None:
    gc.collect()
    before = len(ipywidgets.widgets.widget._instances)
    made = PartPicker().pick("6205")
    made.wait()
    made.close()
    assert len(ipywidgets.widgets.widget._instances) == before


@pytest.mark.parametrize("api", ["classic", "gateway"])
def test_the_embedded_catalog_works_through_both_contracts(clean_environment: None, api: str) -> None:
    made = PartPicker(source=connect(traceparts_api=api)).pick("ISO 4762 M6x20 with ISO 7089")
    made.wait()
    assert made.error is None
    assert f"embedded service \u00b7 {api}" in made.children[1].value
    made.download()
    made.wait()
    assert made.error is None
    assert made.files.names[0] == "ISO_4762_M6x20_with_ISO_7089.step"
    assert len(made.files.names) == 3
    assert b"1 x ISO 7089 6" in made.files.bom_text
    made.close()


@pytest.mark.long
@pytest.mark.parametrize("api", ["classic", "gateway"])
def test_a_teams_own_service_is_searched_through_both_contracts(
    service: Any, api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = {"traceparts_key": service.key, "traceparts_tenant": tenant_of(LOCAL), "traceparts_email": EMBEDDED_EMAIL}
    for name, value in secrets.items():
        monkeypatch.setenv(f"CADWIDGETS_{name.upper()}", value)
    made = PartPicker(source=connect(traceparts_api=api, traceparts_url=service.url), query="6205").pick("6205")
    made.wait()
    assert made.error is None
    assert made.viewer.mesh.is_watertight
    assert made.results.total > 0
    again = eval(made.code, {"part": cadwidgets.part, "connect": connect})
    assert (again.details.part, service.key in made.code) == (made.part.part, False)
    made.close()


def test_a_wrong_key_at_a_catalog_is_told(contract_server: Any) -> None:
    source = connect(
        traceparts_url=contract_server.traceparts_url,
        traceparts_key="wrong",
        traceparts_email="designer@example.com",
        traceparts_api="classic",
    )
    made = PartPicker(source=source).pick("W-8", "CONTRACT_WASHERS")
    made.wait()
    assert (made.status, made.part) == ("failed", None)
    assert isinstance(made.error, SourceError)
    assert "refused the key" in made._desk.pane.view["note"]


def test_an_unknown_keyword_is_a_type_error(clean_environment: None) -> None:
    with pytest.raises(TypeError, match="quarry"):
        PartPicker(quarry="6205")


def test_a_part_is_configured_and_what_depends_follows(picker: PartPicker) -> None:
    picker.pick("ISO 4762 M6x20").wait()
    controls = picker._pane.configurator.controls
    controls["d"].value = next(value for _, value in controls["d"].options if value.startswith("8"))
    picker.wait()
    assert (picker.error, picker.configuration.part_number) == (None, "ISO 4762 M8x20")
    assert size_of(picker) == pytest.approx([13, 13, 28], rel=1e-2)
    assert picker._pane.configurator.controls["d"] is controls["d"], "the keyboard's focus stays"
    picker.configure("l", "30").configure("d", "10").wait()
    assert picker.configuration.part_number == "ISO 4762 M10x30"


def test_how_a_part_is_shown_stands_in_its_code(picker: PartPicker) -> None:
    picker.pick("ISO 4762 M6x20").wait()
    picker.configure("thread", "real").wait()
    assert picker.error is None
    assert picker.code == 'part("ISO 4762", "M6x20", thread="real")'
    assert eval(picker.code, {"part": cadwidgets.part}).details.part == picker.part.part
    picker.configure("thread", "simplified").wait()
    assert picker.code == 'part("ISO 4762", "M6x20")'


@pytest.mark.long
def test_a_part_by_a_path_with_an_option_has_that_in_its_code(picker: PartPicker) -> None:
    real = cadwidgets.part("ISO 4762", "M6x20", thread="real").details.part
    picker.choose(real).wait()
    assert picker.code == 'part("ISO 4762", "M6x20", thread="real")'
    assert eval(picker.code, {"part": cadwidgets.part}).details.part == picker.part.part == real
    picker.configure("l", "30").wait()
    assert picker.code == 'part("ISO 4762", "M6x30", thread="real")'
    assert eval(picker.code, {"part": cadwidgets.part}).details.part == picker.part.part


def test_a_value_that_a_parameter_cannot_have_is_refused(picker: PartPicker) -> None:
    picker.pick("ISO 4762 M6x20").wait()
    with pytest.raises(RequestError, match="imaginary") as refused:
        picker.configure("thread", "imaginary")
    assert "real" in refused.value.allowed


def test_a_picked_assembly_stands_in_the_bom_with_its_parts(picker: PartPicker) -> None:
    picker.pick("ISO 4762 M6x20 with ISO 7089").wait()
    bom = picker.add_to_bom(2)
    assert bom.frame["item"].tolist() == ["1", "1.1", "1.2"]
    assert bom.frame["part_number"].tolist() == ["ISO 4762 M6x20 with ISO 7089", "ISO 4762 M6x20", "ISO 7089 6"]
    assert bom.mass == cadwidgets.Bom().add("ISO 4762 M6x20 with ISO 7089", 2).mass
    assert "mass 0.01533 kg (all lines)" in bom.summary
