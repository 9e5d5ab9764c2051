"""3MF out (3MF Consortium, Core Specification 1.3; the package is OPC, ECMA-376 part 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

import numpy as np

from cadwidgets.geometry.archive import zipped
from cadwidgets.geometry.looks import Look, listed, name_of, solids
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.units import length_unit

_NAMES = {"um": "micron", "mm": "millimeter", "cm": "centimeter", "in": "inch", "ft": "foot", "m": "meter"}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONTENT_TYPES = (
    _DECLARATION
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>'
    + "</Types>\n"
)
_RELATIONS = (
    _DECLARATION
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + '<Relationship Target="/3D/3dmodel.model" Id="rel0" '
    + 'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>\n'
)
_SPACE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
_VERTEX = '<vertex x="%.9g" y="%.9g" z="%.9g"/>\n'
_TRIANGLE = '<triangle v1="%d" v2="%d" v3="%d"/>\n'
_PAINTED_TRIANGLE = '<triangle v1="%d" v2="%d" v3="%d" pid="1" p1="%d"/>\n'
_FIRST_OBJECT = 2
"""The number 1 is that of the materials."""


def write_3mf(meshes: Sequence[Mesh], unit: str = "") -> bytes:
    """A 3MF with one object per mesh, named after its first group, the points of each of its solids merged.

    Colours and opacities are base materials; a mesh of several has them per triangle. ``unit``: the unit of the
    coordinates (default: the first mesh's own, else ``mm``). Meshes without triangles are left out: the format
    has no empty objects. Equal meshes give equal bytes. Raises ValueError for an unknown unit.
    """
    name = _NAMES[length_unit(unit or next((mesh.unit for mesh in meshes if mesh.unit), "mm"))]
    objects = [_Object(mesh, f"part {number}") for number, mesh in enumerate(meshes)]
    shown = [item for item in objects if len(item.triangles)]
    materials = listed([look for item in shown for look in item.looks])
    pieces = [
        f'{_DECLARATION}<model unit="{name}" xml:lang="en-US" xmlns="{_SPACE}">\n',
        '<metadata name="Application">cadwidgets</metadata>\n<resources>\n',
        *_material_texts(materials),
        *(item.text(number, materials) for number, item in enumerate(shown, _FIRST_OBJECT)),
        "</resources>\n<build>\n",
        *(f'<item objectid="{number}"/>\n' for number in range(_FIRST_OBJECT, _FIRST_OBJECT + len(shown))),
        "</build>\n</model>\n",
    ]
    files = {"[Content_Types].xml": _CONTENT_TYPES, "_rels/.rels": _RELATIONS, "3D/3dmodel.model": "".join(pieces)}
    return zipped({name: text.encode() for name, text in files.items()})


class _Object:
    """The solids of a mesh, each welded on its own: two that touch would else share edges, which is no solid."""

    def __init__(self, mesh: Mesh, otherwise: str) -> None:
        parts = [(look, solid.welded()) for look, solid in solids(mesh)]
        firsts = np.cumsum([0, *(len(solid.vertices) for _, solid in parts)])
        triangles = [solid.triangles + np.uint32(first) for (_, solid), first in zip(parts, firsts, strict=False)]
        self.name = name_of(mesh, otherwise)
        self.looks = [Look(look.name or self.name, look.color, look.opacity) for look, _ in parts]
        self.vertices = np.concatenate([np.zeros((0, 3), np.float32), *(solid.vertices for _, solid in parts)])
        self.triangles = np.concatenate([np.zeros((0, 3), np.uint32), *triangles])
        self._counts = [len(solid.triangles) for _, solid in parts]

    def text(self, number: int, materials: dict[Look, int]) -> str:
        """One formatting of a repeated template is many times faster than one per triangle."""
        used = [materials[look] for look in self.looks]
        vertices = _VERTEX * len(self.vertices) % tuple(self.vertices.reshape(-1).tolist())
        return (
            f'<object id="{number}" type="model" name={quoteattr(self.name)} pid="1" pindex="{used[0]}"><mesh>\n'
            f"<vertices>\n{vertices}</vertices>\n<triangles>\n{self._triangles(used)}</triangles>\n</mesh></object>\n"
        )

    def _triangles(self, used: list[int]) -> str:
        if len(set(used)) == 1:
            return _TRIANGLE * len(self.triangles) % tuple(self.triangles.reshape(-1).tolist())
        records = np.column_stack([self.triangles, np.repeat(used, self._counts)])
        return _PAINTED_TRIANGLE * len(records) % tuple(records.reshape(-1).tolist())


def _material_texts(materials: dict[Look, int]) -> Iterator[str]:
    if not materials:
        return
    yield '<basematerials id="1">\n'
    for look in materials:
        red, green, blue = (round(value * 255) for value in look.rgb)
        color = f"#{red:02X}{green:02X}{blue:02X}{round(look.opacity * 255):02X}"
        yield f'<base name={quoteattr(look.name)} displaycolor="{color}"/>\n'
    yield "</basematerials>\n"
