"""What a service answers to a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cadwidgets.contract.requests import SUFFIXES, BuildRequest


@dataclass(frozen=True)
class BuildResult:
    """The bytes of a built model in the requested type.

    ``properties`` holds the exact numbers of the solid where the service tells them (``volume``, ``area``,
    ``bounding_box`` as (xmin, ymin, zmin, xmax, ymax, zmax), in the model's unit), ``timings`` the seconds of each
    stage, ``warnings`` what the service noticed.
    """

    request: BuildRequest
    data: bytes = field(repr=False)
    properties: Mapping[str, object] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """STL, STEP, AMF or TJS."""
        return self.request.type

    @property
    def suffix(self) -> str:
        """The file name's ending that belongs to the type, as in ``.step``."""
        return SUFFIXES[self.type]

    def save(self, path: str | Path) -> Path:
        """Write the bytes to ``path``; a path without an ending gets the type's own. Returns the path written."""
        target = Path(path)
        target = target if target.suffix else target.with_suffix(self.suffix)
        target.write_bytes(self.data)
        return target
