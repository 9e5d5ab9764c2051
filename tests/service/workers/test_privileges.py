"""Folders that are lent to another user: what it gets, and what stays root's."""

from __future__ import annotations

import os
import pwd
import stat
from pathlib import Path

import pytest

from cadwidgets.service.workers.privileges import lend, unprivileged_user

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can lend")
USER = 64_321


def seen(path: Path) -> tuple[int, int, int]:
    """Owner, group and mode."""
    found = path.lstat()
    return found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)


def test_the_user_for_builds_has_no_account() -> None:
    user = unprivileged_user()
    assert user not in {number for entry in pwd.getpwall() for number in (entry.pw_uid, entry.pw_gid)}
    assert user == unprivileged_user() != 0


@as_root
def test_the_folder_is_the_users_and_the_way_to_it_can_only_be_passed(tmp_path: Path) -> None:
    folder = tmp_path / "between" / "job"
    folder.mkdir(parents=True)
    before = seen(tmp_path.parent)
    lend(folder, tmp_path, USER)
    assert seen(folder)[:2] == (USER, USER)
    assert seen(folder.parent) == seen(tmp_path) == (0, USER, 0o710)
    assert seen(tmp_path.parent) == before


@as_root
def test_a_link_that_lies_where_the_folder_was_is_not_followed(tmp_path: Path) -> None:
    target, folder = tmp_path / "target", tmp_path / "job"
    target.mkdir(mode=0o700)
    folder.symlink_to(target)
    lend(folder, tmp_path, USER)
    assert seen(target) == (0, 0, 0o700)


def test_nothing_changes_for_whoever_made_the_folder(tmp_path: Path) -> None:
    before = seen(tmp_path)
    lend(tmp_path, tmp_path.parent, None)
    lend(tmp_path / "nowhere", tmp_path, USER)
    assert seen(tmp_path) == before
