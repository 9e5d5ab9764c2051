"""Which reader reads what: by the format's name, by a file's ending, by the first bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.amf import read_amf
from cadwidgets.geometry.glb import read_glb
from cadwidgets.geometry.glb_parts import MAGIC
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.stl import read_stl, read_stl_file
from cadwidgets.geometry.threemf_reader import read_3mf
from cadwidgets.geometry.tjs import read_tjs

READERS: dict[str, Callable[[bytes], Mesh]] = {
    "STL": read_stl,
    "TJS": read_tjs,
    "AMF": read_amf,
    "GLB": read_glb,
    "3MF": read_3mf,
}
"""The readers of triangles by format."""

SUFFIXES = {
    ".stl": "STL",
    ".tjs": "TJS",
    ".json": "TJS",
    ".js": "TJS",
    ".amf": "AMF",
    ".glb": "GLB",
    ".3mf": "3MF",
    ".step": "STEP",
    ".stp": "STEP",
    ".brep": "BREP",
    ".brp": "BREP",
}
EXACT = ("STEP", "BREP")
"""Formats of exact surfaces, which hold no triangles: a service that has the CAD kernel makes them."""

_STEP_START = b"ISO-10303-21;"
_BREP_STARTS = (b"DBRep_DrawableShape", b"CASCADE Topology", b"Open CASCADE Topology")
_MODEL_IN_ZIP = b".model"
_DIRECTORY_BYTES = 1 << 16
"""Of a zip archive's end, where the names of its files stand."""


def read_mesh(source: bytes | str | Path, format: str = "") -> Mesh:  # noqa: A002 - the contract's word
    """The mesh in a file (``str`` and ``Path`` are paths) or in bytes.

    ``format`` is STL, TJS, AMF, GLB or 3MF in any case; without it the file's ending tells, else the first bytes.
    Raises GeometryError for bytes that are not what they should be, for STEP and BREP, which hold no triangles, and
    for an unknown format; OSError when the file cannot be read.
    """
    name = format.upper() or format_of(source)
    if name == "STL" and not isinstance(source, bytes):
        return read_stl_file(Path(source))
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    if name in EXACT:
        raise GeometryError(
            f"a {name} file holds exact surfaces and no triangles: `cadwidgets.show` has them made",
            format=name,
            offset=0,
        )
    if name not in READERS:
        raise GeometryError(f"format {name!r} is not known; use one of {', '.join(READERS)}", format=name)
    return READERS[name](data)


def format_of(source: bytes | str | Path) -> str:
    """The format of a file (``str`` and ``Path`` are paths) by its ending, else by its first bytes. Raises as
    `read_mesh`."""
    if isinstance(source, bytes):
        return sniff(source)
    return SUFFIXES.get(Path(source).suffix.lower()) or sniff(Path(source).read_bytes())


def sniff(data: bytes) -> str:
    """The format that the first bytes announce; anything else can only be STL, which has no fixed beginning.

    Raises GeometryError for a web page and for nothing at all.
    """
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        raise GeometryError("there are no bytes to read a mesh from", offset=0)
    if head.startswith(MAGIC):
        return "GLB"
    if head.startswith(_STEP_START):
        return "STEP"
    if head.startswith(_BREP_STARTS):
        return "BREP"
    if head.startswith(b"{"):
        return "TJS"
    if head.startswith(b"PK\x03\x04") and _MODEL_IN_ZIP in data[-_DIRECTORY_BYTES:]:
        return "3MF"
    if head.startswith((b"PK\x03\x04", b"<?xml")) or b"<amf" in head:
        return "AMF"
    if head.startswith(b"<"):
        raise GeometryError("this is a web page or XML, no model in STL, TJS, AMF, GLB or 3MF", offset=0)
    return "STL"
