"""Bodies whose volume is known by formula, and ways to take them apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from cadwidgets.geometry.mesh import Mesh

_BOX_SIDES = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))


def _box(x: float = 1.0, y: float = 2.0, z: float = 3.0) -> Mesh:
    corners = [(a, b, c) for a in (0.0, x) for b in (0.0, y) for c in (0.0, z)]
    triangles = [half for a, b, c, d in _BOX_SIDES for half in ((a, b, c), (a, c, d))]
    return Mesh(np.array(corners, np.float32), np.array(triangles, np.uint32))


def _sphere(rings: int, radius: float = 1.0) -> Mesh:
    """A ball of ``rings`` rings of twice as many points, one point at each pole."""
    around = np.arange(2 * rings) * np.pi / rings
    down = (np.arange(rings - 1) + 1) * np.pi / rings
    ring = np.stack(
        [
            np.outer(np.sin(down), np.cos(around)),
            np.outer(np.sin(down), np.sin(around)),
            np.outer(np.cos(down), np.ones_like(around)),
        ],
        axis=-1,
    ).reshape(-1, 3)
    top, bottom = len(ring), len(ring) + 1
    here = np.arange(len(ring)).reshape(rings - 1, 2 * rings)
    after = np.roll(here, -1, axis=1)
    quads = np.stack([here[:-1], here[1:], after[1:], after[:-1]], axis=-1).reshape(-1, 4)
    caps = [(top, a, b) for a, b in zip(here[0], after[0], strict=True)]
    caps += [(bottom, b, a) for a, b in zip(here[-1], after[-1], strict=True)]
    triangles = np.concatenate([quads[:, :3], quads[:, [0, 2, 3]], np.array(caps)])
    points = np.concatenate([ring, [[0.0, 0.0, 1.0], [0.0, 0.0, -1.0]]]) * radius
    return Mesh(points.astype(np.float32), triangles.astype(np.uint32))


def _soup(mesh: Mesh) -> Mesh:
    """The same triangles, none sharing a vertex, as an STL has them."""
    corners = mesh.vertices[mesh.triangles].reshape(-1, 3)
    return Mesh(corners, np.arange(len(corners), dtype=np.uint32).reshape(-1, 3), groups=mesh.groups)


@pytest.fixture(scope="session")
def box() -> Callable[..., Mesh]:
    """A box from the origin: 1 x 2 x 3 unless told."""
    return _box


@pytest.fixture(scope="session")
def sphere() -> Callable[..., Mesh]:
    """A ball around the origin with as many rings as told."""
    return _sphere


@pytest.fixture(scope="session")
def soup() -> Callable[[Mesh], Mesh]:
    """The mesh with three vertices of its own for every triangle."""
    return _soup
