"""AMF, plain or zipped (ISO/ASTM 52915, Additive Manufacturing File Format): out, and the way in."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.amf_objects import ROWS, AmfDocument
from cadwidgets.geometry.archive import check_size, unzipped, zipped
from cadwidgets.geometry.faults import reading
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.looks import DEFAULT_COLOR, Look, listed, solids
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.row_xml import RowTree
from cadwidgets.units import MILLIMETRES, length_unit

MAX_XML_BYTES = 256 << 20
"""Longer XML is refused, packed or not: what is read takes several times its text's memory."""

_NAMES = {"mm": "millimeter", "in": "inch", "ft": "feet", "m": "meter", "um": "micron"}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_VERTEX = "<vertex><coordinates><x>%.9g</x><y>%.9g</y><z>%.9g</z></coordinates></vertex>\n"
_TRIANGLE = "<triangle><v1>%d</v1><v2>%d</v2><v3>%d</v3></triangle>\n"
_PACKED_NAME = "model.amf"


def read_amf(data: bytes) -> Mesh:
    """The objects of an AMF in one mesh, a group for every volume when there are several, named or coloured.

    ``unit`` of the mesh is the file's (``unit``, or ``units`` of early writers; none means millimetre).
    Constellations are followed: an object stands at every place where one puts it, and where its own
    coordinates put it when none does. Curved triangles are taken flat. Raises GeometryError.
    """
    with reading("AMF"):
        text = unzipped(data, ".amf", MAX_XML_BYTES) if data.startswith(b"PK\x03\x04") else data
        check_size(len(text), MAX_XML_BYTES)
        tree = RowTree(text, ROWS)
        if tree.root.tag != "amf":
            raise GeometryError(f"the XML's root is <{tree.root.tag}>, not <amf>", offset=0)
        meshes = AmfDocument(tree).placed()
        if not meshes:
            raise GeometryError("there is no object with a mesh", offset=0)
        return joined(meshes)


def write_amf(meshes: Sequence[Mesh], unit: str = "", zip: bool = False) -> bytes:  # noqa: A002 - the option's name
    """An AMF with one object per group of every mesh, its equal points merged, as the format wants it.

    Names are metadata, colours and opacities are materials. ``unit``: the unit of the coordinates (default: the
    first mesh's own, else ``mm``). AMF knows no centimetre: such coordinates are written in millimetres. ``zip``
    packs the file into an archive, which the format calls AMF too. Equal meshes give equal bytes. Raises
    ValueError for an unknown unit.
    """
    name = length_unit(unit or next((mesh.unit for mesh in meshes if mesh.unit), "mm"))
    factor = 1.0 if name in _NAMES else MILLIMETRES[name]
    parts = [part for mesh in meshes for part in solids(mesh)]
    materials = {look: number for look, number in listed([_paint(look) for look, _ in parts]).items() if look.color}
    objects = [_object_text(mesh, look, number, materials, factor) for number, (look, mesh) in enumerate(parts)]
    head = f'<amf unit="{_NAMES.get(name, "millimeter")}" version="1.1">\n<metadata type="cad">cadwidgets</metadata>\n'
    texts = [_DECLARATION, head, *(_material_text(*item) for item in materials.items()), *objects, "</amf>\n"]
    data = "".join(texts).encode()
    return zipped({_PACKED_NAME: data}) if zip else data


def _paint(look: Look) -> Look:
    """What materials are told apart by. An opacity alone needs a colour to be told with."""
    shown = look.color or (DEFAULT_COLOR if look.opacity < 1.0 else "")
    return Look("", shown, look.opacity)


def _material_text(look: Look, number: int) -> str:
    """Numbers of materials begin at 1: 0 means that there is nothing."""
    red, green, blue = (f"{value:.6g}" for value in look.rgb)
    color = f"<color><r>{red}</r><g>{green}</g><b>{blue}</b><a>{look.opacity:.6g}</a></color>"
    return f'<material id="{number + 1}"><metadata type="name">{look.color}</metadata>{color}</material>\n'


def _object_text(mesh: Mesh, look: Look, number: int, materials: dict[Look, int], factor: float) -> str:
    """One formatting of a repeated template is many times faster than one per triangle."""
    solid = mesh.welded()
    points = (solid.vertices.reshape(-1) * factor).tolist()
    corners = solid.triangles.reshape(-1).tolist()
    vertices = _VERTEX * len(solid.vertices) % tuple(points)
    triangles = _TRIANGLE * len(solid.triangles) % tuple(corners)
    name = f'<metadata type="name">{escape(look.name)}</metadata>' if look.name else ""
    material = materials.get(_paint(look))
    attribute = "" if material is None else f' materialid="{material + 1}"'
    return (
        f'<object id="{number}">{name}<mesh>\n<vertices>\n{vertices}</vertices>\n'
        f"<volume{attribute}>\n{triangles}</volume>\n</mesh></object>\n"
    )
