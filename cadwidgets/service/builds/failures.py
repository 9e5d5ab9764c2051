"""What goes wrong inside a build: as a frame of plain data, in words that a script's author understands."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any, Literal

from cadwidgets.service.builds.caps import CapExceeded
from cadwidgets.service.builds.hints import hint, missing_module

SCRIPT_FILE = "model.py"
"""The name that a script's own code carries in tracebacks; there is no such file."""

Kind = Literal["request", "syntax", "script", "memory", "geometry"]
Frame = dict[str, Any]

_MAX_MESSAGE = 2000
_MAX_EXCERPT = 200


class Failure(Exception):
    """The build ends here; `frame` tells why. ``fields`` are those of an error frame, such as ``line``."""

    def __init__(self, kind: Kind, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.frame: Frame = {"error": {"kind": kind, "message": message[:_MAX_MESSAGE], **fields}}


def out_of_memory() -> Failure:
    """The build met its limit of memory."""
    return Failure("memory", "the build needs more memory than it may use")


def script_failure(error: BaseException, text: str, folder: Path) -> Failure:
    """The failure of a script, ``text``, that raised ``error``: with the innermost of its own lines.

    An error in a helper module in ``folder`` is told with the module's file and line.
    """
    if isinstance(error, Failure):
        return error
    if isinstance(error, MemoryError) or type(error).__name__ == "Standard_OutOfMemory":
        return out_of_memory()
    line, inner = _script_line(error, folder)
    limit = {"limit": error.limit} if isinstance(error, CapExceeded) else {}
    return Failure("script", inner + _message(error), line=line, excerpt=excerpt(text, line), **limit)


def excerpt(text: str, line: int) -> str:
    """Line ``line`` of ``text``, counted from 1, without its indentation; empty when there is none."""
    lines = text.split("\n")
    return lines[line - 1].strip()[:_MAX_EXCERPT] if 1 <= line <= len(lines) else ""


def _script_line(error: BaseException, folder: Path) -> tuple[int, str]:
    """The script's own innermost line, and where below it a helper module failed."""
    line, inner = 0, ""
    for frame, number in traceback.walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        if str(file) == SCRIPT_FILE:
            line, inner = number, ""
        elif file.parent == folder.resolve():
            inner = f"{file.name}, line {number}: "
    return line, inner


def _message(error: BaseException) -> str:
    name, text = type(error).__name__, _text(error)
    if isinstance(error, (SystemExit, KeyboardInterrupt, GeneratorExit)):
        return f"the script ended itself ({name}{': ' + text if error.args not in ((), (None,)) else ''})"
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"{name}: {missing_module(error.name)}"
    said = [part for part in (name, text, hint(error, text)) if part]
    if said == [name] and _is_from_kernel(error):
        said.append("the CAD kernel gives no reason")
    return ": ".join(said)


def _text(error: BaseException) -> str:
    """What the exception says; a script's own class may fail even at that."""
    try:
        return str(error).strip()
    except BaseException as second:  # it may even raise SystemExit
        return f"(its text cannot be had: {type(second).__name__})"


def _is_from_kernel(error: BaseException) -> bool:
    return type(error).__module__.startswith("OCP")
