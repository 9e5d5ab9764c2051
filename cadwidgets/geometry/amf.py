"""AMF, plain or zipped (ISO/ASTM 52915, Additive Manufacturing File Format)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element, ParseError  # only the types; every parse goes through defusedxml

import numpy as np
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.faults import reading
from cadwidgets.geometry.grouping import hex_color, joined, packed_colors
from cadwidgets.geometry.mesh import Group, Mesh, single
from cadwidgets.units import MILLIMETRES, length_unit

MAX_XML_BYTES = 256 << 20
"""Longer XML is refused, packed or not: a tree takes several times its text's memory."""

_UNITS = {"millimeter": "mm", "inch": "in", "feet": "ft", "meter": "m", "micron": "um", "micrometer": "um"}
_NAMES = {ours: name for name, ours in reversed(_UNITS.items())}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_VERTEX = "<vertex><coordinates><x>%.9g</x><y>%.9g</y><z>%.9g</z></coordinates></vertex>\n"
_TRIANGLE = "<triangle><v1>%d</v1><v2>%d</v2><v3>%d</v3></triangle>\n"
_NONE = np.zeros((0, 3), np.uint32)

Colors = dict[str | None, str]
"""The colours of the file's materials by id."""


def read_amf(data: bytes) -> Mesh:
    """The objects of an AMF in one mesh, a group for every volume when there are several, named or coloured.

    ``unit`` of the mesh is the file's (``unit``, or ``units`` of early writers; none means millimetre).
    Curved triangles are taken flat, and constellations are not followed: every object stands where its own
    coordinates put it. Raises GeometryError.
    """
    with reading("AMF"):
        root = _parsed(_unzipped(data) if data.startswith(b"PK\x03\x04") else data)
        if root.tag != "amf":
            raise GeometryError(f"the XML's root is <{root.tag}>, not <amf>", offset=0)
        unit = _unit_of(root)
        colors: Colors = {item.get("id"): _color(item) for item in root.iterfind("material")}
        meshes = [_object(item, colors, unit) for item in root.iterfind("object") if item.find("mesh") is not None]
        if not meshes:
            raise GeometryError("there is no object with a mesh", offset=0)
        return joined(meshes)


def write_amf(meshes: Sequence[Mesh], unit: str = "") -> bytes:
    """An AMF with one object per mesh, its equal points merged, as the format wants it.

    ``unit``: the unit of the coordinates (default: the first mesh's own, else ``mm``). AMF knows no
    centimetre: such coordinates are written in millimetres. Raises ValueError for an unknown unit.
    """
    name = length_unit(unit or next((mesh.unit for mesh in meshes if mesh.unit), "mm"))
    factor = 1.0 if name in _NAMES else MILLIMETRES[name]
    objects = "".join(_object_text(mesh, number, factor) for number, mesh in enumerate(meshes))
    head = f'<amf unit="{_NAMES.get(name, "millimeter")}" version="1.1">\n'
    return f'{_DECLARATION}{head}<metadata type="cad">cadwidgets</metadata>\n{objects}</amf>\n'.encode()


def _object_text(mesh: Mesh, number: int, factor: float) -> str:
    """One formatting of a repeated template is many times faster than one per triangle."""
    solid = mesh.welded()
    points = (solid.vertices.reshape(-1) * factor).tolist()
    corners = solid.triangles.reshape(-1).tolist()
    vertices = _VERTEX * len(solid.vertices) % tuple(points)
    triangles = _TRIANGLE * len(solid.triangles) % tuple(corners)
    return (
        f'<object id="{number}"><mesh>\n<vertices>\n{vertices}</vertices>\n'
        f"<volume>\n{triangles}</volume>\n</mesh></object>\n"
    )


def _unzipped(data: bytes) -> bytes:
    """The first .amf of the archive, those in its root first."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _extracted(archive, _member(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise GeometryError(f"the zip archive is damaged: {error}", offset=0) from None


def _member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [item for item in archive.infolist() if item.filename.lower().endswith(".amf")]
    if not members:
        raise GeometryError("the zip archive holds no .amf file", offset=0)
    return min(members, key=lambda item: item.filename.count("/"))


def _extracted(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The member's bytes. Only stored and deflated ones: other methods can ask for gigabytes of memory."""
    if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise GeometryError("the zip archive is encrypted or packed in an unusual way", offset=member.header_offset)
    _check_size(member.file_size)
    with archive.open(member) as stream:
        return stream.read(member.file_size)


