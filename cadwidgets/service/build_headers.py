"""What the headers of a built model say. The numbers come from a process that ran a stranger's script."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

CONTENT_TYPES = {
    "STL": "model/stl",
    "STEP": "model/step",
    "AMF": "application/x-amf",
    "TJS": "application/json; charset=utf-8",
    "GLB": "model/gltf-binary",
    "3MF": "model/3mf",
    "BREP": "text/plain; charset=utf-8",  # OCCT's own text format, which has no registered type
    "SVG": "image/svg+xml",
    "DXF": "image/vnd.dxf",
    "VRML": "model/vrml",
    "PNG": "image/png",
    "BOM": "application/json; charset=utf-8",
    "MEASURE": "application/json; charset=utf-8",
    "SECTION": "model/gltf-binary",
    "PROPERTIES": "application/json; charset=utf-8",
}
STAGES = ("parse", "run", "mesh", "read", "encode")
"""What a worker may tell the time of, see contract/results.py."""
MEASURES = ("volume", "area", "bounding_box", "valid", "solids", "mass")
_MAX_WARNING_BYTES = 4 << 10
"""All headers of an answer together stay well below the 16 KiB that clients read."""
_MAX_NUMBERS = 16


def describe(done: Mapping[str, Any], level: str, session: str = "cold") -> dict[str, str]:
    """The headers of a worker's ok frame, made at a ``level`` of isolation in a warm or cold ``session``: ASCII and of
    bounded length, whatever the frame says."""
    measures = {name: done["properties"][name] for name in MEASURES if _is_measure(done["properties"].get(name))}
    headers = {
        "X-Build-Properties": json.dumps(measures),
        "X-Build-Warnings": _warnings(done["warnings"]),
        "X-Build-Isolation": level,
        "X-Build-Session": session,
    }
    return headers | ({"X-Build-Output": "fallback"} if done["fallback"] else {})


def stages(done: Mapping[str, Any]) -> dict[str, float]:
    """The seconds of each known stage in a worker's ok frame."""
    told = done["timings"]
    return {stage: told[stage] for stage in STAGES if _is_number(told.get(stage)) and told[stage] >= 0}


def server_timing(timings: Mapping[str, float]) -> str:
    """Seconds by stage as the header Server-Timing, which counts in milliseconds (W3C, Server Timing)."""
    return ", ".join(f"{stage};dur={1000 * seconds:.2f}" for stage, seconds in timings.items())


def _warnings(warnings: Sequence[str]) -> str:
    """As many of the first warnings as fit, in JSON that is ASCII; then how many are missing."""
    kept: list[str] = []
    for text in warnings:
        if len(json.dumps([*kept, text])) > _MAX_WARNING_BYTES:
            kept.append(f"... and {len(warnings) - len(kept)} more")
            break
        kept.append(text)
    return json.dumps(kept)


def _is_measure(value: object) -> bool:
    if isinstance(value, list):
        return len(value) <= _MAX_NUMBERS and all(map(_is_number, value))
    return _is_number(value)


def _is_number(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and abs(value) < 10**15
