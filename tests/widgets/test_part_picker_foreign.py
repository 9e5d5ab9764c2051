"""PartPicker at foreign catalogs of both generations: what is asked, what is shown, and how often it counts."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest

from cadwidgets.errors import BadAnswer
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


def choose(picker: PartPicker, label: str) -> None:
    picker._fields.format.value = next(item for item in picker._fields.formats if label in item.label)


def test_the_badge_names_the_contract_and_the_host(picker: PartPicker) -> None:
    parts = picker._source.parts
    assert f"{parts.api} \u00b7 {parts.source}" in picker._badge()


def test_looking_up_lists_formats_and_sends_no_cad_request(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-8", CATALOG)
    picker.look_up()
    picker.wait()
    assert picker.error is None
    assert {"STEP AP214", "STL"} <= {item.label for item in picker._fields.formats}
    assert contract_server.cad_requests == 0
    assert "CAD requests: 0" in picker._count.value


def test_a_downloaded_stl_is_shown_for_one_cad_request(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-8", CATALOG)
    picker.look_up()
    picker.wait()
    choose(picker, "STL")
    picker.download()
    picker.wait()
    assert picker.error is None
    assert contract_server.cad_requests == 1
    assert "CAD requests: 1" in picker._count.value
    assert picker.viewer.mesh.is_watertight


def test_a_downloaded_step_is_meshed_at_home_without_a_further_request(
    picker: PartPicker, contract_server: Any
) -> None:
    picker.pick("W-8", CATALOG)
    picker.look_up()
    picker.wait()
    choose(picker, "STEP")
    picker.download()
    picker.wait()
    assert picker.error is None
    assert contract_server.cad_requests == 1
    assert contract_server.builds == 0
    assert picker.viewer.mesh.volume == pytest.approx(math.pi / 4 * (16**2 - 8.4**2) * 1.6, rel=2e-2)
    assert ("H\u00f6he", "1,6", "mm") in picker.bom["1"].attributes


def test_an_unknown_part_is_told_and_costs_nothing(picker: PartPicker, contract_server: Any) -> None:
    picker.pick("W-NOT-THERE", CATALOG)
    picker.look_up()
    picker.wait()
    assert picker.status == "failed"
    assert contract_server.cad_requests == 0


def test_no_picture_is_taken_from_an_unsafe_address(picker: PartPicker) -> None:
    with pytest.raises(BadAnswer, match="unsafe"):
        picker._source.picture("http://example.com/part.png")
    with pytest.raises(BadAnswer, match="unsafe"):
        picker._source.picture("file:///etc/passwd")


def test_a_part_that_offers_only_step_is_shown_in_3d_on_the_users_word(
    picker: PartPicker, contract_server: Any
) -> None:
    picker.pick("W-20", CATALOG)
    picker.look_up()
    picker.wait()
    assert [item.label for item in picker._fields.formats] == ["STEP AP214"]
    assert picker._view.button.layout.display == ""
    assert contract_server.cad_requests == 0
    picker._view.button.click()
    picker.wait()
    assert picker.error is None
    assert contract_server.cad_requests == 1
    assert picker.viewer.mesh.volume == pytest.approx(math.pi / 4 * (37**2 - 21**2) * 3, rel=2e-2)
    assert picker._view.button.layout.display == "none"
    assert picker.files is not None


def test_a_looked_up_picture_is_shown_as_data_and_never_as_an_address(picker: PartPicker) -> None:
    picker.pick("W-20", CATALOG)
    picker.look_up()
    picker.wait()
    assert 'src="data:image/png;base64,' in picker._view.about.value
    assert "http" not in picker._view.about.value
    assert picker.viewer.layout.display == "none"


def test_all_files_of_an_assembly_are_offered(picker: PartPicker) -> None:
    picker.pick("WR-8", CATALOG)
    picker.look_up()
    picker.wait()
    choose(picker, "STEP")
    picker.download()
    picker.wait()
    assert picker.error is None
    assert picker.files is not None
    assert len(picker.files.names) > 1
    assert all(f'download="{name}"' in picker._links.value for name in picker.files.names)


def test_without_a_kernel_the_files_come_and_the_reason_is_told(
    picker: PartPicker, contract_server: Any, dead: Any
) -> None:
    picker._source = dataclasses.replace(picker._source, local=dead.build)
    picker.pick("W-20", CATALOG)
    picker.look_up()
    picker.wait()
    picker.show_in_3d()
    picker.wait()
    assert picker.files is not None
    assert contract_server.cad_requests == 1
    assert "Not shown in 3D" in picker._view._note.value


def test_waiting_for_a_part_can_be_cancelled_after_its_one_request(picker: PartPicker, contract_server: Any) -> None:
    contract_server.pending = 1_000_000
    picker.pick("W-8", CATALOG)
    picker.look_up()
    picker.wait()
    picker.download()
    assert picker._mailbox.wait(lambda: contract_server.cad_requests == 1, 30)
    picker.cancel()
    picker.wait()
    assert picker.status == "cancelled"
    assert picker.files is None
    assert contract_server.cad_requests == 1


def test_what_is_told_of_a_part_goes_when_another_is_named(picker: PartPicker) -> None:
    picker.pick("W-20", CATALOG)
    picker.look_up()
    picker.pick("W-8", CATALOG)
    picker.wait()
    assert picker._view.about.value == ""
    assert picker._view.button.layout.display == "none"
    picker.look_up()
    picker.wait()
    assert {item.label for item in picker._fields.formats} == {"STEP AP214", "STL"}
