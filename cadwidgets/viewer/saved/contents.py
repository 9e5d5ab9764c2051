"""What a saved page knows: its builds, whose parts share the shapes that are the same, and how it first looks."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.parameters import Value
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.tables.bom_texts import shown_table, summary, visible
from cadwidgets.units import MILLIMETRES
from cadwidgets.viewer.grid import Ground
from cadwidgets.viewer.saved.pieces import pieces_of
from cadwidgets.viewer.saved.shapes import shape_bytes

Json = dict[str, Any]
Box = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Numbers:
    """What a build measures, in the model's unit; ``mass`` in kg. None for what is not known. ``exact``: the solid's
    own numbers, else those of its triangles."""

    box: Box
    area: float
    volume: float | None
    mass: float | None = None
    exact: bool = False

    @classmethod
    def of(cls, mesh: Mesh) -> Numbers:
        """By the triangles alone: a volume is told of what is closed."""
        return cls(mesh.bounding_box, mesh.area, mesh.volume if mesh.is_watertight else None)


@dataclass(frozen=True)
class Slider:
    """A parameter that can be moved in the page: its ``values``, and the place ``at`` of the present one."""

    name: str
    title: str
    unit: str
    values: tuple[Value, ...]
    at: int

    def to_json(self) -> Json:
        """Numbers stay numbers, so that one can be typed."""
        numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in self.values)
        texts = [value_text(value) for value in self.values]
        values = list(self.values) if numbers else None
        return {"name": self.name, "title": self.title, "unit": self.unit, "at": self.at} | {
            "texts": texts,
            "values": values,
        }


def value_text(value: Value) -> str:
    """A value of a parameter for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(value_text, value))
    return f"{value:.10g}" if isinstance(value, float) else visible(str(value))


class Contents:
    """Collects builds; equal shapes and equal bills of materials are kept once."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._shapes: dict[bytes, int] = {}
        self._boms: list[Json] = []
        self._builds: dict[str, Json] = {}

    def add(self, key: str, mesh: Mesh, numbers: Numbers, bom: Iterable[BomLine] | None = None) -> None:
        """A build under its ``key``: the places of the sliders, with commas between them."""
        parts = [[piece.path, self._shape(piece.mesh), piece.colors] for piece in pieces_of(mesh)]
        self._builds[key] = {
            "parts": parts,
            "volume": numbers.volume,
            "area": numbers.area,
            "mass": numbers.mass,
            "exact": numbers.exact,
            "box": numbers.box,
            "bom": None if bom is None else self._bom(bom),
            "grounds": self._grounds(mesh.bounding_box),
        }

    def refuse(self, key: str, why: str) -> None:
        """There is no model at this place, and why."""
        self._builds[key] = {"error": visible(why)}

    @property
    def builds(self) -> int:
        """How many models there are."""
        return sum("parts" in build for build in self._builds.values())

    @property
    def size(self) -> int:
        """Bytes that the shapes will take in a page, in base64."""
        return sum(4 * -(-len(shape) // 3) + 3 for shape in self._shapes)

    def json_size(self) -> int:
        """Bytes that all of it will take in a page."""
        return len(json.dumps(self.to_json(), separators=(",", ":")))

    def to_json(self) -> Json:
        """As the page reads it."""
        shapes = [base64.b64encode(shape).decode() for shape in self._shapes]
        return {"unit": self._unit, "shapes": shapes, "boms": self._boms, "builds": self._builds}

    def _shape(self, mesh: Mesh) -> int:
        return self._shapes.setdefault(shape_bytes(mesh), len(self._shapes))

    def _bom(self, lines: Iterable[BomLine]) -> int:
        table = bom_json(lines)
        if table not in self._boms:
            self._boms.append(table)
        return self._boms.index(table)

    def _grounds(self, box: Box) -> Mapping[str, Json]:
        """The grid in the model's unit, and in inches where that can be told."""
        scales = {"own": 1.0}
        if self._unit in MILLIMETRES:
            scales["inches"] = MILLIMETRES[self._unit] / MILLIMETRES["in"]
        return {name: _ground(Ground.under(box, scale)) for name, scale in scales.items()}


def bom_json(lines: Iterable[BomLine]) -> Json:
    """The columns that tell people anything, the lines, and a sum of them in words."""
    known = tuple(lines)
    columns, rows = shown_table(known)
    return {
        "columns": [[column.heading, column.is_number] for column in columns],
        "rows": [[row.level, texts] for row, texts in rows],
        "summary": summary(known),
    }


def _ground(ground: Ground) -> Json:
    names = ("step", "left", "right", "front", "back", "z")
    return {name: getattr(ground, name) for name in names} | {"shown": ground.shown_step}
