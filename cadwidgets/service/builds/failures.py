"""What goes wrong inside a build: as a frame of plain data, in words that a script's author understands."""

from __future__ import annotations

import traceback
from typing import Any, Literal

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


def script_failure(error: BaseException, text: str) -> Failure:
    """The failure of a script, ``text``, that raised ``error``: with the innermost of its own lines."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, MemoryError) or type(error).__name__ == "Standard_OutOfMemory":
        return out_of_memory()
    line = _script_line(error)
    return Failure("script", _message(error), line=line, excerpt=excerpt(text, line))


def excerpt(text: str, line: int) -> str:
    """Line ``line`` of ``text``, counted from 1, without its indentation; empty when there is none."""
    lines = text.split("\n")
    return lines[line - 1].strip()[:_MAX_EXCERPT] if 1 <= line <= len(lines) else ""


def _script_line(error: BaseException) -> int:
    lines = [
        number for frame, number in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == SCRIPT_FILE
    ]
    return lines[-1] if lines else 0


def _message(error: BaseException) -> str:
    name, text = type(error).__name__, _text(error)
    if isinstance(error, (SystemExit, KeyboardInterrupt, GeneratorExit)):
        return f"the script ended itself ({name}{': ' + text if text else ''})"
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"{name}: {_missing_module(error.name)}"
    if not text:
        text = _HINTS.get(name, "the CAD kernel gives no reason" if _is_from_kernel(error) else "")
    elif name in _HINTS:
        text += f": {_HINTS[name]}"
    return f"{name}: {text}" if text else name


def _text(error: BaseException) -> str:
    """What the exception says; a script's own class may fail even at that."""
    try:
        return str(error).strip()
    except Exception as second:
        return f"(its text cannot be had: {type(second).__name__})"


def _is_from_kernel(error: BaseException) -> bool:
    return type(error).__module__.startswith("OCP")


_HINTS = {
    "StdFail_NotDone": "the CAD kernel cannot build this; a fillet or a shell may be too large",
    "Standard_DomainError": "a size is zero, negative, or outside what the CAD kernel can build",
    "Standard_ConstructionError": "the CAD kernel cannot construct this; look for equal points and zero sizes",
    "Standard_NullObject": "an earlier step has left nothing to work on",
    "gp_VectorWithNullMagnitude": "a direction has no length",
}

_FREECAD_MODULES = {
    "FreeCADGui",
    "PartDesign",
    "Draft",
    "Mesh",
    "MeshPart",
    "Sketcher",
    "ImportGui",
    "Import",
}


def _missing_module(name: str) -> str:
    top = name.partition(".")[0]
    if top in _FREECAD_MODULES:
        return f"the script needs {name!r}, a module of FreeCAD; this service builds with CadQuery alone"
    return f"the script needs {name!r}: a file that lay next to it, or a package that is not installed here"
