"""`show`: one call from a model to its picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh
from cadwidgets.viewer.viewer import Viewer


def show(model: Mesh | BuiltModel | bytes | str | Path, **options: Any) -> Viewer:
    """A `Viewer` of a mesh, of a built model, or of an STL, TJS, AMF or GLB file (its path or its bytes).

    ``options`` are the viewer's own keywords. Raises GeometryError for bytes that are no such file, OSError for a path
    that cannot be read, TypeError for anything else.
    """
    return Viewer(_mesh(model), **options)


def _mesh(model: Mesh | BuiltModel | bytes | str | Path) -> Mesh:
    if isinstance(model, Mesh):
        return model
    if isinstance(model, BuiltModel):
        return model.mesh
    if isinstance(model, bytes | str | Path):
        return read_mesh(model)
    raise TypeError(f"a {type(model).__name__} is no model: give a Mesh, a BuiltModel, a path or the bytes of a file")
