"""The objects of a 3MF as meshes, with their materials and colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from xml.etree.ElementTree import Element  # only the type

import numpy as np

from cadwidgets.geometry.grouping import NONE, Paint, grouped, mixed_colors
from cadwidgets.geometry.mesh import Group, Mesh, single
from cadwidgets.geometry.row_numbers import numbers
from cadwidgets.geometry.row_xml import Rows, Texts
from cadwidgets.geometry.topology import Indices

_NUMBER, _INDEX = rb'"([\s0-9.eE+-]*)"', rb'"([0-9]*)"'
_TRIANGLE = ("v1", "v2", "v3", "pid", "p1", "p2", "p3")
ROWS = (
    Rows(
        "vertex",
        "vertices",
        ("x", "y", "z"),
        re.compile(rb"<vertex\s+x=%b\s+y=%b\s+z=%b\s*/>\s*" % (_NUMBER, _NUMBER, _NUMBER)),
        b"<vertex",
        b"/>",
        by_attributes=True,
    ),
    Rows(
        "triangle",
        "triangles",
        _TRIANGLE,
        re.compile(
            rb"<triangle\s+v1=%b\s+v2=%b\s+v3=%b(?:\s+pid=%b)?(?:\s+p1=%b)?(?:\s+p2=%b)?(?:\s+p3=%b)?\s*/>\s*"
            % (7 * (_INDEX,))
        ),
        b"<triangle",
        b"/>",
        by_attributes=True,
    ),
)
"""The rows of the format."""
_COLOR = re.compile("#([0-9A-Fa-f]{6})([0-9A-Fa-f]{2})?")
_OPAQUE = 255.0
_GROUPS = {"basematerials": ("base", "displaycolor"), "colorgroup": ("color", "color")}


class Materials:
    """The base materials and colours of a model file in one list, ``paints``."""

    def __init__(self, root: Element) -> None:
        self.paints: list[Paint] = []
        self._ranges: dict[str, tuple[int, int]] = {}
        for kind, (item, color) in _GROUPS.items():
            for group in root.iterfind(f"resources/{kind}"):
                first = len(self.paints)
                self.paints += [_paint(one, color) for one in group.iterfind(item)]
                self._ranges[group.get("id", "")] = first, len(self.paints)

    def number(self, group: str, place: Indices) -> Indices:
        """Where the items ``place`` of a group stand in ``paints``; NONE for what is no material or colour."""
        first, end = self._ranges.get(group, (0, 0))
        found = first + place
        return np.where((place >= 0) & (found < end), found, NONE)


def _paint(item: Element, name: str) -> Paint:
    match = _COLOR.fullmatch(item.get(name, "").strip())
    if match is None:
        return Paint(item.get("name", ""))
    opacity = int(match[2], 16) / _OPAQUE if match[2] else 1.0
    return Paint(item.get("name", ""), f"#{match[1].lower()}", opacity)


def mesh_of(item: Element, rows: Mapping[Element, Texts], materials: Materials) -> Mesh | None:
    """The mesh of an object, a group for each of its looks; None for one of components alone. Raises GeometryError."""
    mesh = item.find("mesh")
    if mesh is None:
        return None
    vertices = single(numbers(_texts(mesh, "vertices", rows), float, 3, "vertices"))
    texts = _texts(mesh, "triangles", rows)
    columns = [texts[place :: len(_TRIANGLE)] for place in range(len(_TRIANGLE))]
    triangles = numbers([*chain.from_iterable(zip(*columns[:3], strict=True))], int, 3, "triangles")
    order, groups = grouped(*_looks(item, columns[3:], materials), materials.paints)
    name = item.get("name", "")
    if len(groups) < 2:
        only = groups[0] if groups else Group("", 0, 0)
        groups = (replace(only, name=name or only.name, count=len(triangles)),) if name or only.color else ()
    return Mesh(vertices, triangles[order], groups=groups)


def _texts(mesh: Element, name: str, rows: Mapping[Element, Texts]) -> Texts:
    return [text for around in mesh.iterfind(name) for text in rows.get(around, [])]


def _looks(item: Element, columns: list[Texts], materials: Materials) -> tuple[Indices, Indices]:
    """(A number of `Materials.paints`, a colour 0xRRGGBB that wins over it) for each triangle; NONE for none.

    A triangle without a group has the object's; three different colours at its corners are mixed.
    """
    own = materials.number(item.get("pid", ""), np.array([_index(item.get("pindex"))]))
    count = len(columns[0])
    looks = np.repeat(np.repeat(own, count)[:, None], 3, axis=1)
    if any(columns[1]):
        groups = np.array([text or b"" for text in columns[0]])
        places = np.stack([_places(column) for column in columns[1:]], axis=1)
        places = np.where(places < 0, places[:, :1], places)
        for group in np.unique(groups):
            mine = np.flatnonzero((groups == group) & (places[:, 0] >= 0))
            name = group.decode(errors="replace") or item.get("pid", "")
            looks[mine] = materials.number(name, places[mine])
    mixed = (looks != looks[:, :1]).any(axis=1)
    colors = np.full(count, NONE)
    packed = np.array([int(paint.color[1:], 16) if paint.color else NONE for paint in materials.paints] + [NONE])
    colors[mixed] = mixed_colors(packed[looks[mixed]])
    return np.where(mixed, NONE, looks[:, 0]), colors


def _places(column: Texts) -> Indices:
    """(m,) whole numbers, NONE where there is no text. Raises GeometryError for what is no number."""
    found = np.full(len(column), NONE, np.int64)
    told = [place for place, text in enumerate(column) if text]
    found[told] = numbers([column[place] for place in told], int, 1, "materials of triangles").reshape(-1)
    return found


def _index(text: str | None) -> int:
    return int(_places([text.encode()])[0]) if text else 0
