"""The kernel's triangles as arrays, in bulk and by a public route: OCCT's own glTF writer and numpy.

Next to its binary STL writer it costs twice as much, which is still a fortieth of the meshing, and gives three
things that an STL has not: vertices that the triangles of a face share, normals of the exact surface, and the order
of the kernel's faces for both. No triangle is touched in Python.

Reading the kernel's own memory by address would spare at most a tenth of the way from a shape to a GLB on the two
smallest models of `benchmarks/bench_arrays.py`, and one to six hundredths on the others: too little for its risk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray
from OCP.BRep import BRep_Tool
from OCP.Message import Message_ProgressRange
from OCP.RWGltf import RWGltf_CafWriter
from OCP.RWMesh import RWMesh_CoordinateSystem
from OCP.TCollection import TCollection_AsciiString, TCollection_ExtendedString
from OCP.TColStd import TColStd_IndexedDataMapOfStringString
from OCP.TDocStd import TDocStd_Document
from OCP.TopAbs import TopAbs_FACE
from OCP.TopExp import TopExp_Explorer
from OCP.TopLoc import TopLoc_Location
from OCP.TopoDS import TopoDS, TopoDS_Shape
from OCP.XCAFDoc import XCAFDoc_DocumentTool

Counts = NDArray[np.int64]

_TYPES = {5123: "<u2", 5125: "<u4", 5126: "<f4"}
_COLUMNS = {"SCALAR": 1, "VEC3": 3}


@dataclass(frozen=True, eq=False)
class KernelArrays:
    """All triangles of a shape, face by face in the order in which the kernel lists its faces.

    ``vertices`` and ``normals`` (n, 3) float32, the latter of the exact surface and arbitrary where it has none, as at
    the tip of a cone; ``triangles`` (m, 3) unsigned, counter-clockwise seen from outside.
    """

    vertices: NDArray[np.float32]
    normals: NDArray[np.float32]
    triangles: NDArray[np.unsignedinteger[Any]]


def count_per_face(shape: TopoDS_Shape) -> tuple[Counts, Counts]:
    """(Vertices, triangles) of each face of a meshed shape: two arrays (f,); zeros for a face without triangles."""
    counts, explorer, place = [], TopExp_Explorer(shape, TopAbs_FACE), TopLoc_Location()
    while explorer.More():
        found = BRep_Tool.Triangulation_s(TopoDS.Face_s(explorer.Current()), place)
        has_triangles = found is not None and found.NbTriangles() > 0
        counts.append((found.NbNodes(), found.NbTriangles()) if has_triangles else (0, 0))
        explorer.Next()
    vertices, triangles = np.array(counts, np.int64).reshape(-1, 2).T
    return vertices, triangles


def read_arrays(shape: TopoDS_Shape, folder: Path) -> KernelArrays:
    """The arrays of a meshed shape that has a triangle; ``folder`` takes scratch files.

    Raises OSError when the kernel could not write them in full.
    """
    scratch = folder / "scratch.gltf"
    buffer = scratch.with_suffix(".bin")
    try:
        _write_gltf(shape, scratch)
        text, data = (path.read_bytes() if path.exists() else b"" for path in (scratch, buffer))
    finally:
        for left in folder.glob(f"{scratch.stem}.*"):
            left.unlink()
    document = orjson.loads(text) if text.rstrip().endswith(b"}") else {}
    if [len(data)] != [item["byteLength"] for item in document.get("buffers", [])]:
        raise OSError("the kernel could not write its triangles in full")
    return _arrays(document, data)


def _write_gltf(shape: TopoDS_Shape, path: Path) -> None:
    """One primitive for the whole shape, its numbers and axes as they are.

    As JSON with a buffer beside it: for one binary file the kernel would write the buffer and then copy it.
    """
    document = TDocStd_Document(TCollection_ExtendedString("XmlOcaf"))
    XCAFDoc_DocumentTool.ShapeTool_s(document.Main()).AddShape(shape, False)
    writer = RWGltf_CafWriter(TCollection_AsciiString(str(path)), False)
    writer.SetMergeFaces(True)
    converter = writer.ChangeCoordinateSystemConverter()
    converter.SetInputLengthUnit(1.0)
    converter.SetOutputLengthUnit(1.0)
    converter.SetInputCoordinateSystem(RWMesh_CoordinateSystem.RWMesh_CoordinateSystem_glTF)
    writer.Perform(document, TColStd_IndexedDataMapOfStringString(), Message_ProgressRange())


def _arrays(document: Mapping[str, Any], data: bytes) -> KernelArrays:
    (primitive,) = (primitive for mesh in document["meshes"] for primitive in mesh["primitives"])
    attributes = primitive["attributes"]
    return KernelArrays(
        _accessor(document, data, attributes["POSITION"]),
        _accessor(document, data, attributes["NORMAL"]),
        _accessor(document, data, primitive["indices"]).reshape(-1, 3),
    )


def _accessor(document: Mapping[str, Any], binary: bytes, number: int) -> NDArray[Any]:
    """Numbers as rows, a view of the file's bytes (glTF 2.0, section 3.6.2)."""
    accessor = document["accessors"][number]
    view = document["bufferViews"][accessor["bufferView"]]
    columns = _COLUMNS[accessor["type"]]
    start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
    kind = _TYPES[accessor["componentType"]]
    return np.frombuffer(binary, kind, accessor["count"] * columns, start).reshape(-1, columns)
