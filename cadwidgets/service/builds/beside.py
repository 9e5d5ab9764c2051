"""Files that were sent with a script and lie beside it: helper modules, STEP and DXF to import."""

from __future__ import annotations

import importlib
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from cadwidgets.service.builds.failures import Failure


def lay_beside(folder: Path, names: Iterable[str]) -> None:
    """Make the modules in ``folder`` importable, for this build; its files are read-only already.

    Raises Failure of kind ``request`` for a name that is no plain file there.
    """
    for name in names:
        path = folder / name
        if path.name != name or not _is_plain_file(path):
            raise Failure("request", f"{name!r} is no file beside the script", parameter="files", value=name)
    sys.dont_write_bytecode = True  # nothing but files that were sent or asked for lies in the folder
    sys.path.insert(0, str(folder.resolve()))
    importlib.invalidate_caches()


def _is_plain_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
