"""Bom: made of parts, files and frames, changed without changing, compared, written and shown."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bom_lines import bom_lines
from hypothesis import given

import cadwidgets
from cadwidgets import Bom
from cadwidgets.contract.bom import BomLine, Total
from cadwidgets.errors import NotFound, RequestError

SCREW = BomLine("00123", "screw", mass_kg=0.5, unit_cost=0.25, currency="EUR")
RAIL = BomLine("1E5", "rail", quantity=2)
BOM = Bom([SCREW, BomLine("F", children=(RAIL, SCREW), quantity=3)], title="Bench")


def test_a_designation_is_looked_up_in_the_catalog(clean_environment: None) -> None:
    bom = Bom().add("iso4762 m6x20", 4, unit_cost=0.12, currency="EUR")
    (line,) = bom.lines
    assert (line.part_number, line.quantity, line.standard) == ("ISO 4762 M6x20", 4.0, "ISO 4762")
    assert bom.mass == Total(pytest.approx(4 * 0.00665, abs=1e-4), 1, 1)
    assert bom.costs == {"EUR": Total(pytest.approx(0.48), 1, 1)}
    assert bom.add(cadwidgets.part("ISO 4762 M6x20"), 2, unit_cost=0.12, currency="EUR")["1"].quantity == 6.0
    with pytest.raises(NotFound):
        bom.add("ISO 4762 M6x21")


def test_the_data_of_a_part_are_a_line(clean_environment: None) -> None:
    details = cadwidgets.part("6205").details
    (line,) = Bom().add(details, 2).lines
    assert (line.part_number, line.quantity, line.part) == ("6205", 2.0, details.part)
    assert {label for label, _, _ in line.attributes} >= {size.label for size in details.dimensions}


def test_another_bom_is_an_assembly_of_its_name() -> None:
    bom = BOM.add(BOM, 2)
    assert (bom["3"].name, bom["3"].quantity, bom["3"].children) == ("Bench", 2.0, BOM.lines)
    assert bom.mass.value == pytest.approx(3 * BOM.mass.value)


def test_what_a_picker_has_picked_is_added() -> None:
    assert Bom().add(types.SimpleNamespace(bom=Bom([RAIL])), 3)["1"].quantity == 6.0
    with pytest.raises(RequestError, match="nothing is picked"):
        Bom().add(types.SimpleNamespace(bom=None))
    with pytest.raises(TypeError, match="only these are added"):
        Bom().add(5)


@given(bom_lines, bom_lines)
def test_a_sum_has_the_mass_of_both(first: tuple[BomLine, ...], second: tuple[BomLine, ...]) -> None:
    masses = [Bom(lines).mass.value or 0.0 for lines in (first, second)]
    both = (Bom(first) + Bom(second)).mass.value or 0.0
    assert both == pytest.approx(sum(masses))


def test_no_change_changes_the_first() -> None:
    before = Bom(BOM.lines, title="Bench")
    changed = BOM.with_quantity("2.1", 5).with_values("1", remark="new").remove("2.2").renamed("Other")
    assert before == BOM
    assert hash(BOM) == hash(before)
    assert changed["2.1"].quantity == 5.0
    assert changed["1"].remark == "new"
    assert [line.part_number for line in changed["2"].children] == ["1E5"]
    assert changed != BOM
    for name in ("lines", "title", "unread"):
        with pytest.raises(AttributeError):
            setattr(BOM, name, ())


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        (lambda: BOM.with_quantity("1", -1), "quantity"),
        (lambda: BOM.with_quantity("1", float("nan")), "quantity"),
        (lambda: BOM.add(SCREW, float("inf")), "quantity"),
        (lambda: BOM.add(SCREW, colour="red"), "colour"),
        (lambda: BOM.with_values("1", unit_cost="cheap"), "unit_cost"),
        (lambda: BOM.with_values("1", currency="Euro"), "currency"),
        (lambda: BOM.with_values("9", remark="x"), "item"),
        (lambda: BOM.remove("2.3"), "item"),
        (lambda: BOM.save("bom.pdf"), "path"),
        (lambda: Bom.read("no such file.csv"), "source"),
        (lambda: Bom.from_frame(pd.DataFrame({"x": [1]})), "source"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(change: Any, parameter: str) -> None:
    with pytest.raises(RequestError) as refused:
        change()
    assert refused.value.parameter == parameter


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_saved_bom_is_read_as_it_was(ending: str, tmp_path: Path) -> None:
    path = BOM.save(tmp_path / f"bom.{ending}")
    assert Bom.read(path).lines == BOM.lines
    assert Bom.read(str(path)) == Bom.read(path.read_bytes())


def test_a_bom_is_written_for_people_by_the_ending_of_its_name(tmp_path: Path) -> None:
    assert BOM.save(tmp_path / "bom.md").read_text("utf-8") == BOM.to_markdown()
    assert BOM.save(tmp_path / "BOM.HTML").read_text("utf-8") == BOM.to_html()
    assert "<title>Bench</title>" in BOM.to_html()


def test_a_frame_gives_back_the_bom_and_may_be_changed_before() -> None:
    frame = BOM.frame
    assert Bom.from_frame(frame, title="Bench") == BOM
    frame.loc[0, "quantity"] = 7
    assert Bom.from_frame(frame)["1"].quantity == 7.0


def test_rolled_up_every_part_is_there_once() -> None:
    flat = BOM.flat()
    assert [(line.part_number, line.quantity) for line in flat.lines] == [("00123", 4.0), ("1E5", 6.0)]
    assert flat.title == "Bench"
    assert flat.summary == "2 lines, 10 parts; mass 2 kg (1 of 2 lines); cost 1.00 EUR (1 of 2 lines)"
    assert Bom([BomLine("00123")]).summary == "1 line, 1 part; mass unknown"
    assert BOM.summary == "3 lines, 10 parts; mass 2 kg (2 of 3 lines); cost 1.00 EUR (2 of 3 lines)"


def test_a_difference_is_a_table_and_makes_the_second_of_the_first() -> None:
    after = BOM.with_quantity("2.2", 3).remove("1").add(BomLine("N", unit_cost=2, currency="USD"))
    delta = BOM.diff(after)
    assert delta.patch(BOM) == after
    assert delta.summary == "1 changed, 1 added, 1 removed."
    frame = delta.frame.set_index("item")
    assert list(delta.frame["kind"]) == ["changed", "added", "removed"]
    assert frame.loc["1.2", ["quantity_before", "quantity_after", "quantity_delta"]].tolist() == [1, 3, 2]
    assert frame.loc["1.2", ["mass_kg_delta", "cost_delta"]].tolist() == [1.0, 0.5]
    assert frame.loc["2", ["cost_before", "cost_after", "currency"]].tolist() == [0.0, 2.0, "USD"]
    assert "1 changed, 1 added, 1 removed." in delta._repr_html_()
    assert BOM.diff(BOM).summary == "The same lines."
    with pytest.raises(RequestError, match="does not belong"):
        delta.patch(after)


def test_money_of_two_currencies_is_not_subtracted() -> None:
    delta = BOM.diff(BOM.with_values("1", currency="USD"))
    assert delta.frame[["cost_delta", "currency"]].isna().to_numpy().tolist() == [[True, False]]
    assert delta.frame["currency"].tolist() == ["EUR, USD"]


def test_a_notebook_has_the_table_and_others_its_html(monkeypatch: pytest.MonkeyPatch) -> None:
    class BomTable:
        def __init__(self, bom: Bom) -> None:
            self.bom = bom

        def _repr_mimebundle_(self, **options: Any) -> Any:
            return {"application/vnd.jupyter.widget-view+json": {"of": self.bom.title}}, {}

    monkeypatch.setitem(sys.modules, "cadwidgets.widgets.bom_table", types.SimpleNamespace(BomTable=BomTable))
    data, _ = BOM._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"] == {"of": "Bench"}
    assert data["text/html"] == BOM._repr_html_() == Bom(BOM.lines, title="Bench")._repr_html_()
    assert data["text/plain"] == f"<Bom 'Bench': {BOM.summary}>"


def test_lines_that_were_not_understood_are_kept_whole_and_shown_short() -> None:
    bom = Bom.read(b"x" * 100_000)
    assert (bom.lines, bom.unread) == ((), ("x" * 100_000,))
    assert "not understood" in bom._repr_html_()
    assert len(bom._repr_html_()) < 3_000
    assert "not understood" not in BOM._repr_html_()
