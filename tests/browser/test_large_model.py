"""A model of half a million triangles in the browser: drawn, turned, zoomed, bared, and replaced."""

from __future__ import annotations

from typing import Any

import pytest
from notebook_page import shows_a_model

TORUS = """
import cadwidgets as cw, numpy as np

def torus(around, across, radius):
    u, v = np.meshgrid(np.arange(around) / around * 2 * np.pi, np.arange(across) / across * 2 * np.pi, indexing="ij")
    reach = 40 + radius * np.cos(v)
    points = np.stack((reach * np.cos(u), reach * np.sin(u), radius * np.sin(v)), axis=2).reshape(-1, 3)
    here = np.arange(around * across).reshape(around, across)
    next_u, next_v = np.roll(here, -1, axis=0), np.roll(here, -1, axis=1)
    both = np.roll(next_u, -1, axis=1)
    triangles = np.stack((here, next_u, both, here, both, next_v), axis=2).reshape(-1, 3)
    return cw.Mesh(points, triangles)

viewer = cw.show(torus(1000, 250, 15), height=400)
print(len(viewer.mesh.triangles), "triangles")
viewer
"""


@pytest.mark.release
def test_half_a_million_triangles_are_drawn_turned_zoomed_and_replaced(notebook: Any) -> None:
    page = notebook.open(notebook.lab.write("torus.ipynb", TORUS)).run_all()
    page.output("pre:has-text('500000 triangles')")
    first = page.pixels()
    assert shows_a_model(first)
    page.screenshot("large-model")
    page.click("Front")
    turned = page.wait_for_change(first)
    page.canvas().hover()
    page.page.mouse.wheel(0, -300)
    near = page.wait_for_change(turned)
    box = page.canvas().bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 60, y - 90, steps=5)
    page.page.mouse.up()
    dragged = page.wait_for_change(near)
    page.click("Grid")
    bare = page.wait_for_change(dragged)
    page.click("Wires")
    wires = page.wait_for_change(bare, least=100)
    page.click("Wires")
    page.wait_for_change(wires, least=100)
    page.run_beside("viewer.mesh = torus(1000, 260, 6)")
    thin = page.wait_for_change(bare)
    assert shows_a_model(thin)
    page.click("Edges")
    page.pixels()
    page.screenshot("large-model-thin")
    assert page.errors == []
