"""``cadwidgets catalog``: what it makes of tables and folders, what it prints, how it ends."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cadquery as cq
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGE = (Path(__file__).parents[2] / "docs" / "own-catalogs.md").read_text("utf-8")
TABLE = re.findall(r"^```csv\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
CURL = [line for line in re.sub(r" \\\n\s*", " ", PAGE).splitlines() if line.startswith("curl ")]


@pytest.fixture
def ask(run: Run, service: Any) -> Run:
    """Runs ``cadwidgets catalog`` against a service."""

    def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run("catalog", *arguments, "--url", service.url, CADWIDGETS_BUILD_KEY=service.key)

    return ask


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The table of the documentation with its STEP files."""
    (tmp_path / "long").mkdir()
    (tmp_path / "parts.csv").write_text(TABLE)
    for name in ("block.step", "long/block.step"):
        cq.exporters.export(cq.Workplane().box(40 + len(name), 20, 10), str(tmp_path / name))
    return tmp_path


def test_the_table_of_the_documentation_is_imported_listed_and_removed(ask: Run, folder: Path) -> None:
    ran = ask("import", "parts.csv", "--title", "Workshop parts", "--id", "WORKSHOP")
    assert (ran.returncode, ran.stdout) == (0, "WORKSHOP: 3 parts, 2 of them with CAD\n"), ran.stderr
    assert re.fullmatch(r"WORKSHOP\tWorkshop parts\t3\t2\t\d{4}-\d\d-\d\d\tyes\n", ask("list").stdout)
    refused = ask("remove", "WORKSHOP")
    assert (refused.returncode, "--yes" in refused.stderr) == (2, True)
    assert ask("remove", "WORKSHOP", "--yes").stdout == "WORKSHOP is deleted\n"
    assert json.loads(ask("list", "--json").stdout) == []
    assert ask("remove", "WORKSHOP", "--yes").returncode == 4


def test_the_calls_of_the_documentation_work(folder: Path, service: Any) -> None:
    assert len(CURL) == 5
    answers = []
    for line in CURL:
        command = f"KEY={service.key} URL={service.url}; {line} --fail-with-body -s"
        ran = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
        answers.append((ran.returncode, json.loads(ran.stdout)))
    assert [code for code, _ in answers] == [0] * 5, answers
    assert answers[3][1]["partNumber"] == "00123"


@pytest.mark.long
def test_what_was_not_taken_is_told_line_by_line_and_the_rest_is_imported(ask: Run, folder: Path) -> None:
    (folder / "parts.csv").write_text("number,name,file\nA,a,block.step\n,nameless,\nA,,\nB,,../x.step\nC,,parts.csv\n")
    ran = ask("import", "parts.csv")
    assert (ran.returncode, ran.stdout) == (0, "parts: 3 parts, 1 of them with CAD; 4 rows and files not taken\n")
    told = [line for line in ran.stderr.splitlines() if line.startswith(("row", "file"))]
    assert [line.partition(":")[0] for line in told] == [
        "row 3 (no number)",
        "row 4 (A)",
        "file ../x.step",
        "file parts.csv",
    ]
    again = json.loads(ask("import", "parts.csv", "--json").stdout)
    assert (again["catalog"]["parts"], len(again["row_problems"]), len(again["file_problems"])) == (3, 2, 2)
    ask("remove", "parts", "--yes")


@pytest.mark.long
def test_a_folder_without_a_good_file_is_an_error(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "cad").mkdir()
    assert ask("import", "cad").returncode == 2
    (tmp_path / "cad" / "text.step").write_text("hello")
    ran = ask("import", "cad", "--title", "Ä Ö")
    assert (ran.returncode, ran.stdout) == (1, "own: 0 parts, 0 of them with CAD; 1 rows and files not taken\n")
    ask("remove", "own", "--yes")
