"""``cadwidgets sweep`` against the embedded service and a foreign one."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
BOX = """width = 10.0  # [1:20] mm Width
holes = 2  # [1:4]
# @preset wide: width=20
result = cq.Workplane().box(width, 2, 3 + holes)
"""
MODELSCRIPT = """
p_width = FloatParam(min=1.0, max=100.0, presets={'default': 40.0}, desc="Width")
def build():
    return Workplane("XY").box(p_width.value, 20.0, 10.0)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "box.py"
    path.write_text(BOX)
    return path


@pytest.mark.usefixtures("script")
def test_a_grid_becomes_a_table_and_the_same_command_builds_nothing_again(run: Run, tmp_path: Path) -> None:
    arguments = ("sweep", "box.py", "--vary", "width=10:5:20", "-v", "holes=1,3", "-o", "boxes.csv")
    ran = run(*arguments)
    assert ran.returncode == 0, ran.stderr
    assert "building 6 variants of box at embedded service" in ran.stderr
    assert ran.stdout.startswith("boxes.csv: 6 variants in ")
    table = pd.read_csv(tmp_path / "boxes.csv")
    sides = [column for column in table if column.startswith("width")], [c for c in table if c.startswith("volume")]
    (width,), (volume,) = sides
    assert table[width].tolist() == [10.0, 10.0, 15.0, 15.0, 20.0, 20.0]
    assert table[volume].tolist() == pytest.approx([80.0, 120.0, 120.0, 180.0, 160.0, 240.0])
    assert "6 of 6 variants are done already" in run(*arguments).stderr


@pytest.mark.usefixtures("script")
def test_files_are_packed_beside_the_table_by_a_pattern(run: Run, tmp_path: Path) -> None:
    ran = run(
        *("sweep", "box.py", "-v", "width=12,13", "--preset", "wide", "-m", 'top=faces(">Z").area', "--json"),
        *("-o", "boxes.xlsx", "--files", "step,stl", "--name", "{model}-{width}"),
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert (told["variants"], told["failed"], told["table"]) == (2, 0, "boxes.xlsx")
    with zipfile.ZipFile(tmp_path / told["archive"]) as archive:
        names = set(archive.namelist())
        assert {"box-12.step", "box-12.stl", "box-13.step", "box-13.stl", "variants.csv"} <= names
        assert archive.read("box-13.step").startswith(b"ISO-10303-21;")


@pytest.mark.usefixtures("script")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-v", "widht=1,2"), "there is no parameter 'widht'"),
        (("-v", "width=1:2:3:4"), "no range"),
        (("-v", "width=20:1:10"), "no range"),
        (("-v", "width=5,99"), "width"),
        (("-v", "width=5", "-o", "table.txt"), ".csv, .xlsx"),
        (("-v", "width=5", "-m", "top=faces("), "no measure"),
        (("-v", "width=5", "--how", "gird"), "grid, zip, random, lhs"),
    ],
    ids=range(7),
)
def test_what_cannot_be_swept_is_said_in_one_line(run: Run, arguments: tuple[str, ...], words: str) -> None:
    ran = run("sweep", "box.py", *arguments)
    assert ran.returncode == 2, ran.stderr
    assert words in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_foreign_service_is_asked_only_with_the_users_agreement(
    run: Run, tmp_path: Path, contract_server: Any
) -> None:
    (tmp_path / "bar.py").write_text(MODELSCRIPT)
    arguments = ("sweep", "bar.py", "-v", "p_width=20,30", "--url", contract_server.url)
    key = {"CADWIDGETS_BUILD_KEY": contract_server.key}
    refused = run(*arguments, **key)
    assert refused.returncode == 2
    assert "2 requests" in refused.stderr
    assert contract_server.builds == 0
    assert run(*arguments, "--charged", **key).returncode == 0
    assert contract_server.builds == 2


def test_a_sweep_of_nothing_but_failures_is_a_failure_and_still_a_table(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("size = 1.0  # [1:9]\nraise ValueError('no size fits')\n")
    ran = run("sweep", "bad.py", "-v", "size=1,2")
    assert ran.returncode == 5
    assert "2 failed" in ran.stdout
    assert "no size fits" in (tmp_path / "variants.csv").read_text("utf-8-sig")
