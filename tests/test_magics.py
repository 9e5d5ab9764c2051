"""``%load_ext cadwidgets``, ``%%modelscript``, ``%parts`` and ``%bom`` in a real IPython shell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

from cadwidgets.contract.bom import BomLine
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_table import BomTable
from cadwidgets.widgets.model_explorer import ModelExplorer
from cadwidgets.widgets.part_picker import PartPicker

BOX = "width = 4.0  # [1:9] mm\n# @preset wide: width=8\nshow_object(cq.Workplane().box(width, 1, 1))\n"


@pytest.fixture
def shell(clean_environment: None) -> Iterator[InteractiveShell]:
    made = InteractiveShell()
    made.run_line_magic("load_ext", "cadwidgets")
    yield made
    made.user_ns.clear()


def test_a_cell_becomes_an_explorer_bound_to_its_name(shell: InteractiveShell) -> None:
    shell.run_cell_magic("modelscript", "beam -p width=6", BOX)
    beam = shell.user_ns["beam"]
    assert isinstance(beam, ModelExplorer)
    beam.wait()
    assert beam.result.volume == pytest.approx(6)


def test_without_a_name_it_is_called_model_and_a_preset_may_be_given(shell: InteractiveShell) -> None:
    shell.run_cell_magic("modelscript", "--preset wide", BOX)
    assert shell.user_ns["model"].params == {"width": 8.0}


def test_files_beside_the_script_reach_it(shell: InteractiveShell, tmp_path: Path) -> None:
    (tmp_path / "sizes.py").write_text("width = 3\n")
    script = "import sizes\nshow_object(cq.Workplane().box(sizes.width, 1, 1))\n"
    shell.run_cell_magic("modelscript", f"--file {tmp_path / 'sizes.py'}", script)
    shell.user_ns["model"].wait()
    assert shell.user_ns["model"].result.volume == pytest.approx(3)


def test_a_cell_run_again_frees_what_it_made_before(shell: InteractiveShell) -> None:
    shell.run_cell_magic("modelscript", "beam", BOX)
    first = shell.user_ns["beam"]
    shell.run_cell_magic("modelscript", "beam", BOX)
    assert shell.user_ns["beam"] is not first
    assert first.comm is None


@pytest.mark.parametrize(
    ("line", "told"),
    [("beam -p width", "NAME=VALUE"), ("beam -p depth=1", "depth"), ("beam -p width=99", "1 to 9"), ("2x", "2x")],
)
def test_a_wrong_line_is_told_without_a_traceback(shell: InteractiveShell, line: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        shell.run_cell_magic("modelscript", line, BOX)


def test_a_query_becomes_a_picker_bound_to_its_name(shell: InteractiveShell) -> None:
    shell.run_line_magic("parts", "ISO 4762 M6x20")
    picker = shell.user_ns["picker"]
    assert isinstance(picker, PartPicker)
    picker.wait()
    assert picker.results.hits[0].part_number == "ISO 4762 M6x20"
    shell.run_line_magic("parts", "-n screws 'M6x20'")
    assert shell.user_ns["picker"] is picker
    assert shell.user_ns["screws"] is not picker


def test_parts_of_a_frame_are_picked_from(shell: InteractiveShell) -> None:
    shell.user_ns["mine"] = pd.DataFrame({"part_number": ["00123", "1E5"]})
    shell.run_line_magic("parts", "--catalog mine")
    shell.user_ns["picker"].wait()
    assert sorted(hit.part_number for hit in shell.user_ns["picker"].results.hits) == ["00123", "1E5"]


def test_a_picker_made_again_closes_the_one_before(shell: InteractiveShell) -> None:
    shell.run_line_magic("parts", "M6")
    first = shell.user_ns["picker"]
    shell.run_line_magic("parts", "M8")
    assert first.comm is None


@pytest.mark.parametrize("kind", ["bom", "frame", "picker"])
def test_whatever_holds_a_bill_of_materials_is_shown_as_a_table(shell: InteractiveShell, kind: str) -> None:
    bom = Bom([BomLine("00123", "Screw", 4)])
    shell.user_ns["held"] = {"bom": bom, "frame": bom.frame, "picker": PartPicker(bom=bom)}[kind]
    shell.run_line_magic("bom", "held")
    table = shell.user_ns["table"]
    assert isinstance(table, BomTable)
    assert [(line.part_number, line.quantity) for line in table.bom.lines] == [("00123", 4.0)]


def test_the_table_may_have_another_name(shell: InteractiveShell) -> None:
    shell.user_ns["mine"] = Bom([BomLine("1E5")])
    shell.run_line_magic("bom", "mine -n shown")
    assert shell.user_ns["shown"].bom == shell.user_ns["mine"]


@pytest.mark.parametrize(
    ("magic", "line", "told"),
    [
        ("parts", "-n 2x M6", "'2x' is no variable name"),
        ("parts", "--catalog nothing", "no variable 'nothing'"),
        ("parts", "--catalog number", "DataFrame"),
        ("parts", "--colour red", "--colour"),
        ("bom", "nothing", "no variable 'nothing'"),
        ("bom", "number", "DataFrame"),
        ("bom", "", "name"),
    ],
)
def test_a_wrong_line_magic_is_told_without_a_traceback(
    shell: InteractiveShell, magic: str, line: str, told: str
) -> None:
    shell.user_ns["number"] = 5
    with pytest.raises(UsageError, match=told):
        shell.run_line_magic(magic, line)


def test_tab_offers_the_options_and_the_variables_that_fit(shell: InteractiveShell) -> None:
    shell.user_ns |= {"my_bom": Bom(), "my_frame": pd.DataFrame(), "my_number": 5}

    def offered(line: str) -> set[str]:
        return set(shell.complete(None, line)[1])

    assert {"my_bom", "my_frame"} <= offered("%bom my_")
    assert "my_number" not in offered("%bom my_")
    assert "my_frame" in offered("%parts M6 --catalog my_")
    assert "my_bom" not in offered("%parts M6 --catalog my_")
    assert {"--name", "--catalog"} <= offered("%parts --")
    assert {"--param", "--preset", "--file"} <= offered("%%modelscript --")
