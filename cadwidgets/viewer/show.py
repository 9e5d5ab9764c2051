"""`show`: one call from a model to its picture."""

from __future__ import annotations

from typing import Any

from cadwidgets.viewer.models import Model
from cadwidgets.viewer.viewer import Viewer


def show(*models: Model, **options: Any) -> Viewer:
    """A `Viewer` of one or several models: whatever `Viewer.load` takes.

    ``show("gear.step", part("6205"), names=["Gear", "Bearing"])``. ``options`` are the viewer's own keywords. Raises as
    `Viewer.load`, and TypeError without a model.
    """
    if not models:
        raise TypeError("show() needs a model: a Mesh, a part, an object of CadQuery, or the path or bytes of a file")
    return Viewer(models[0] if len(models) == 1 else list(models), **options)
