"""Our own catalogs as a shelf: the search, a part's facts and its configuration, and a DataFrame's parts."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import cadquery as cq
import pandas as pd
import pytest

from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.contract.bom import BomLine, total_mass
from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.search import Filter
from cadwidgets.errors import Cancelled, ConnectionFailed, NotFound, RequestError
from cadwidgets.sources import Sources, connect
from cadwidgets.tables.own_parts import frame_parts
from cadwidgets.widgets._foreign_shelf import ForeignShelf
from cadwidgets.widgets._our_shelf import OurShelf
from cadwidgets.widgets._shelf import Shelf, Wanted
from cadwidgets.widgets._shelves import shelf_for

RUNS = threading.Event()
"""Of a caller who goes on waiting."""
SCREW = "ISO 4762 M6x20"


def told_nobody(what: str, share: float) -> None:
    """Progress that nobody looks at."""


def shelf_at(sources: Sources, frame: pd.DataFrame | None = None) -> tuple[Shelf, Any]:
    return shelf_for(sources, None if frame is None else frame_parts(frame), told_nobody, RUNS)


@pytest.fixture
def shelf(clean_environment: None) -> Shelf:
    """The embedded service's."""
    return shelf_at(connect())[0]


@pytest.fixture
def frame(tmp_path: Path) -> pd.DataFrame:
    """A part with CAD, one without, and two rows that are no parts."""
    cq.exporters.export(cq.Workplane().box(10, 5, 3), str(tmp_path / "10.step"))
    return pd.DataFrame(
        {
            "part_number": ["00123", "1E5", "1E5", ""],
            "length [mm]": [10.0, 20.0, 30.0, 40.0],
            "finish": ["zinc", "<b>\u202eblack", "", ""],
            "file": [tmp_path / "10.step", None, None, None],
        }
    )


def test_words_find_parts_and_a_filter_narrows_them(shelf: Shelf) -> None:
    page = shelf.find(Wanted("ISO 4762 M6", (Filter("l", (), 20.0, 20.0),)), RUNS)
    assert page.hits[0].part_number == SCREW
    assert (shelf.searchable, shelf.note) == (True, "")


def test_pages_and_columns_come_as_they_are_asked_for(shelf: Shelf) -> None:
    wanted = Wanted("ISO 4762 M6", sort="-l", size=5)
    page = shelf.find(wanted, RUNS)
    lengths = [float(hit.attributes["l"]) for hit in page.hits]
    assert (len(lengths), lengths) == (5, sorted(lengths, reverse=True))
    assert "l" in [column.name for column in page.columns]


def test_a_hit_has_its_facts_and_its_picture(shelf: Shelf) -> None:
    hit = shelf.find(Wanted(SCREW), RUNS).hits[0]
    facts = shelf.facts(hit.part, RUNS, hit)
    assert (facts.part_number, facts.part, facts.standard, facts.trouble) == (SCREW, hit.part, "ISO 4762", "")
    assert {size.symbol: size.value for size in facts.dimensions}["d"] == 6.0
    assert len(facts.formats) == 15
    assert facts.picture is not None
    assert facts.mass is not None
    assert facts.source == hit.classification_id


def test_the_part_is_another_after_a_parameter_was_set(shelf: Shelf) -> None:
    before = shelf.named("iso4762 m6x20", "", {}, RUNS)
    length = next(one for one in before.parameters if one.value.startswith("20"))
    other = next(value for value, _ in length.choices if value.startswith("30"))
    after = shelf.configured(before, length.symbol, other, RUNS)
    assert (before.part_number, after.part_number) == (SCREW, "ISO 4762 M6x30")
    assert after.part != before.part


def test_what_cannot_be_set_changes_nothing_and_is_told(shelf: Shelf) -> None:
    before = shelf.named(SCREW, "", {}, RUNS)
    after = shelf.configured(before, "d", "6000", RUNS)
    assert after.part == before.part
    assert after.messages


def test_a_part_is_named_with_the_options_that_show_it(shelf: Shelf) -> None:
    plain, real = (shelf.named(SCREW, "", options, RUNS) for options in ({}, {"thread": "real"}))
    assert (plain.part_number, real.part_number) == (SCREW, SCREW)
    assert plain.part != real.part


