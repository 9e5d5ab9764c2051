"""SECTION: a GLB of the caps alone, plane after plane, and their exact areas in ``asset.extras``."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from cadwidgets.geometry.glb import write_glb_parts
from cadwidgets.geometry.looks import Look, written
from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.sections import Section, sections
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.tessellate import tessellate
from cadwidgets.service.builds.write_options import WriteOptions

_UNNAMED = "cap"
"""What the node of a part without a name is called, so that readers tell it from the next one."""
Stage = Callable[[str], AbstractContextManager[None]]


def section_bytes(parts: Sequence[Part], unit: str, options: WriteOptions, folder: Path, stage: Stage) -> bytes:
    """The file: a node for each plane's cap of each part, in the order in which ``sections`` of the extras tell them.

    Where nothing is cut there is no node. Raises as `tessellate` does, and Failure for what cannot be cut.
    """
    with stage("mesh"):
        found = sections(parts, options.planes)
        caps = [cap for section in found for cap in section.caps]
    named = [replace(cap, name=cap.name or _UNNAMED) for cap in caps]
    meshes = tessellate(named, options, folder, stage, detailed=True) if caps else []
    if len(meshes) != len(caps):
        raise Failure("geometry", "a cap of the section could not be divided into triangles: move the plane a little")
    with stage("encode"):
        return write_glb_parts(meshes, unit, {"sections": list(map(_told, found))})


def _told(section: Section) -> dict[str, Any]:
    parts = [[written(Look(cap.name)).name, area] for cap, area in zip(section.caps, section.areas, strict=True)]
    return {"area": math.fsum(section.areas), "parts": parts}
