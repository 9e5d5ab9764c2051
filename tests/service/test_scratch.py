"""The folders of jobs: private, and gone with their service, also when it was killed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cadwidgets.service.scratch import new_scratch_root, remove_scratch_root


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "data").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))


def test_the_folder_is_private_and_goes_with_its_note(tmp_path: Path) -> None:
    root = new_scratch_root(tmp_path / "data")
    assert root.stat().st_mode & 0o777 == 0o700
    remove_scratch_root(root, tmp_path / "data")
    assert [*(tmp_path / "tmp").iterdir(), *(tmp_path / "data").iterdir()] == []


def test_what_a_killed_service_left_is_removed_by_the_next_one_in_its_folder_only(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    others, left = new_scratch_root(tmp_path / "other"), new_scratch_root(tmp_path / "data")
    (left / "job" / "inner").mkdir(parents=True)
    (left / "job" / "out.stl").write_text("half")
    root = new_scratch_root(tmp_path / "data")
    assert set((tmp_path / "tmp").iterdir()) == {others, root}


def test_a_note_of_anything_else_removes_nothing(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (tmp_path / "data" / "scratch.txt").write_text(str(precious))
    new_scratch_root(tmp_path / "data")
    assert precious.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
def test_a_folder_that_somebody_else_has_put_there_is_left_alone(tmp_path: Path) -> None:
    left = new_scratch_root(tmp_path / "data")
    os.chown(left, 65534, -1)
    new_scratch_root(tmp_path / "data")
    assert left.exists()
