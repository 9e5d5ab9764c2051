"""Folders go, whatever a script has made of them."""

from __future__ import annotations

import logging
import os
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cadwidgets.service.workers.folders import discard, remove_tree

NOBODY = 65534
DEEP = 300
"""Levels of a tree whose path is longer than a path can be, and that has more levels than a process has descriptors."""


def _deep(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    for level in range(DEEP):
        os.mkdir("d" * 20, 0o700, dir_fd=place)
        os.close(os.open(f"file{level}", os.O_CREAT, dir_fd=place))
        inner = os.open("d" * 20, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)


def _closed(folder: Path) -> None:
    for mode in (0o000, 0o300, 0o500):
        inner = folder / f"mode{mode:o}" / "inner"
        inner.mkdir(parents=True)
        (inner / "file").write_text("x")
        inner.chmod(mode)
        inner.parent.chmod(mode)
    folder.chmod(0)


def _links(folder: Path) -> None:
    (folder / "abroad").symlink_to(folder.parent / "kept")
    (folder / "nowhere").symlink_to("nowhere at all")
    (folder / "folder").mkdir()
    (folder / "folder" / "abroad").symlink_to(folder.parent)


def _odd(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    os.mkdir(os.fsencode(folder) + b"/\xff\n*")
    (folder / "x" / "x" / "x").mkdir(parents=True)
    (folder / "y" / "x").mkdir(parents=True)


@pytest.mark.parametrize("fill", [_deep, _closed, _links, _odd, lambda folder: None])
def test_a_folder_is_removed_with_all_that_is_in_it_and_nothing_else(fill: Callable[[Path], None]) -> None:
    """By somebody who is not root, to whom a closed folder is closed."""
    place = Path(tempfile.mkdtemp(dir="/tmp"))  # where that somebody may go
    try:
        (place / "kept").mkdir()
        (place / "kept" / "file").write_text("kept")
        if os.geteuid() == 0:
            os.chown(place, NOBODY, NOBODY)
        assert _as_nobody((place / "job").mkdir) == 0
        assert _as_nobody(lambda: fill(place / "job")) == 0
        assert _as_nobody(lambda: remove_tree(place / "job")) == 0
        assert [path.name for path in place.iterdir()] == ["kept"]
        assert (place / "kept" / "file").read_text() == "kept"
    finally:
        remove_tree(place)


def test_a_folder_that_is_not_there_is_removed_already(tmp_path: Path) -> None:
    remove_tree(tmp_path / "none")


def test_what_cannot_be_removed_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    with caplog.at_level(logging.WARNING):
        discard(tmp_path / "file")
    assert str(tmp_path / "file") in caplog.text


def _as_nobody(work: Callable[[], None]) -> int:
    """The exit code of ``work`` in a process without root's rights and with few descriptors; 0 if it went well."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (DEEP // 4, DEEP // 4))
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
