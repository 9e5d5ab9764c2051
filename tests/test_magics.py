"""``%load_ext cadwidgets`` and ``%%modelscript`` in a real IPython shell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

from cadwidgets.widgets.model_explorer import ModelExplorer

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