def test_what_there_is_not_is_not_found(shelf: Shelf) -> None:
    with pytest.raises(NotFound):
        shelf.named("ISO 4762 M6x2000", "", {}, RUNS)
    with pytest.raises(NotFound):
        shelf.facts(PartRef(part_id="none", selection_path="x"), RUNS)


def test_whoever_no_longer_waits_is_not_answered(shelf: Shelf) -> None:
    gone = threading.Event()
    gone.set()
    with pytest.raises(Cancelled):
        shelf.find(Wanted(SCREW), gone)


def test_a_missing_picture_is_told_beside_the_facts(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_arguments: object, **_more: object) -> None:
        raise ConnectionFailed("nobody answers for pictures")

    monkeypatch.setattr(Sources, "picture", nobody)
    facts = shelf.named(SCREW, "", {}, RUNS)
    assert (facts.part_number, facts.picture, facts.trouble) == (SCREW, None, "nobody answers for pictures")


def test_the_parts_of_a_frame_are_a_shelf_of_their_own(frame: pd.DataFrame) -> None:
    shelf, imported = shelf_at(connect(), frame)
    assert [(one.row, one.part_number) for one in imported.row_problems] == [(3, "1E5"), (4, "")]
    page = shelf.find(Wanted(), RUNS)
    assert sorted(hit.part_number for hit in page.hits) == ["00123", "1E5"]
    assert shelf.find(Wanted("ISO 4762"), RUNS).total == 0


def test_a_frames_part_is_named_by_exactly_its_number(frame: pd.DataFrame) -> None:
    shelf, _ = shelf_at(connect(), frame)
    with_cad, without = shelf.named("00123", "", {}, RUNS), shelf.named("1E5", "", {}, RUNS)
    assert (with_cad.part_number, without.part_number) == ("00123", "1E5")
    assert (bool(with_cad.formats), bool(without.formats)) == (True, False)
    assert ("finish", "<b> black", "") in without.properties, "without the mark that turns text round"
    told = [size.value for size in without.dimensions] + [value for _, value, _ in without.properties]
    assert any(str(value).startswith("20") for value in told), "the length is told"
    with pytest.raises(NotFound):
        shelf.named(SCREW, "", {}, RUNS)


def test_a_frame_without_a_part_is_refused(clean_environment: None) -> None:
    with pytest.raises(RequestError, match="no row of the DataFrame is a part"):
        shelf_at(connect(), pd.DataFrame({"part_number": ["", ""]}))


def test_sources_decide_the_shelf(service: Any, contract_server: Any, frame: pd.DataFrame) -> None:
    url = service.url + "/tpowebservices"
    team = connect(
        traceparts_api="classic", traceparts_url=url, traceparts_key=service.key, traceparts_email=EMBEDDED_EMAIL
    )
    foreign = connect(
        traceparts_api="classic",
        traceparts_url=contract_server.traceparts_url,
        traceparts_key=contract_server.key,
        traceparts_email=contract_server.email,
    )
    assert isinstance(shelf_at(team)[0], OurShelf)
    assert isinstance(shelf_at(foreign)[0], ForeignShelf)
    with pytest.raises(RequestError, match="takes no parts of your own"):
        shelf_at(foreign, frame)


def test_an_assembly_tells_what_it_consists_of_and_what_each_part_weighs(shelf: Shelf) -> None:
    facts = shelf.named(f"{SCREW} with ISO 7089", "", {}, RUNS)
    assert [(line.part_number, line.quantity) for line in facts.components] == [(SCREW, 1), ("ISO 7089 6", 1)]
    assert 1000 * (total_mass(facts.components).value or 0) == pytest.approx(facts.mass)
    assert shelf.named(SCREW, "", {}, RUNS).components == ()


def test_a_component_that_no_catalog_has_stays_a_line_without_a_mass(clean_environment: None) -> None:
    rows = pd.DataFrame({"part_number": ["00123"], "Component 1": ["4 x 1E5-NOBODY"], "Component 2": [f"2 x {SCREW}"]})
    (unknown, screw) = shelf_at(connect(), rows)[0].named("00123", "", {}, RUNS).components
    assert unknown == BomLine("1E5-NOBODY", quantity=4)
    assert (screw.part_number, screw.quantity, screw.standard) == (SCREW, 2, "ISO 4762")
