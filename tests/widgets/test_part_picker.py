"""PartPicker against the embedded catalog and against a foreign one that keeps only the contract."""

from __future__ import annotations

import gc
from typing import Any

import ipywidgets
import pytest

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.errors import AuthError
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets.part_picker import PartPicker


@pytest.fixture
def picker(clean_environment: None) -> PartPicker:
    """A picker over the embedded catalog, its first part shown."""
    made = PartPicker()
    made.wait()
    return made


@pytest.fixture
def foreign_catalog(contract_server: Any) -> Sources:
    return connect(
        traceparts_url=contract_server.traceparts_url,
        traceparts_key=contract_server.key,
        traceparts_email="designer@example.com",
        traceparts_api="classic",
    )


def test_the_first_part_is_shown_with_its_bom_as_a_table(picker: PartPicker) -> None:
    assert picker.status == "ready"
    assert picker.part is not None
    assert picker.viewer.mesh.is_watertight
    assert [line.part_number for line in picker.bom.lines] == [picker.part.part.part_number]
    assert picker.files is None, "nothing was downloaded"
    assert picker._count.value == "", "nobody counts here"


def test_another_size_is_another_part_in_the_same_view(picker: PartPicker) -> None:
    before = picker.viewer.mesh.volume
    picker.pick("ISO 4762 M10x40")
    picker.wait()
    x0, y0, z0, x1, y1, z1 = picker.viewer.mesh.bounding_box
    assert sorted((x1 - x0, y1 - y0, z1 - z0)) == pytest.approx([16, 16, 50], rel=1e-2)
    assert picker.viewer.mesh.volume != before
    assert picker.bom["1"].part_number == "ISO 4762 M10x40"


def test_download_brings_the_step_file_and_the_bom_text(picker: PartPicker) -> None:
    picker.pick("ISO 4762 M6x20")
    picker.wait()
    step = next(item for item in picker._fields.formats if "STEP" in item.label)
    picker._fields.format.value = step
    picker.download()
    picker.wait()
    (name,) = [name for name in picker.files.names if name.lower().endswith((".stp", ".step"))]
    data = picker.files.files[name]
    assert data.startswith(b"ISO-10303-21;")
    assert data.rstrip().endswith(b"END-ISO-10303-21;")
    assert picker.files.bom_text
    assert f'download="{name}"' in picker._links.value


def test_a_download_in_a_format_without_triangles_shows_its_own_part_all_the_same(picker: PartPicker) -> None:
    picker.pick("6205")
    picker.download()
    picker.wait()
    x0, y0, z0, x1, y1, z1 = picker.viewer.mesh.bounding_box
    assert sorted((x1 - x0, y1 - y0, z1 - z0)) == pytest.approx([15, 52, 52], rel=1e-2)
    assert picker.files.names == ("6205.step",)
    assert not picker.viewer.stale


def test_close_frees_every_widget_that_the_picker_made(clean_environment: None) -> None:
    gc.collect()
    before = len(ipywidgets.widgets.widget._instances)
    made = PartPicker()
    made.wait()
    made.close()
    assert len(ipywidgets.widgets.widget._instances) == before


@pytest.mark.parametrize("api", ["classic", "gateway"])
def test_the_embedded_catalog_works_through_both_contracts(clean_environment: None, api: str) -> None:
    made = PartPicker(source=connect(traceparts_api=api))
    made.wait()
    assert made.error is None
    assert f"embedded service \u00b7 {api}" in made.children[1].children[0].children[0].value
    made.pick("ISO 4762 M6x20 with ISO 7089")
    made.wait()
    made.download()
    made.wait()
    assert made.error is None
    assert made.files.names[0] == "ISO_4762_M6x20_with_ISO_7089.step"
    assert len(made.files.names) == 3
    assert made.bom["1.2"].part_number == "ISO 7089 6"
    made.close()


@pytest.mark.parametrize("api", ["classic", "gateway"])
def test_a_teams_own_service_lists_its_parts_through_both_contracts(service: Any, api: str) -> None:
    made = PartPicker(
        source=connect(
            traceparts_api=api,
            traceparts_url=service.url,
            traceparts_key=service.key,
            traceparts_tenant=tenant_of(LOCAL),
            traceparts_email=EMBEDDED_EMAIL,
        )
    )
    made.wait()
    assert made.error is None
    made.pick("6205")
    made.wait()
    assert made.viewer.mesh.is_watertight
    assert made.bom["1"].part_number == "6205"
    made.close()


def test_an_unknown_number_cannot_be_picked(picker: PartPicker) -> None:
    with pytest.raises(KeyError):
        picker.pick("6205-9Z")


def test_a_foreign_catalog_is_asked_for_nothing_before_download(foreign_catalog: Sources, contract_server: Any) -> None:
    picker = PartPicker(source=foreign_catalog)
    picker.wait()
    assert picker.status == "ready"
    picker._fields.catalog_text.value, picker._fields.number_text.value = "CONTRACT_WASHERS", "W-8"
    picker.wait()
    assert contract_server.cad_requests == 0
    picker._fields.format.value = next(item for item in picker._fields.formats if item.label == "STL")
    picker.download()
    picker.wait()
    assert picker.error is None
    assert contract_server.cad_requests == 1
    assert picker.viewer.mesh.is_watertight
    assert len(picker.bom.frame) > 0
    assert "127.0.0.1" in picker._source.parts.source


def test_a_wrong_key_at_a_foreign_catalog_is_told(contract_server: Any) -> None:
    source = connect(
        traceparts_url=contract_server.traceparts_url,
        traceparts_key="wrong",
        traceparts_email="designer@example.com",
        traceparts_api="classic",
    )
    picker = PartPicker(source=source)
    picker.wait()
    assert isinstance(picker.error, AuthError)
    assert "refuses the key" in picker._error_panel.value


def test_a_part_that_cannot_be_made_is_told_and_the_last_one_stays_greyed(
    foreign_catalog: Sources,
) -> None:
    picker = PartPicker(source=foreign_catalog)
    picker.wait()
    picker._fields.catalog_text.value, picker._fields.number_text.value = "CONTRACT_WASHERS", "W-BROKEN"
    picker.download()
    picker.wait()
    assert picker.status == "failed"
    assert picker.viewer.stale
