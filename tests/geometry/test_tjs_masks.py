"""Every combination of the face stream's mask bits, against an encoder that takes one face at a time."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.geometry.tjs import read_tjs

VERTICES = [(x, y, z) for x in (0, 1) for y in (0, 2) for z in (0, 4)]
NORMALS = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (-1, 0, 0), (0, -1, 0), (0, 0, -1)]
COLORS = [0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF, 0x102030]
MATERIALS = [{"DbgName": f"m{index}", "colorDiffuse": [index / 4, 0, 1]} for index in range(5)]
ALL_MASKS = range(256)
ANY_MASK = st.sampled_from(ALL_MASKS)


@st.composite
def faces(draw, masks=ANY_MASK):
    """One face: its mask and, for each bit, what the bit says."""
    mask = draw(masks)
    corners = 4 if mask & 1 else 3

    def some(count, highest):
        return draw(st.lists(st.integers(0, highest - 1), min_size=count, max_size=count))

    return {
        "mask": mask,
        "corners": draw(st.permutations(range(len(VERTICES))))[:corners],
        "material": some(1, len(MATERIALS))[0],
        "uvs": some(2 * corners, 9),
        "face normal": some(1, len(NORMALS))[0],
        "normals": some(corners, len(NORMALS)),
        "face color": some(1, len(COLORS))[0],
        "colors": some(corners, len(COLORS)),
    }


def encode(face, layers):
    """The record of one face, part by part in the order of the format."""
    mask, corners = face["mask"], len(face["corners"])
    record = [mask, *face["corners"]]
    if mask & 2:
        record += [face["material"]]
    if mask & 4:
        record += face["uvs"][:layers]
    if mask & 8:
        for _ in range(layers):
            record += face["uvs"][:corners]
    if mask & 16:
        record += [face["face normal"]]
    if mask & 32:
        record += face["normals"]
    if mask & 64:
        record += [face["face color"]]
    if mask & 128:
        record += face["colors"]
    return record


def expected_triangles(face):
    """(points, normals or None, name, colour) of the one or two triangles of a face."""
    mask = face["mask"]
    halves = ((0, 1, 3), (1, 2, 3)) if mask & 1 else ((0, 1, 2),)
    for half in halves:
        normals = None
        if mask & 32:
            normals = tuple(NORMALS[face["normals"][corner]] for corner in half)
        elif mask & 16:
            normals = (NORMALS[face["face normal"]],) * 3
        material = MATERIALS[face["material"]] if mask & 2 else {"DbgName": "", "colorDiffuse": None}
        color = expected_color(face, half, material["colorDiffuse"])
        points = tuple(VERTICES[face["corners"][corner]] for corner in half)
        yield points, normals or flat(points), material["DbgName"] or color, color


def expected_color(face, half, diffuse):
    if face["mask"] & 128:
        packed = [COLORS[face["colors"][corner]] for corner in half]
        return hexadecimal([sum(color >> shift & 255 for color in packed) / 3 for shift in (16, 8, 0)])
    if face["mask"] & 64:
        return f"#{COLORS[face['face color']]:06x}"
    return hexadecimal([255 * part for part in diffuse]) if diffuse else ""


def hexadecimal(channels):
    return "#" + "".join(f"{round(channel):02x}" for channel in channels)


def flat(points):
    a, b, c = np.array(points, float)
    across = np.cross(b - a, c - a)
    length = np.linalg.norm(across)
    return (tuple((across / length if length else across).tolist()),) * 3


def decoded_triangles(mesh):
    looks = {}
    for group in mesh.groups:
        looks |= dict.fromkeys(range(group.start, group.start + group.count), (group.name, group.color))
    for number, corners in enumerate(mesh.triangles):
        points = tuple(map(tuple, mesh.vertices[corners].tolist()))
        normals = None if mesh.normals is None else tuple(map(tuple, mesh.normals[corners].tolist()))
        yield points, normals or flat(points), *looks.get(number, ("", ""))


def comparable(triangles):
    """Sorted, with normals rounded to what float32 keeps; -0.0 is 0.0."""
    return sorted(
        (points, tuple(tuple(round(part, 5) + 0.0 for part in normal) for normal in normals), name, color)
        for points, normals, name, color in triangles
    )


def check(some_faces, layers):
    document = {
        "vertices": [part for vertex in VERTICES for part in vertex],
        "normals": [part for normal in NORMALS for part in normal],
        "colors": COLORS,
        "uvs": [[0.0, 0.0] * 9] * layers,
        "materials": MATERIALS,
        "faces": [number for face in some_faces for number in encode(face, layers)],
    }
    mesh = read_tjs(json.dumps(document).encode())
    expected = [triangle for face in some_faces for triangle in expected_triangles(face)]
    assert comparable(decoded_triangles(mesh)) == comparable(expected)
    assert sum(group.count for group in mesh.groups) in (0, len(mesh.triangles))


@settings(max_examples=60, deadline=None)
@given(st.lists(faces(), min_size=1, max_size=12), st.integers(0, 2))
def test_mixed_masks_give_the_same_triangles_normals_and_colours(some_faces, layers):
    check(some_faces, layers)


@pytest.mark.parametrize("high", range(0, 256, 32))
@settings(max_examples=10, deadline=None)
@given(data=st.data(), layers=st.integers(0, 2))
def test_streams_of_one_mask_do_so_too(high, data, layers):
    mask = high + data.draw(st.integers(0, 31))
    check(data.draw(st.lists(faces(st.just(mask)), min_size=1, max_size=6)), layers)


def test_all_256_masks_in_one_stream():
    """Every mask once, whatever the random tests may have drawn."""
    face = {
        "corners": [0, 1, 3, 2], "material": 1, "uvs": [1] * 8, "face normal": 2,
        "normals": [0, 1, 2, 3], "face color": 3, "colors": [0, 1, 2, 4],
    }  # fmt: skip
    some_faces = []
    for mask in ALL_MASKS:
        corners = 4 if mask & 1 else 3
        cut = {name: face[name][:corners] for name in ("corners", "normals", "colors")}
        some_faces.append(face | cut | {"mask": mask})
    for layers in (0, 1, 2):
        check(some_faces, layers)
