"""How a file is to be written: the options of a build, typed, and which output types each of them belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from cadwidgets.contract.options import OPTION_PREFIX, OPTIONS, read_options
from cadwidgets.contract.requests import FORMATS
from cadwidgets.contract.sections import Plane, read_planes
from cadwidgets.contract.user_measures import UserMeasure, measures_of
from cadwidgets.errors import RequestError

MESHED = ("STL", "AMF", "TJS", "GLB", "3MF", "VRML", "PNG", "SECTION")
"""The output types that hold, or show, triangles."""

_TYPES: Mapping[str, tuple[str, ...]] = {
    "deflection": MESHED,
    "angle": MESHED,
    "ascii": ("STL",),
    "zip": ("AMF",),
    "schema": ("STEP",),
    "view": ("SVG", "DXF", "PNG"),
    "width": ("SVG", "PNG"),
    "height": ("SVG", "PNG"),
    "picks": ("MEASURE",),
    "selectors": ("MEASURE",),
    "planes": ("SECTION",),
    "measures": ("PROPERTIES",),
    "memo": FORMATS,  # how it is built, not how it is written
    "version": FORMATS,  # chooses the script
}


@dataclass(frozen=True)
class WriteOptions:
    """The options of `cadwidgets.contract.options` that say how to write; ``given``: the names that were sent."""

    deflection: float = 0.0
    angle: float = 0.1
    ascii: bool = False
    zip: bool = False
    schema: str = "AP214"
    view: str = "iso"
    width: int = 800
    height: int = 600
    picks: str = ""
    selectors: str = ""
    planes: tuple[Plane, ...] = ()
    measures: tuple[tuple[str, UserMeasure], ...] = ()
    given: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, output: str, given: Mapping[str, object]) -> WriteOptions:
        """The options for a file of the type ``output``, from those that were given.

        Raises RequestError for a value that is not allowed and for an option that the type does not have.
        """
        values: dict[str, Any] = read_options(given)
        for name, value in given.items():
            if output not in _TYPES[name]:
                raise RequestError(
                    f"{output} does not have the option {OPTION_PREFIX}{name}",
                    parameter=OPTION_PREFIX + name,
                    value=value,
                    allowed=f"for {', '.join(_TYPES[name])} only",
                )
        values["planes"] = read_planes(values["planes"]) if output == "SECTION" else ()
        values["measures"] = tuple(measures_of(values["measures"]).items())
        own = {item.name for item in fields(cls)} & set(OPTIONS.names)
        return cls(**{name: values[name] for name in own}, given=frozenset(given))
