"""The objects of an AMF as meshes, each at every place where a constellation puts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element  # only the type

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.faults import check_amount
from cadwidgets.geometry.grouping import Paint, hex_color, packed_colors
from cadwidgets.geometry.mesh import Group, Mesh, single
from cadwidgets.geometry.row_numbers import is_number, numbers
from cadwidgets.geometry.row_xml import Rows, RowTree, Texts
from cadwidgets.units import length_unit

MAX_PLACES = 50_000
"""Constellations of constellations repeat an object without end in a few lines; more than this is refused."""

_NUMBER = rb"([\s0-9.eE+-]*)"
ROWS = (
    Rows(
        "vertex",
        "vertices",
        ("x", "y", "z"),
        re.compile(
            rb"<vertex>\s*<coordinates>\s*<x>%b</x>\s*<y>%b</y>\s*<z>%b</z>\s*</coordinates>\s*</vertex>\s*"
            % (_NUMBER, _NUMBER, _NUMBER)
        ),
        b"<vertex>",
        b"</vertex>",
    ),
    Rows(
        "triangle",
        "volume",
        ("v1", "v2", "v3"),
        re.compile(
            rb"<triangle>\s*<v1>%b</v1>\s*<v2>%b</v2>\s*<v3>%b</v3>\s*</triangle>\s*" % (_NUMBER, _NUMBER, _NUMBER)
        ),
        b"<triangle>",
        b"</triangle>",
    ),
)
"""The rows of the format."""

Matrix = NDArray[np.float64]
"""(4, 4), for column vectors."""
_UNITS = {"millimeter": "mm", "inch": "in", "feet": "ft", "meter": "m", "micron": "um", "micrometer": "um"}
_NONE = np.zeros((0, 3), np.uint32)
_PLAIN = Paint()


class AmfDocument:
    """The meshes of an AMF by the object's id."""

    def __init__(self, tree: RowTree) -> None:
        """Raises GeometryError, ``offset`` being the index of the number that is wrong."""
        self._rows = tree.rows
        self._unit = _unit_of(tree.root)
        self._paints = {item.get("id"): _paint(item) for item in tree.root.iterfind("material")}
        items = [item for item in tree.root.iterfind("object") if item.find("mesh") is not None]
        self._objects = [(item.get("id"), self._object(item)) for item in items]
        self._constellations = {
            item.get("id"): item.findall("instance") for item in tree.root.iterfind("constellation")
        }

    def placed(self) -> list[Mesh]:
        """Every object at its places: those of the constellations that no other one uses, else its own."""
        used = {instance.get("objectid") for places in self._constellations.values() for instance in places}
        meshes = [mesh for number, mesh in self._objects if number not in used]
        tops = [number for number in self._constellations if number not in used]
        if self._constellations and not tops:
            raise GeometryError("the constellations use each other in a circle", offset=0)
        by_id, elements = dict(self._objects), 0
        for number, matrix in self._places(tops):
            mesh = by_id[number]
            elements += len(mesh.triangles) + len(mesh.vertices)
            check_amount(elements)
            meshes.append(_moved(mesh, matrix))
        return meshes

    def _places(self, tops: Sequence[str | None]) -> Iterator[tuple[str | None, Matrix]]:
        """(Id of an object, where it stands) for all that the constellations ``tops`` reach, in the file's order."""
        known = {number for number, _ in self._objects}
        waiting = [(number, np.eye(4)) for number in reversed(tops)]
        for _ in range(MAX_PLACES):
            if not waiting:
                return
            number, matrix = waiting.pop()
            if number in known:
                yield number, matrix
            instances = self._constellations.get(number, [])
            if len(waiting) + len(instances) > MAX_PLACES:
                break
            waiting += [(item.get("objectid"), matrix @ _placement(item)) for item in reversed(instances)]
        raise GeometryError(f"there are more than {MAX_PLACES} instances, or constellations in a circle", offset=0)

    def _object(self, item: Element) -> Mesh:
        """One mesh of an object: its volumes share its vertices."""
        mesh = item.find("mesh")
        vertices = self._coordinates(item)
        volumes = [] if mesh is None else mesh.findall("volume")
        parts = [_triangles(self._rows.get(volume, []), len(vertices)) for volume in volumes]
        groups = tuple(self._groups(item, volumes, [len(part) for part in parts]))
        told = len(groups) > 1 or any(group.name or group.color for group in groups)
        return Mesh(vertices, np.concatenate([_NONE, *parts]), groups=groups if told else (), unit=self._unit)

    def _coordinates(self, item: Element) -> NDArray[np.float32]:
        """(n, 3) of all vertices of an object."""
        lists = [self._rows.get(vertices, []) for vertices in item.iterfind("mesh/vertices")]
        return single(numbers([text for texts in lists for text in texts], float, 3, "vertices"))

    def _groups(self, item: Element, volumes: Sequence[Element], counts: Sequence[int]) -> Iterator[Group]:
        """A group per volume: its name or the object's; its own colour, its material's or the object's."""
        start = 0
        for volume, count in zip(volumes, counts, strict=True):
            paints = (_paint(volume), self._paints.get(volume.get("materialid"), _PLAIN), _paint(item))
            paint = next((paint for paint in paints if paint.color), _PLAIN)
            yield Group(_name(volume) or _name(item), start, count, paint.color, paint.opacity)
            start += count


