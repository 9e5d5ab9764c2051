"""Files that lie beside a script while it is built: STEP and DXF that it imports, helper modules."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

from cadwidgets.errors import RequestError

FIELD = "files"
"""What the files are called over HTTP, and in an error's ``parameter``."""
MAX_FILES = 32
"""So many files may lie beside a script."""
MAX_FILE_BYTES = 16 << 20
"""One of them may be this long."""
MAX_ALL_BYTES = 32 << 20
"""All of them together may be this long."""

_SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. -]{0,98}[A-Za-z0-9_]|[A-Za-z0-9_]")
_ALLOWED_NAME = "a plain file name of at most 100 letters, digits, spaces, dots, hyphens and underscores"
_OWN_NAMES = "out."
"""The build's own files are called like this."""
_MODULE_SUFFIXES = ("py", "pyc", "so")
_KNOWN_MODULES = {"cadquery", "cadwidgets", "numpy", "ocp", "freecad", "part", *sys.stdlib_module_names}


def check_files(files: Sequence[tuple[str, bytes]]) -> None:
    """Whether (name, bytes) pairs may lie beside a script. Raises RequestError that names the file."""
    check_names(name for name, _ in files)
    check_sizes(files)


def check_names(names: Iterable[str]) -> None:
    """Whether files of these names may lie beside a script. Raises RequestError."""
    seen: set[str] = set()
    for name in names:
        _check_name(name)
        if name.lower() in seen:  # one file where capitals make no difference
            raise _refused(f"two files are called {name!r}", name, "a name of its own for each file")
        seen.add(name.lower())


def check_sizes(files: Sequence[tuple[str, bytes]]) -> None:
    """Whether so much may lie beside a script. Raises RequestError."""
    if len(files) > MAX_FILES:
        raise _refused(f"{len(files)} files were given", len(files), f"at most {MAX_FILES} files")
    for name, data in files:
        if len(data) > MAX_FILE_BYTES:
            raise _refused(f"the file {name!r} has {len(data)} bytes", name, f"at most {MAX_FILE_BYTES >> 20} MiB")
    together = sum(len(data) for _, data in files)
    if together > MAX_ALL_BYTES:
        raise _refused(f"the files have {together} bytes together", together, f"at most {MAX_ALL_BYTES >> 20} MiB")


def _check_name(name: str) -> None:
    if not _SAFE_NAME.fullmatch(name):
        raise _refused(f"the file name {name[:100]!r} cannot be used", name, _ALLOWED_NAME)
    stem, _, suffix = name.lower().partition(".")
    if name.lower().startswith(_OWN_NAMES):
        raise _refused(f"{name!r} is a name of the build's own files", name, "a name that does not begin with out.")
    if suffix.endswith(_MODULE_SUFFIXES) and stem in _KNOWN_MODULES:
        raise _refused(f"{name!r} would hide the module {stem}", name, "another name for your module")


def _refused(message: str, value: object, allowed: str) -> RequestError:
    return RequestError(message, parameter=FIELD, value=value, allowed=allowed)
