"""Centre and moments of what triangles enclose."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cadwidgets.geometry.mesh import Mesh

CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], float)
SIDES = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
TRIANGLES = np.array([half for a, b, c, d in SIDES for half in ((a, b, c), (a, c, d))])


def box(size: tuple[float, float, float], place: tuple[float, float, float] = (0, 0, 0)) -> Mesh:
    return Mesh(CORNERS * size + place, TRIANGLES)


def together(*meshes: Mesh) -> Mesh:
    offsets = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes)])
    triangles = [mesh.triangles + offset for mesh, offset in zip(meshes, offsets, strict=False)]
    return Mesh(np.concatenate([mesh.vertices for mesh in meshes]), np.concatenate(triangles))


def moments_of(mesh: Mesh) -> tuple[np.ndarray, np.ndarray]:
    assert mesh.moments is not None
    return mesh.moments


def diagonal(x: float, y: float, z: float) -> np.ndarray:
    return np.diag([x * y * z * (one**2 + other**2) / 12 for one, other in ((y, z), (x, z), (x, y))])


@pytest.mark.parametrize("place", [(0, 0, 0), (-7, 3, 100)])
def test_a_box_has_the_moments_of_the_formula(place: tuple[float, float, float]) -> None:
    mesh = box((2, 3, 4), place)
    center, inertia = moments_of(mesh)
    assert center == pytest.approx(np.add(place, (1, 1.5, 2)))
    assert inertia == pytest.approx(diagonal(2, 3, 4), abs=1e-9)
    assert mesh.volume == pytest.approx(24)


def test_a_tetrahedron_has_the_products_of_the_formula() -> None:
    """Of the corner of a unit cube: second moments 1/60 and products 1/120 about the corner, 1/6 of volume at 1/4."""
    mesh = Mesh([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]])
    center, inertia = moments_of(mesh)
    own, product = 2 * (1 / 60 - 1 / 96), -(1 / 120 - 1 / 96)
    assert center == pytest.approx(np.full(3, 0.25))
    assert inertia == pytest.approx(np.full((3, 3), product) + np.eye(3) * (own - product))


def test_triangles_that_face_inwards_enclose_the_same() -> None:
    outside, inside = box((2, 3, 4)), Mesh(box((2, 3, 4)).vertices, TRIANGLES[:, ::-1])
    for one, other in zip(moments_of(outside), moments_of(inside), strict=True):
        assert one == pytest.approx(other, abs=1e-9)


@pytest.mark.parametrize("gap", [0.0, 4.0])
def test_two_boxes_count_together_also_where_they_touch(gap: float) -> None:
    center, inertia = moments_of(together(box((1, 1, 1)), box((1, 1, 1), (1 + gap, 0, 0))))
    turned = 2 * (1 / 6 + ((1 + gap) / 2) ** 2)
    assert center == pytest.approx([1 + gap / 2, 0.5, 0.5])
    assert inertia == pytest.approx(np.diag([1 / 3, turned, turned]), abs=1e-9)


def test_a_fine_sphere_comes_near_the_exact_one() -> None:
    u, v = np.meshgrid(np.linspace(0, 2 * math.pi, 129)[:-1], np.linspace(0, math.pi, 65), indexing="ij")
    points = 3 * np.stack([np.cos(u) * np.sin(v), np.sin(u) * np.sin(v), np.cos(v)], axis=-1) + (5, 0, 0)
    index = np.arange(u.size).reshape(u.shape)
    a, b = index[:, :-1], np.roll(index, -1, axis=0)[:, :-1]
    quads = np.stack([a, a + 1, b + 1, b], axis=-1).reshape(-1, 4)
    mesh = Mesh(points.reshape(-1, 3), np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]))
    center, inertia = moments_of(mesh)
    exact = 4 / 3 * math.pi * 27 * 0.4 * 9
    assert center == pytest.approx([5, 0, 0], abs=1e-4)
    assert inertia == pytest.approx(np.eye(3) * exact, rel=5e-3, abs=5e-3 * exact)


def tube() -> Mesh:
    """Four sides of a box: the areas of opposite ones cancel out."""
    return Mesh(box((1, 1, 1)).vertices, TRIANGLES[:8])


@pytest.mark.parametrize(
    "mesh",
    [
        tube(),
        Mesh(CORNERS, TRIANGLES[:2]),
        Mesh(CORNERS, TRIANGLES[:11]),
        Mesh([], []),
        Mesh(CORNERS * (1, 1, 0), TRIANGLES),
    ],
    ids=["a tube", "a sheet", "a box with a hole", "nothing", "a flat box"],
)
def test_what_encloses_nothing_has_no_moments(mesh: Mesh) -> None:
    assert mesh.moments is None