def _unit_of(root: Element) -> str:
    text = (root.get("unit") or root.get("units") or "millimeter").strip().lower()
    try:
        return _UNITS.get(text) or length_unit(text)
    except ValueError:
        raise GeometryError(f"the unit {text!r} is not known", offset=0) from None


def _triangles(texts: Texts, vertices: int) -> NDArray[np.uint32]:
    """(m, 3) of a volume."""
    corners = numbers(texts, int, 3, "triangles")
    bad = np.flatnonzero((corners < 0) | (corners >= vertices))
    if len(bad):
        wrong = corners.reshape(-1)[bad[0]]
        raise GeometryError(f"a triangle uses vertex {wrong}, there are {vertices}", offset=int(bad[0]))
    return corners.astype(np.uint32)


def _name(item: Element) -> str:
    return next((note.text or "" for note in item.iterfind("metadata") if note.get("type") == "name"), "")


def _paint(item: Element) -> Paint:
    """The element's colour and opacity; a plain look when it has none, or one that is a formula."""
    color = item.find("color")
    texts = [] if color is None else [color.findtext(name) for name in ("r", "g", "b")]
    if not texts or not all(is_number(text, float) for text in texts):
        return _PLAIN
    rgb = np.nan_to_num(np.array([texts], dtype=np.float64))
    clear = color.findtext("a") if color is not None else None
    opacity = float(np.clip(np.nan_to_num(float(clear or 1.0)), 0.0, 1.0)) if is_number(clear, float) else 1.0
    return Paint("", hex_color(int(packed_colors(rgb)[0])), opacity)


def _placement(instance: Element) -> Matrix:
    """Rotation about x, then y, then z in degrees, then the shift, as the standard orders them."""
    values = {name: _number(instance, name) for name in ("deltax", "deltay", "deltaz", "rx", "ry", "rz")}
    matrix = np.eye(4)
    for axis, name in enumerate(("rx", "ry", "rz")):
        matrix = _rotation(axis, np.radians(values[name])) @ matrix
    matrix[:3, 3] = (values["deltax"], values["deltay"], values["deltaz"])
    return matrix


def _rotation(axis: int, angle: float) -> Matrix:
    one, two = (axis + 1) % 3, (axis + 2) % 3
    matrix = np.eye(4)
    matrix[[one, two], [one, two]] = np.cos(angle)
    matrix[one, two], matrix[two, one] = -np.sin(angle), np.sin(angle)
    return matrix


def _number(instance: Element, name: str) -> float:
    text = instance.findtext(name) or "0"
    if not is_number(text, float) or not np.isfinite(float(text)):
        raise GeometryError(f"{text!r} is no {name} of an instance", offset=0)
    return float(text)


def _moved(mesh: Mesh, matrix: Matrix) -> Mesh:
    if np.array_equal(matrix, np.eye(4)):
        return mesh
    return replace(mesh, vertices=single(mesh.vertices @ matrix[:3, :3].T + matrix[:3, 3]))
