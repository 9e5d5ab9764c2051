"""Boxes of any size anywhere, and the number of widgets alive."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import ipywidgets
import numpy as np
import pytest

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.viewer import Viewer

_CORNERS = np.array([(x, y, z) for x in (0.0, 1.0) for y in (0.0, 1.0) for z in (0.0, 1.0)])
_FACES = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
_TRIANGLES = np.array([triangle for a, b, c, d in _FACES for triangle in ((a, b, c), (a, c, d))])


@pytest.fixture
def box() -> Callable[..., Mesh]:
    """``box((x, y, z), at=(x, y, z), **fields)``: twelve triangles with one corner at ``at``."""

    def make(size=(30.0, 20.0, 10.0), at=(0.0, 0.0, 0.0), **fields) -> Mesh:
        return Mesh(_CORNERS * size + np.array(at), _TRIANGLES, **fields)

    return make


@pytest.fixture(autouse=True)
def widgets_end_with_their_test() -> Iterator[None]:
    """Each test counts its own widgets only."""
    yield
    ipywidgets.Widget.close_all()


@pytest.fixture
def viewer() -> Viewer:
    """A viewer without a model."""
    return Viewer()


@pytest.fixture
def alive() -> Callable[[], int]:
    """How many widgets the kernel holds."""
    return lambda: len(ipywidgets.Widget.get_manager_state()["state"])
