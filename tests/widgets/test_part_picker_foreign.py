"""PartPicker at foreign catalogs of both generations: what is asked, what is shown, and how often it counts."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest

from cadwidgets.errors import AuthError, BadAnswer, NotFound, RequestError
from cadwidgets.sources import connect
from cadwidgets.widgets.part_picker import PartPicker

CATALOG = "CONTRACT_WASHERS"


@pytest.fixture(params=["classic", "gateway"])
def picker(request: pytest.FixtureRequest, contract_server: Any) -> PartPicker:
    """A picker at the contract-only server, by either contract."""
    url = contract_server.traceparts_url if request.param == "classic" else contract_server.gateway_url
    source = connect(
        traceparts_api=request.param,
        traceparts_url=url,
        traceparts_key=contract_server.key,
        traceparts_tenant=contract_server.tenant,
        traceparts_email=contract_server.email,
    )
    source.parts.requests = 0  # equal settings share their clients, and so the count
    made = PartPicker(source=source)
    made.wait()
    assert made.error is None
    return made


def choose_format(picker: PartPicker, label: str) -> None:
    menu = picker._pane.downloads.menu
    menu.value = next(known for _, known in menu.options if label in known.label)


def test_the_badge_names_the_contract_and_the_host(picker: PartPicker) -> None:
    parts = picker._source.parts
    assert f"{parts.api} \u00b7 {parts.source}" in picker._badge()


def test_it_says_that_there_is_no_search_and_what_there_is(picker: PartPicker) -> None:
    view = picker._desk.pane.view
    assert (view["searchable"], view["status"]) == (False, "ready")
    assert "has no search" in view["note"]


def test_a_named_part_lists_its_formats_and_sends_no_cad_request(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-8", CATALOG).wait()
    assert picker.error is None
    assert {"STEP AP214", "STL"} <= {known.label for known in picker.configuration.formats}
    assert contract_server.cad_requests == 0
    assert "CAD requests: 0" in picker._pane.downloads.count.value


def test_a_part_is_found_through_the_lists_without_a_cad_request(picker: PartPicker, contract_server: Any) -> None:
    for _ in range(4):  # catalog, then category or family, then a part
        view = picker._desk.pane.view
        facet = next((one for one in view["facets"] if one["name"] == "catalog"), None)
        if facet and not any(value["chosen"] for value in facet["values"]):
            picker._desk.act({"type": "toggle", "facet": "catalog", "value": CATALOG})
        elif picker.part is None:
            picker._desk.act({"type": "select", "row": view["rows"][0]["id"]})
        picker.wait()
    assert picker.error is None
    assert picker.configuration.part_number.startswith("W")
    assert contract_server.cad_requests == 0


def test_a_downloaded_stl_is_shown_for_one_cad_request(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-8", CATALOG).wait()
    choose_format(picker, "STL")
    picker.download()
    picker.wait()
    assert picker.error is None
    assert contract_server.cad_requests == 1
    assert "CAD requests: 1" in picker._pane.downloads.count.value
    assert picker.viewer.mesh.is_watertight


@pytest.mark.long
def test_a_downloaded_step_is_meshed_at_home_without_a_further_request(
    picker: PartPicker, contract_server: Any
) -> None:
    picker.pick("W-8", CATALOG).wait()
    choose_format(picker, "STEP")
    picker.download()
    picker.wait()
    assert picker.error is None
    assert contract_server.cad_requests == 1
    assert contract_server.builds == 0
    assert picker.viewer.mesh.volume == pytest.approx(math.pi / 4 * (16**2 - 8.4**2) * 1.6, rel=2e-2)


def test_an_unknown_part_is_told_and_costs_nothing(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-NOT-THERE", CATALOG).wait()
    assert (picker.status, isinstance(picker.error, NotFound)) == ("failed", True)
    picker.pick("W-8").wait()
    assert isinstance(picker.error, RequestError), "a number alone names no part there"
    assert contract_server.cad_requests == 0


def test_a_refused_key_is_told_as_such_and_not_as_a_missing_part(picker: PartPicker, contract_server: Any) -> None:
    contract_server.fail_next(403, 100)
    picker.pick("W-8", CATALOG).wait()
    assert (picker.status, type(picker.error)) == ("failed", AuthError)
    assert contract_server.cad_requests == 0


def test_no_picture_is_taken_from_an_unsafe_address(picker: PartPicker) -> None:
    with pytest.raises(BadAnswer, match="unsafe"):
        picker._source.picture("http://example.com/part.png")
    with pytest.raises(BadAnswer, match="unsafe"):
        picker._source.picture("file:///etc/passwd")


def test_a_part_is_shown_in_3d_on_the_users_word_by_one_cad_request(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-20", CATALOG).wait()
    assert [known.label for known in picker.configuration.formats] == ["STEP AP214"]
    assert picker._pane.view.button.layout.display == ""
    assert contract_server.cad_requests == 0
    picker._pane.view.button.click()
    picker.wait()
    assert picker.error is None
    assert contract_server.cad_requests == 1
    assert picker.viewer.mesh.volume == pytest.approx(math.pi / 4 * (37**2 - 21**2) * 3, rel=2e-2)
    assert picker._pane.view.button.layout.display == "none"
    assert picker.files is not None


def test_a_part_that_is_shown_is_downloaded_without_being_meshed_again(
    picker: PartPicker, contract_server: Any
) -> None:
    picker.pick("W-8", CATALOG).wait()
    picker.show_in_3d()
    picker.wait()
    seen = picker.viewer.mesh
    choose_format(picker, "STEP")
    picker.download()
    picker.wait()
    assert picker.viewer.mesh is seen
    assert contract_server.cad_requests == 2


def test_a_picture_is_shown_as_data_in_the_place_of_the_3d_view(picker: PartPicker) -> None:
    picker.pick("W-20", CATALOG).wait()
    shown = picker._pane.view.picture.value
    assert 'src="data:image/png;base64,' in shown
    assert "http" not in shown
    assert picker.viewer.layout.display == "none"
    picker.show_in_3d()
    picker.wait()
    assert (picker._pane.view.picture.value, picker.viewer.layout.display) == ("", "")


def test_all_files_of_an_assembly_are_offered(picker: PartPicker) -> None:
    picker.pick("WR-8", CATALOG).wait()
    choose_format(picker, "STEP")
    picker.download()
    picker.wait()
    assert picker.error is None
    assert len(picker.files.names) > 1
    assert all(f'download="{name}"' in picker._pane.downloads.links.value for name in picker.files.names)


@pytest.mark.long
def test_without_a_kernel_the_files_come_and_the_reason_is_told(
    picker: PartPicker, contract_server: Any, dead: Any
) -> None:
    picker._parts._sources = dataclasses.replace(picker._source, local=dead.build)
    picker.pick("W-20", CATALOG).wait()
    picker.show_in_3d()
    picker.wait()
    assert picker.files is not None
    assert contract_server.cad_requests == 1
    assert "Not shown in 3D" in picker._pane.view.note.value


def test_waiting_for_a_part_can_be_cancelled_after_its_one_request(picker: PartPicker, contract_server: Any) -> None:
    contract_server.pending = 1_000_000
    picker.pick("W-8", CATALOG).wait()
    picker.download()
    assert picker._mailbox.wait(lambda: contract_server.cad_requests == 1, 30)
    picker.cancel()
    picker.wait()
    assert picker.status == "cancelled"
    assert picker.files is None
    assert contract_server.cad_requests == 1


def test_a_part_that_cannot_be_made_is_told_and_the_last_one_stays_greyed(picker: PartPicker) -> None:
    picker.pick("W-8", CATALOG).wait()
    picker.show_in_3d()
    picker.wait()
    picker.pick("W-BROKEN", CATALOG).wait()
    picker.download()
    picker.wait()
    assert picker.status == "failed"
    assert picker.viewer.stale


def test_the_code_gives_the_same_part_again(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-8", CATALOG).wait()
    code = picker.code
    assert contract_server.key not in code
    source = picker._source
    again = eval(code, {"connect": lambda **_: source, "PartPicker": PartPicker})
    again.wait()
    assert again.configuration.part == picker.configuration.part
    assert contract_server.cad_requests == 0


def test_a_picked_part_goes_into_the_bom_as_its_catalog_names_it(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-8", CATALOG).wait()
    (line,) = picker.add_to_bom(3).lines
    assert (line.part_number, line.quantity, line.source, line.part) == ("W-8", 3, CATALOG, picker.part.part)
    assert contract_server.cad_requests == 0
