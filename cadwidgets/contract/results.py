"""What a build gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cadwidgets.contract.part_file import write_whole
from cadwidgets.contract.requests import SUFFIXES, BuildRequest

STAGES = {
    "parse": "reading the script",
    "run": "running it",
    "mesh": "making triangles of its shapes",
    "read": "taking the triangles out of the kernel",
    "encode": "writing the file",
    "wait": "waiting for a free worker",
    "worker": "the job in its worker, with all of the stages before",
    "cache": "looking up an answer that was made before, in the place of wait and worker",
    "total": "the service, from the request's head to its answer's: wait and worker, or cache, and what is beside them",
    "send": "the way to the service and back: all of the call that is not total",
    "decode": "making the mesh of the bytes, once it is asked for",
    "draw": "putting it on the screen, where a widget did",
}
"""The names of a build's timings, in seconds. A service of ours tells those up to total, a foreign one none; total and
send are the whole call, decode and draw come after it."""


Box = tuple[float, float, float, float, float, float]
"""(xmin, ymin, zmin, xmax, ymax, zmax)."""


@dataclass(frozen=True)
class BuildFacts:
    """What a service told about a build, beside the model itself.

    ``properties`` holds the exact numbers of the solid where the service tells them (``volume``, ``area``,
    ``bounding_box`` as (xmin, ymin, zmin, xmax, ymax, zmax), in the model's unit, ``mass`` in kg where the script
    names its material), ``timings`` the seconds of each stage by the names in `STAGES`, ``warnings`` what the service
    noticed. ``cached`` says that the answer was made before and not charged, ``builds_left`` how many builds the
    account has left; None where it has no quota, or the service does not tell.
    """

    request: BuildRequest
    properties: Mapping[str, object] = field(default_factory=dict, kw_only=True)
    timings: Mapping[str, float] = field(default_factory=dict, kw_only=True)
    warnings: tuple[str, ...] = field(default=(), kw_only=True)
    cached: bool = field(default=False, kw_only=True)
    builds_left: int | None = field(default=None, kw_only=True)

    @property
    def type(self) -> str:
        """The output type, as in STL."""
        return self.request.type

    @property
    def seconds(self) -> float:
        """From the call to the last byte of its answer; 0 where nobody measured it."""
        return self.timings.get("total", 0.0) + self.timings.get("send", 0.0)

    @property
    def suffix(self) -> str:
        """The file name's ending that belongs to the type, as in ``.step``."""
        return SUFFIXES[self.type]

    def number(self, name: str) -> float | None:
        """A number among the properties; None where the service did not tell it."""
        value = self.properties.get(name)
        return float(value) if isinstance(value, int | float) else None

    @property
    def box(self) -> Box | None:
        """The exact bounding box among the properties; None where the service did not tell it."""
        told = self.properties.get("bounding_box")
        if isinstance(told, list | tuple) and len(told) == 6 and all(isinstance(side, int | float) for side in told):
            xmin, ymin, zmin, xmax, ymax, zmax = map(float, told)
            return (xmin, ymin, zmin, xmax, ymax, zmax)
        return None


@dataclass(frozen=True)
class BuildResult(BuildFacts):
    """The bytes of a built model in the requested type, and what was told about it."""

    data: bytes = field(repr=False)

    def save(self, path: str | Path) -> Path:
        """Write the bytes to ``path``, all or nothing; a path without an ending gets the type's own.

        Returns the path written. Raises RequestError for a place that cannot be written.
        """
        return write_whole(with_suffix(path, self.suffix), self.data)


@dataclass(frozen=True)
class BuildFile(BuildFacts):
    """A built model that was written to ``path`` as it came; it has ``size`` bytes."""

    path: Path
    size: int


def with_suffix(path: str | Path, suffix: str) -> Path:
    """The path itself if it has an ending, else with ``suffix``."""
    target = Path(path)
    return target if target.suffix else target.with_suffix(suffix)
