"""The types that are made of triangles: the right writer for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cadwidgets.geometry.amf import write_amf
from cadwidgets.geometry.glb import write_glb_parts
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.picture import render_png
from cadwidgets.geometry.placed_parts import PlacedPart
from cadwidgets.geometry.stl import write_stl
from cadwidgets.geometry.stl_text import write_ascii_stl
from cadwidgets.geometry.threemf import write_3mf
from cadwidgets.geometry.tjs import write_tjs
from cadwidgets.service.builds.exporters.bom import Rows
from cadwidgets.service.builds.exporters.vrml import write_vrml
from cadwidgets.service.builds.write_options import WriteOptions

_Writer = Callable[[Sequence[Mesh], str, WriteOptions], bytes]

DETAILED = ("GLB", "PNG")
"""The types that show normals and edges; no other pays for them."""

_WRITERS: Mapping[str, _Writer] = {
    "STL": lambda meshes, unit, options: write_ascii_stl(meshes) if options.ascii else write_stl(meshes),
    "AMF": lambda meshes, unit, options: write_amf(meshes, unit, zip=options.zip),
    "TJS": lambda meshes, unit, options: write_tjs(meshes, unit),
    "3MF": lambda meshes, unit, options: write_3mf(meshes, unit),
    "PNG": lambda meshes, unit, options: render_png(meshes, options.width, options.height, options.view),
    "VRML": lambda meshes, unit, options: write_vrml(meshes, unit),
}


def mesh_bytes(output: str, parts: Sequence[PlacedPart], unit: str, options: WriteOptions, bom: Rows = ()) -> bytes:
    """The file of the type ``output``, one of `MESHED` but SECTION. A GLB carries the ``bom`` and has each mesh once;
    in the others it is wherever it stands."""
    if output == "GLB":
        return write_glb_parts(parts, unit, {"bom": list(bom)} if bom else {})
    return _WRITERS[output]([part.flattened() for part in parts], unit, options)
