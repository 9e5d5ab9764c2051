"""BREP: the kernel's own text format, exact and without triangles."""

from __future__ import annotations

from pathlib import Path

import cadquery as cq
from OCP.BRepTools import BRepTools
from OCP.Message import Message_ProgressRange
from OCP.TopTools import TopTools_FormatVersion


def write_brep(shape: cq.Shape, path: Path) -> None:
    """Write the shape. Raises OSError for a file that is not complete."""
    version = TopTools_FormatVersion.TopTools_FormatVersion_VERSION_3
    written = BRepTools.Write_s(shape.wrapped, str(path), False, False, version, Message_ProgressRange())
    if not written or not path.exists():
        raise OSError(f"the kernel could not write {path.name} in full")
