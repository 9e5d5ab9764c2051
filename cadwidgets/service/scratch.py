"""Where the folders of jobs lie: one private folder among the system's temporary ones, gone with the service."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cadwidgets.service.workers.folders import discard

_PREFIX = "cadwidgets-"
_NOTE = "scratch.txt"


def new_scratch_root(data_dir: Path) -> Path:
    """A fresh private folder, noted in ``data_dir``; that of a service that was killed in ``data_dir`` is removed.

    Only one service may work in ``data_dir``. Raises OSError.
    """
    note = data_dir / _NOTE
    if note.exists():
        _remove_left(Path(note.read_text("utf-8")))
    root = Path(tempfile.gettempdir()) / f"{_PREFIX}{secrets.token_hex(8)}"
    note.write_text(str(root), "utf-8")  # first: whenever the service is killed, there is no folder without a note
    root.mkdir(mode=0o700)
    return root


def remove_scratch_root(root: Path, data_dir: Path) -> None:
    """Remove the folder and the note of it."""
    discard(root)
    (data_dir / _NOTE).unlink(missing_ok=True)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Lay the files beside a script into its job's folder, to be read only."""
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        path.chmod(0o444)


def _remove_left(root: Path) -> None:
    """Remove it if it is what a service makes, and this user's: temporary folders are open to everybody."""
    try:
        found = root.lstat()
    except FileNotFoundError:
        return
    is_mine = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    if root.name.startswith(_PREFIX) and is_mine:
        discard(root)
