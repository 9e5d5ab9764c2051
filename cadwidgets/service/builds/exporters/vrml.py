"""VRML out (ISO/IEC 14772-1:1997, The Virtual Reality Modeling Language)."""

from __future__ import annotations

from collections.abc import Sequence

from cadwidgets.geometry.mesh import Group, Mesh

_HEAD = '#VRML V2.0 utf8\nWorldInfo {{ title "model" info [ "coordinates in {unit}" ] }}\n'
_PLAIN = "#b0b8c4"
_SHAPE = """Group {{ children [ WorldInfo {{ title "{title}" }} Shape {{
appearance Appearance {{ material Material {{ diffuseColor {color} transparency {transparency:.6g} }} }}
geometry IndexedFaceSet {{ ccw TRUE solid FALSE creaseAngle 0.5
coord Coordinate {{ point [
{points}] }}
coordIndex [
{corners}] }} }} ] }}
"""


def write_vrml(meshes: Sequence[Mesh], unit: str) -> bytes:
    """One shape for each group of each mesh, in its colour and with its name; ``unit`` is noted as a text.

    The format takes numbers for metres; they are left as they are, as in other CAD programs' files.
    """
    shapes = (_shape(mesh, group) for mesh in meshes for group in mesh.groups)
    return (_HEAD.format(unit=unit) + "".join(shapes)).encode()


def _shape(mesh: Mesh, group: Group) -> str:
    """Shown from both sides, since a group may be faces without a solid.

    One formatting of a repeated template is many times faster than one for each triangle.
    """
    triangles = mesh.triangles[group.start : group.start + group.count]
    first, last = int(triangles.min()), int(triangles.max()) + 1  # vertices stand in the order of the groups
    vertices = mesh.vertices[first:last]
    corners = (triangles - triangles.dtype.type(first)).reshape(-1)
    color = group.color or _PLAIN
    return _SHAPE.format(
        title=_quoted(group.name),
        color=" ".join(f"{int(color[start : start + 2], 16) / 255:.6g}" for start in (1, 3, 5)),
        transparency=1.0 - group.opacity,
        points="%.9g %.9g %.9g,\n" * len(vertices) % tuple(vertices.reshape(-1).tolist()),
        corners="%d,%d,%d,-1,\n" * len(triangles) % tuple(corners.tolist()),
    )


def _quoted(text: str) -> str:
    """Text that can stand between quotation marks; escaped ones are standard, but VTK stumbles over them."""
    return text.replace("\\", "/").replace('"', "'")
