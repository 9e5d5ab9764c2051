"""``cadwidgets bom``: files are shown, converted and compared without a service."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
TABLE = """Pos;Menge;Teilenummer;Benennung;Masse [g]
1;2;F;Rahmen;
1.1;4;00123;Schraube;8,2
1.2;x;1E5;Profil;
2;1;00123;Schraube;8,2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bench.csv").write_text(TABLE, "utf-8")
    return tmp_path


def test_lines_are_shown_and_what_was_not_read_is_told(run: Run, folder: Path) -> None:
    done = run("bom", "show", "bench.csv")
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[0:5] for row in rows] == [
        ["1", "2.0", "pcs", "F", "Rahmen"],
        ["1.1", "4.0", "pcs", "00123", "Schraube"],
        ["2", "1.0", "pcs", "00123", "Schraube"],
    ]
    assert "bench.csv: not read: row 4: 'x' is no quantity" in done.stderr
    assert "2 lines, 9 parts; mass 0.0738 kg (all lines)" in done.stderr


def test_rolled_up_as_json_is_one_value(run: Run, folder: Path) -> None:
    told = json.loads(run("bom", "show", "bench.csv", "--flat", "--json").stdout)
    assert told == [{"part_number": "00123", "name": "Schraube", "quantity": 9.0, "mass_kg": 0.0082}]


@pytest.mark.long
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_converted_file_says_the_same(run: Run, folder: Path, ending: str) -> None:
    done = run("bom", "convert", "bench.csv", "-o", f"new.{ending}")
    assert (done.returncode, done.stdout.strip()) == (0, f"new.{ending}")
    assert run("bom", "show", f"new.{ending}").stdout == run("bom", "show", "bench.csv").stdout


def test_a_difference_is_told_line_by_line(run: Run, folder: Path) -> None:
    (folder / "second.csv").write_text(TABLE.replace("2;1;00123", "2;3;00123"), "utf-8")
    done = run("bom", "diff", "bench.csv", "second.csv")
    assert done.stdout.splitlines() == ["changed\t2\t00123\tSchraube\tquantity\t2.0\t0.0164\t\t"]
    assert "1 changed." in done.stderr
    (told,) = json.loads(run("bom", "diff", "bench.csv", "second.csv", "--json").stdout)
    assert (told["kind"], told["part_number"], told["cost_delta"]) == ("changed", "00123", None)


def test_files_that_cannot_be_used_are_told(run: Run, folder: Path) -> None:
    missing = run("bom", "show", "missing.csv")
    assert missing.returncode == 2
    assert "'missing.csv' cannot be read" in missing.stderr
    unknown = run("bom", "convert", "bench.csv", "-o", "bench.pdf")
    assert unknown.returncode == 2
    assert ".xlsx" in unknown.stderr
