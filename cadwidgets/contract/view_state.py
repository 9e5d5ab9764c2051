"""How a model is seen, as plain data: the camera, what is selected, hidden and cut, and the looks."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias, TypeVar

from cadwidgets.contract.picks import KINDS, Point
from cadwidgets.contract.sections import MAX_PLANES, Plane
from cadwidgets.errors import RequestError

FLAGS: Mapping[str, bool] = {
    "cut": False,
    "edges": True,
    "grid": True,
    "parallel": False,
    "clear": False,
    "wires": False,
    "flat": False,
    "inches": False,
    "tree": False,
}
"""What is on or off, and how it is by default."""
MAX_HIDDEN = 20_000
MAX_SELECTED = 100
_MAX_PATH = 2_000
_DIGITS = 9
"""Numbers of a camera are told to so many digits of its distance: more than a picture shows, without noise."""
_COLOR = re.compile("#[0-9A-Fa-f]{6}")
_One = TypeVar("_One")
_Where: TypeAlias = str


@dataclass(frozen=True)
class Camera:
    """Where a camera stands and what it looks at, in the model's unit and coordinates, Z up.

    ``position`` is that in perspective of a picture at least as wide as high: a narrower picture is seen from farther
    away, so that it shows as much, and parallel projection shows what is at the target as large as from there.
    """

    position: Point
    target: Point

    @property
    def distance(self) -> float:
        """From the camera to its target."""
        return math.dist(self.position, self.target)

    @classmethod
    def read(cls, value: object) -> Camera:
        """Raises RequestError."""
        entries = _object(value, "camera", ("position", "target"))
        camera = cls(_point(entries["position"], "camera.position"), _point(entries["target"], "camera.target"))
        if not 0.0 < camera.distance < math.inf:
            _wrong("camera.position", value, "another place than the target")
        return camera

    def told(self) -> dict[str, list[float]]:
        """As `read` takes it."""
        places = max(0, _DIGITS - math.ceil(math.log10(self.distance)))
        # adding 0.0 makes no difference between two zeros
        both = {"position": self.position, "target": self.target}
        return {name: [round(value, places) + 0.0 for value in point] for name, point in both.items()}


@dataclass(frozen=True)
class NamedPick:
    """A pick whose ``part`` is named by its path, empty where the model names none; else as `picks.Pick`."""

    kind: str
    part: str
    point: Point
    number: int = -1

    def __str__(self) -> str:
        number = f" {self.number}" if self.number >= 0 else ""
        return f"{self.kind}{number} of {self.part or 'the model'}"

    @classmethod
    def read(cls, value: object, where: str) -> NamedPick:
        """Raises RequestError."""
        entries = _object(value, where, ("kind", "part", "point"), ("number",))
        if entries["kind"] not in KINDS:
            _wrong(f"{where}.kind", entries["kind"], ", ".join(KINDS))
        number = entries.get("number", -1)
        if type(number) is not int or not -1 <= number < 1 << 31:
            _wrong(f"{where}.number", number, "the number of a face, or -1")
        part = _path(entries["part"], f"{where}.part")
        return cls(entries["kind"], part, _point(entries["point"], f"{where}.point"), number)

    def told(self) -> dict[str, Any]:
        """As `read` takes it."""
        entries: dict[str, Any] = {"kind": self.kind, "part": self.part, "point": list(self.point)}
        return entries | ({"number": self.number} if self.number >= 0 else {})


@dataclass(frozen=True)
class ViewState:
    """``camera`` is None where nothing was ever in view; ``hidden`` are paths of parts; ``flags`` by the names of
    `FLAGS`, those that are not as by default; ``color`` (``#rrggbb``) of what has none, empty for the default."""

    camera: Camera | None = None
    selection: tuple[NamedPick, ...] = ()
    hidden: tuple[str, ...] = ()
    spread: float = 0.0
    planes: tuple[Plane, ...] = ()
    flags: Mapping[str, bool] = field(default_factory=dict)
    color: str = ""

    def over(self, other: ViewState) -> ViewState:
        """This state where it says something, else as ``other`` says."""
        return ViewState(
            self.camera or other.camera,
            self.selection or other.selection,
            self.hidden or other.hidden,
            self.spread or other.spread,
            self.planes or other.planes,
            {**other.flags, **self.flags},
            self.color or other.color,
        )

    def flag(self, name: str) -> bool:
        """Whether that is on."""
        return self.flags.get(name, FLAGS[name])

    @classmethod
    def read(cls, data: object) -> ViewState:
        """The state in JSON's plain data. Raises RequestError that names the entry which is wrong."""
        entries = _object(data, "state", (), (*_ENTRIES, *FLAGS))
        flags = {name: _flag(entries[name], name) for name in FLAGS if name in entries}
        found = {name: read(entries[name], name) for name, read in _ENTRIES.items() if name in entries}
        return cls(**found, flags={name: on for name, on in flags.items() if on != FLAGS[name]})

    def told(self) -> dict[str, Any]:
        """As `read` takes it: what is as by default is left out."""
        entries: dict[str, Any] = {
            "camera": self.camera and self.camera.told(),
            "selection": [pick.told() for pick in self.selection],
            "hidden": list(self.hidden),
            "spread": self.spread,
            "planes": [[list(plane.normal), plane.offset] for plane in self.planes],
            "color": self.color,
        }
        return {name: value for name, value in entries.items() if value} | dict(self.flags)


def _camera(value: object, _: _Where) -> Camera:
    return Camera.read(value)


def _list_of(read: Callable[[object, _Where], _One], most: int) -> Callable[[object, _Where], tuple[_One, ...]]:
    def read_all(value: object, where: _Where) -> tuple[_One, ...]:
        if not isinstance(value, list | tuple) or len(value) > most:
            _wrong(where, value, f"a list of at most {most}")
        return tuple(read(one, f"{where}[{place}]") for place, one in enumerate(value))

    return read_all


def _plane(value: object, where: _Where) -> Plane:
    if not isinstance(value, list | tuple) or len(value) != 2:
        _wrong(where, value, "a normal and an offset: [[0, 0, 1], 5.0]")
    normal, offset = _point(value[0], where), _number(value[1], where)
    try:
        return Plane(normal, offset)
    except RequestError as error:
        _wrong(where, value, str(error))


def _spread(value: object, where: _Where) -> float:
    number = _number(value, where)
    if number < 0:
        _wrong(where, value, "a number from 0")
    return number


def _color(value: object, where: _Where) -> str:
    if not isinstance(value, str) or not _COLOR.fullmatch(value):
        _wrong(where, value, "#rrggbb")
    return value


def _path(value: object, where: _Where) -> str:
    if not isinstance(value, str) or len(value) > _MAX_PATH:
        _wrong(where, value, f"a part's path, of at most {_MAX_PATH} characters")
    return value


def _flag(value: object, where: _Where) -> bool:
    if not isinstance(value, bool):
        _wrong(where, value, "true or false")
    return value


def _point(value: object, where: _Where) -> Point:
    if not isinstance(value, list | tuple) or len(value) != 3:
        _wrong(where, value, "three numbers")
    x, y, z = (_number(one, where) for one in value)
    return (x, y, z)


def _number(value: object, where: _Where) -> float:
    try:
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    except OverflowError:  # an integer beyond all floats
        number = math.inf
    if not math.isfinite(number):
        _wrong(where, value, "finite numbers")
    return number


def _object(value: object, where: _Where, needed: tuple[str, ...], more: tuple[str, ...] = ()) -> Mapping[str, Any]:
    known = ", ".join((*needed, *more))
    if not isinstance(value, Mapping):
        _wrong(where, value, f"an object with {known}")
    for name in needed:
        if name not in value:
            _wrong(f"{where}.{name}", None, f"an object with {known}")
    for name in value:
        if name not in (*needed, *more):
            _wrong(str(name) if where == "state" else f"{where}.{name}", value[name], known)
    return value


def _wrong(where: _Where, value: object, allowed: str) -> NoReturn:
    shown = "missing" if value is None else f"not {_short(value)}"
    raise RequestError(f"{where} of a view's state is {shown}", parameter=where, value=value, allowed=allowed)


def _short(value: object) -> str:
    if isinstance(value, list | tuple | Mapping):
        return f"a {type(value).__name__} of {len(value)}"
    return f"{value!r:.60}" if isinstance(value, str | float | bool) else f"a {type(value).__name__}"


_ENTRIES: Mapping[str, Callable[[object, _Where], Any]] = {
    "camera": _camera,
    "selection": _list_of(NamedPick.read, MAX_SELECTED),
    "hidden": _list_of(_path, MAX_HIDDEN),
    "spread": _spread,
    "planes": _list_of(_plane, MAX_PLANES),
    "color": _color,
}
