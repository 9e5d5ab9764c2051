"""`show` takes a model in any form that can be one."""

from __future__ import annotations

import numpy as np
import pytest

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.stl import write_stl
from cadwidgets.viewer.show import show


def test_a_mesh_is_shown_as_it_is(box):
    mesh = box()
    viewer = show(mesh, width=300, caption="a box")
    assert viewer.mesh is mesh
    assert (viewer.width, viewer.caption) == (300, "a box")


@pytest.mark.parametrize("form", ["bytes", "path", "text"])
def test_a_file_is_read(box, tmp_path, form):
    path = tmp_path / "box.stl"
    path.write_bytes(write_stl(box()))
    model = {"bytes": path.read_bytes(), "path": path, "text": str(path)}[form]
    assert np.isclose(show(model).mesh.volume, 30 * 20 * 10)


def test_what_is_no_model_is_refused():
    with pytest.raises(TypeError, match="dict"):
        show({})
    with pytest.raises(GeometryError):
        show(b"this is no mesh")
