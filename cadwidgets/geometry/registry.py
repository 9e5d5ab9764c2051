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
from cadwidgets.geometry.tjs import read_tjs

READERS: dict[str, Callable[[bytes], Mesh]] = {"STL": read_stl, "TJS": read_tjs, "AMF": read_amf, "GLB": read_glb}
"""The readers of triangles by format."""

SUFFIXES = {
    ".stl": "STL",
    ".tjs": "TJS",
    ".json": "TJS",
    ".js": "TJS",
    ".amf": "AMF",
    ".glb": "GLB",
    ".step": "STEP",
    ".stp": "STEP",
}

_STEP_START = b"ISO-10303-21;"


def read_mesh(source: bytes | str | Path, format: str = "") -> Mesh:  # noqa: A002 - the contract's word
    """The mesh in a file (``str`` and ``Path`` are paths) or in bytes.

    ``format`` is STL, TJS, AMF or GLB in any case; without it the file's ending tells, else the first bytes.
    Raises GeometryError for bytes that are not what they should be, for STEP, which holds no triangles, and
    for an unknown format; OSError when the file cannot be read.
    """
    path = None if isinstance(source, bytes) else Path(source)
    name = format.upper() or (SUFFIXES.get(path.suffix.lower()) if path else "")
    if path and name == "STL":
        return read_stl_file(path)
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = name or sniff(data)
    if name == "STEP":
        raise GeometryError(
            "a STEP file holds exact surfaces and no triangles: ask for STL, TJS, AMF or GLB to see the model",
            format="STEP",
            offset=0,
        )
    if name not in READERS:
        raise GeometryError(f"format {name!r} is not known; use one of {', '.join(READERS)}", format=name)
    return READERS[name](data)


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
    if head.startswith(b"{"):
        return "TJS"
    if head.startswith((b"PK\x03\x04", b"<?xml")) or b"<amf" in head:
        return "AMF"
    if head.startswith(b"<"):
        raise GeometryError("this is a web page or XML, no model in STL, TJS, AMF or GLB", offset=0)
    return "STL"
