"""Files that lie beside a script while it is built: STEP and DXF that it imports, helper modules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cadwidgets.errors import RequestError

MAX_FILES = 32
"""So many files may lie beside a script."""
MAX_FILE_BYTES = 16 << 20
"""One of them may be this long."""
MAX_ALL_BYTES = 32 << 20
"""All of them together may be this long."""

_SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. -]{0,98}[A-Za-z0-9_]|[A-Za-z0-9_]")
_ALLOWED_NAME = "a plain file name of at most 100 letters, digits, spaces, dots, hyphens and underscores"


def check_files(files: Sequence[tuple[str, bytes]]) -> None:
    """Whether (name, bytes) pairs may lie beside a script. Raises RequestError that names the file."""
    if len(files) > MAX_FILES:
        raise RequestError(
            f"{len(files)} files were given", parameter="files", value=len(files), allowed=f"at most {MAX_FILES} files"
        )
    seen: set[str] = set()
    for name, data in files:
        _check_name(name, seen)
        if len(data) > MAX_FILE_BYTES:
            raise _too_long(f"the file {name!r} has {len(data)} bytes", MAX_FILE_BYTES)
    together = sum(len(data) for _, data in files)
    if together > MAX_ALL_BYTES:
        raise _too_long(f"the files have {together} bytes together", MAX_ALL_BYTES)


def _check_name(name: str, seen: set[str]) -> None:
    if not _SAFE_NAME.fullmatch(name):
        raise RequestError(
            f"the file name {name[:100]!r} cannot be used", parameter="files", value=name, allowed=_ALLOWED_NAME
        )
    if name.lower() in seen:  # one file where capitals make no difference
        raise RequestError(
            f"two files are called {name!r}", parameter="files", value=name, allowed="a name of its own for each file"
        )
    seen.add(name.lower())


def _too_long(what: str, limit: int) -> RequestError:
    return RequestError(what, parameter="files", allowed=f"at most {limit >> 20} MiB")
