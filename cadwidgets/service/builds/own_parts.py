"""The shape of a part of somebody's own catalog: what its STEP file holds."""

from __future__ import annotations

from pathlib import Path

import cadquery as cq

from cadwidgets.service.builds.failures import Failure

_FIRST, _LAST = b"ISO-10303-21;", b"END-ISO-10303-21;"
_EDGE = 4096
"""So many bytes at both ends of the file are looked at: comments may stand there, too."""


def read_step(path: Path) -> cq.Workplane:
    """The solids of a STEP file, in millimetres. Raises Failure of kind ``request`` for a file that has none."""
    data = path.read_bytes()
    if _FIRST not in data[:_EDGE] or _LAST not in data[-_EDGE:]:  # the kernel takes half a file for a whole one
        raise _refused("this is no whole STEP file", "ISO 10303-21, from its first line to its last")
    try:
        read = cq.importers.importStep(str(path))
    except Exception:  # the kernel's reader raises what it likes
        raise _refused("the STEP file cannot be read", "ISO 10303-21 with solids") from None
    solids = [solid for shape in read.vals() if isinstance(shape, cq.Shape) for solid in shape.Solids()]
    if not solids:
        raise _refused("the STEP file holds no solid", "at least one solid")
    return cq.Workplane().newObject(solids)


def _refused(message: str, allowed: str) -> Failure:
    return Failure("request", message, parameter="file", allowed=allowed)
