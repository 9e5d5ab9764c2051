"""The types that are made of triangles: the right writer for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cadwidgets.geometry.amf import write_amf
from cadwidgets.geometry.glb import write_glb
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.picture import render_png
from cadwidgets.geometry.stl import write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.tjs import write_tjs
from cadwidgets.service.builds.exporters.bom import Rows
from cadwidgets.service.builds.exporters.vrml import write_vrml
from cadwidgets.service.builds.write_options import WriteOptions

_Writer = Callable[[Sequence[Mesh], str, WriteOptions, Rows], bytes]

DETAILED = ("GLB", "PNG")
"""The types that show normals and edges; no other pays for them."""

_WRITERS: Mapping[str, _Writer] = {
    "STL": lambda meshes, unit, options, bom: write_ascii_stl(meshes) if options.ascii else write_stl(meshes),
    "AMF": lambda meshes, unit, options, bom: write_amf(meshes, unit, zip=options.zip),
    "TJS": lambda meshes, unit, options, bom: write_tjs(meshes, unit),
    "GLB": lambda meshes, unit, options, bom: write_glb(meshes, unit, {"bom": list(bom)} if bom else {}),
    "3MF": lambda meshes, unit, options, bom: write_3mf(meshes, unit),
    "PNG": lambda meshes, unit, options, bom: render_png(meshes, options.width, options.height, options.view),
    "VRML": lambda meshes, unit, options, bom: write_vrml(meshes, unit),
}


def mesh_bytes(output: str, meshes: Sequence[Mesh], unit: str, options: WriteOptions, bom: Rows = ()) -> bytes:
    """The file of the type ``output``, which is one of `MESHED`; a GLB carries the ``bom``."""
    return _WRITERS[output](meshes, unit, options, bom)
