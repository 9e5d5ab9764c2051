"""Folders that hostile scripts have filled: looked at, replaced and removed, whatever is in them."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import tempfile
from pathlib import Path

_log = logging.getLogger(__name__)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def open_folder(folder: Path) -> int:
    """A descriptor of ``folder``, which is no link. Raises OSError."""
    return os.open(folder, _FOLDER)


def fresh_beside(folder: Path) -> Path:
    """A new private folder where ``folder`` is, out of reach of whoever may write only into ``folder``."""
    return Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))


def replace_folder(folder: Path, fresh: Path) -> None:
    """Put ``fresh`` in the place of ``folder``, whose content is removed. Raises OSError.

    A process that still had ``folder`` open keeps the old one, and reaches nothing in the new one.
    """
    spent = fresh.with_name(f"{fresh.name}-spent")
    folder.rename(spent)
    fresh.rename(folder)
    discard(spent)


def discard(folder: Path) -> None:
    """Remove ``folder`` if it is there; what cannot be removed is told in the log."""
    try:
        remove_tree(folder)
    except OSError as error:
        _log.warning("the folder %s of a build could not be removed: %s", folder, error)


def remove_tree(folder: Path) -> None:
    """Remove ``folder`` if it is there, also one that is closed to its owner, or nested deeper than a path can be long
    or a process can have files open. Raises OSError. Its own processes must be dead.
    """
    if os.scandir not in os.supports_fd:  # Windows: nothing is promised of scripts there
        shutil.rmtree(folder)
        return
    try:
        folder.chmod(0o700)
        empty(folder)
    except FileNotFoundError:
        return
    folder.rmdir()


def empty(folder: Path) -> None:
    """Remove all that is in ``folder``, which is open to its owner, as `remove_tree` does. Raises OSError."""
    top = open_folder(folder)
    try:
        while inner := _without_files(top):
            for name in inner:
                _flatten(top, name)
    finally:
        os.close(top)


def _flatten(top: int, name: str) -> None:
    """Remove the folder ``name`` in ``top``; the folders in it are moved up, so that no depth is too great."""
    here = os.open(name, _FOLDER, dir_fd=top)
    try:
        for deeper in _without_files(here):
            os.rename(deeper, secrets.token_hex(16), src_dir_fd=here, dst_dir_fd=top)
    finally:
        os.close(here)
    os.rmdir(name, dir_fd=top)


def _without_files(folder: int) -> list[str]:
    """Remove all but the folders in ``folder``; their names, each being open to its owner now."""
    with os.scandir(folder) as entries:
        found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for name, is_folder in found:
        if is_folder:
            os.chmod(name, 0o700, dir_fd=folder)
        else:
            os.unlink(name, dir_fd=folder)
    return [name for name, is_folder in found if is_folder]
