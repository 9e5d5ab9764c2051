"""`part`: from a designation to a part that shows itself, at the embedded service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cadwidgets
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.sources import connect
from cadwidgets.widgets.catalog_part import CatalogPart
from cadwidgets.widgets.part_card import PartCard


@pytest.fixture(scope="module")
def screw(clean_environment: None) -> CatalogPart:
    return cadwidgets.part("ISO 4762", "M6x20")


def test_a_part_has_its_dimensions_texts_and_mass(screw: CatalogPart) -> None:
    assert (screw.part_number, screw["d"], screw["l"], screw.attributes["k"]) == ("ISO 4762 M6x20", 6.0, 20.0, 6.0)
    assert screw.attributes["Standard"] == "ISO 4762"
    assert screw.mass == pytest.approx(6.65, abs=0.01)
    with pytest.raises(KeyError):
        screw["D"]


def test_the_frame_has_a_row_for_every_dimension_with_its_source(screw: CatalogPart) -> None:
    frame = screw.frame.set_index("symbol")
    assert frame.loc["k", "value"] == 6.0
    assert frame["value"].dtype == "float64"
    assert frame["verified"].dtype == "bool"
    assert not frame.loc["v", "verified"]
    assert frame.loc["s", "source"].startswith("ISO 4762")


def test_the_mesh_is_the_part(screw: CatalogPart) -> None:
    assert screw.mesh.welded().is_watertight
    assert screw.mesh.bounding_box == pytest.approx((-5, -5, -20, 5, 5, 6), abs=0.01)


def test_its_files_come_in_a_format_by_the_beginning_of_its_label(screw: CatalogPart, tmp_path: Path) -> None:
    files = screw.files("STEP AP242", tmp_path)
    assert {path.name for path in files.paths} == {f"ISO_4762_M6x20.{ending}" for ending in ("step", "txt", "zip")}
    assert [line.part_number for line in screw.bom.lines] == ["ISO 4762 M6x20"]
    with pytest.raises(RequestError, match="no format"):
        screw.files("IGES")


def test_its_bom_is_one_line_that_says_all_of_it(screw: CatalogPart) -> None:
    (line,) = screw.bom.lines
    assert (line.standard, line.source, line.part) == ("ISO 4762", "CADWIDGETS_STANDARD_PARTS", screw.details.part)
    assert line.mass_kg == pytest.approx(0.00665, abs=1e-5)
    assert ("Length l", "20", "mm") in line.attributes


def test_a_part_is_the_same_line_whether_it_is_named_or_picked(screw: CatalogPart) -> None:
    picker = cadwidgets.PartPicker()
    picker.pick("ISO 4762 M6x20").wait()
    both = picker.add_to_bom(4).add(screw, 2)
    assert [(line.name, line.quantity) for line in both.lines] == [("Hexagon socket head cap screw", 6)]


def test_the_bom_of_an_assembly_has_its_parts_with_their_masses() -> None:
    (line,) = cadwidgets.part("ISO 4762 M6x20 with ISO 7089").bom.lines
    assert [(child.part_number, child.quantity) for child in line.children] == [
        ("ISO 4762 M6x20", 1),
        ("ISO 7089 6", 1),
    ]
    assert cadwidgets.Bom([line]).mass.value == pytest.approx(line.mass_kg, rel=0.01)


def test_it_shows_itself_in_3d_with_unverified_values_marked(screw: CatalogPart) -> None:
    bundle = screw._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in (bundle[0] if isinstance(bundle, tuple) else bundle)
    card = PartCard(screw)
    card.wait()
    assert card.status == "ready"
    assert len(card.viewer.mesh.triangles) == len(screw.mesh.triangles)
    text = card.children[1].children[0].children[0].value
    assert "unverified" in text
    card.close()


def test_a_part_that_there_is_not_names_near_ones() -> None:
    with pytest.raises(NotFound, match="ISO 4762 M6x20"):
        cadwidgets.part("ISO 4762", "M6x21")


def test_a_catalog_that_knows_no_designations_says_so(contract_server: Any) -> None:
    foreign = connect(
        traceparts_url=contract_server.traceparts_url,
        traceparts_key=contract_server.key,
        traceparts_email="designer@example.com",
        traceparts_api="classic",
    )
    with pytest.raises(RequestError, match="designations"):
        cadwidgets.part("ISO 4762", "M6x20", source=foreign)