def _check_size(size: int) -> None:
    if size > MAX_XML_BYTES:
        raise GeometryError(f"{size} bytes of XML are more than {MAX_XML_BYTES >> 20} MiB", offset=0)


def _parsed(text: bytes) -> Element:
    _check_size(len(text))
    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except ParseError as error:
        raise GeometryError(f"not XML: {error}", offset=_offset(text, *error.position)) from None
    except DefusedXmlException:
        raise GeometryError("the XML declares a document type or entities", offset=0) from None
    except (LookupError, ValueError) as error:  # an encoding nobody knows
        raise GeometryError(f"the XML cannot be decoded: {error}", offset=0) from None
    if root.tag.startswith("{"):
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
    return root


def _offset(text: bytes, line: int, column: int) -> int:
    """The byte of a line (from 1) and a column (from 0)."""
    start = 0
    for _ in range(line - 1):
        start = text.find(b"\n", start) + 1
    return start + column


def _unit_of(root: Element) -> str:
    text = (root.get("unit") or root.get("units") or "millimeter").strip().lower()
    try:
        return _UNITS.get(text) or length_unit(text)
    except ValueError:
        raise GeometryError(f"the unit {text!r} is not known", offset=0) from None


def _object(item: Element, colors: Colors, unit: str) -> Mesh:
    """One mesh of an object: its volumes share its vertices."""
    mesh = item.find("mesh")
    vertices = _coordinates(item)
    volumes = [] if mesh is None else mesh.findall("volume")
    parts = [_triangles(volume, len(vertices)) for volume in volumes]
    groups = tuple(_groups(item, volumes, [len(part) for part in parts], colors))
    told = len(groups) > 1 or any(group.name or group.color for group in groups)
    return Mesh(vertices, np.concatenate([_NONE, *parts]), groups=groups if told else (), unit=unit)


def _coordinates(item: Element) -> NDArray[np.float32]:
    """(n, 3) of all vertices of an object."""
    points = item.iterfind("mesh/vertices/vertex/coordinates")
    texts = [point.findtext(axis) for point in points for axis in ("x", "y", "z")]
    return single(_numbers(texts, float, "vertices"))


def _triangles(volume: Element, vertices: int) -> NDArray[np.uint32]:
    """(m, 3) of a volume."""
    texts = [corners.findtext(name) for corners in volume.iterfind("triangle") for name in ("v1", "v2", "v3")]
    corners = _numbers(texts, int, "triangles")
    bad = np.flatnonzero((corners < 0) | (corners >= vertices))
    if len(bad):
        wrong = corners.reshape(-1)[bad[0]]
        raise GeometryError(f"a triangle uses vertex {wrong}, there are {vertices}", offset=int(bad[0]))
    return corners.astype(np.uint32)


def _numbers(texts: list[str | None], kind: type[int] | type[float], name: str) -> NDArray[Any]:
    """(n, 3) numbers from texts; raises GeometryError with the index of the first that is none."""
    try:
        return np.array([kind(text) for text in texts], dtype=kind).reshape(-1, 3)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        place = next((index for index, text in enumerate(texts) if not _is_number(text, kind)), -1)
        raise GeometryError(f"{name} hold something that is no number", offset=place) from None


def _is_number(text: str | None, kind: type[int] | type[float]) -> bool:
    try:
        np.array(kind(text or ""), dtype=kind)
    except (ValueError, OverflowError):
        return False
    return True


def _groups(item: Element, volumes: Sequence[Element], counts: Sequence[int], colors: Colors) -> Iterator[Group]:
    """A group per volume: its name or the object's; its own colour, its material's or the object's."""
    start = 0
    for volume, count in zip(volumes, counts, strict=True):
        color = _color(volume) or colors.get(volume.get("materialid"), "") or _color(item)
        yield Group(_name(volume) or _name(item), start, count, color)
        start += count


def _name(item: Element) -> str:
    return next((note.text or "" for note in item.iterfind("metadata") if note.get("type") == "name"), "")


def _color(item: Element) -> str:
    """``#rrggbb`` of the element's colour; empty when it has none, or one that is a formula."""
    color = item.find("color")
    texts = [] if color is None else [color.findtext(name) for name in ("r", "g", "b")]
    if not texts or not all(_is_number(text, float) for text in texts):
        return ""
    rgb = np.nan_to_num(np.array([texts], dtype=np.float64))
    return hex_color(int(packed_colors(rgb)[0]))
