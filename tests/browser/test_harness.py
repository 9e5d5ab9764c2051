"""The harness sees what a user sees: a picture that a slider changes, errors of the page, a failing cell."""

from __future__ import annotations

import numpy as np
import pytest
from notebook_page import differs

SCENE = """
import ipywidgets as w, pythreejs as p
mesh = p.Mesh(p.BoxGeometry(1, 1, 1), p.MeshLambertMaterial(color="#c06020"))
camera = p.PerspectiveCamera(position=[2, 2, 2], aspect=400 / 300)
light = p.DirectionalLight(position=[3, 5, 1], shadow=p.DirectionalLightShadow())
scene = p.Scene(children=[mesh, camera, light, p.AmbientLight(intensity=0.5)])
view = p.Renderer(scene, camera, [p.OrbitControls(camera)], width=400, height=300)
width = w.FloatSlider(1, min=0.5, max=3, description="width")
width.observe(lambda change: setattr(mesh, "scale", (change.new, 1, 1)), "value")
color = w.Dropdown(options=["orange", "blue"], description="color")
color.observe(lambda change: setattr(mesh.material, "color", change.new), "value")
w.VBox([view, width, color])
"""


@pytest.mark.release
def test_sliders_and_dropdowns_change_the_picture(notebook):
    notebook.open(notebook.lab.write("scene.ipynb", SCENE)).run_all()
    first = notebook.pixels()
    assert np.allclose(first.shape[:2], (300, 400), atol=1)
    notebook.press("width", "PageUp", times=3)
    wide = notebook.wait_for_change(first)
    notebook.choose("color", "blue")
    blue = notebook.wait_for_change(wide)
    assert blue[..., 2].max() > wide[..., 2].min()
    assert notebook.webgl()["draws"] > 0
    assert notebook.webgl()["created"] >= notebook.webgl()["deleted"]
    assert notebook.errors == []
    assert notebook.foreign_requests == []
    notebook.theme("Dark")
    assert notebook.screenshot("harness").stat().st_size > 0


def test_an_error_in_the_page_is_noticed(notebook):
    notebook.open(notebook.lab.write("error.ipynb", "1"))
    notebook.page.evaluate("() => { setTimeout(() => { throw new Error('visible'); }); }")
    notebook.page.wait_for_timeout(200)
    assert any("visible" in error for error in notebook.errors)


@pytest.mark.long
def test_a_failing_cell_fails_the_run_with_its_traceback(notebook):
    notebook.open(notebook.lab.write("fails.ipynb", "1 / 0", "2"))
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        notebook.run_all()


@pytest.mark.release
def test_each_environment_has_a_lab_of_its_own(lab, open_page):
    server = lab(env={"CADWIDGETS_BUILD_URL": "http://127.0.0.1:9"})
    assert server is lab(env={"CADWIDGETS_BUILD_URL": "http://127.0.0.1:9"})
    page = open_page(server)
    name = server.write("env.ipynb", "import os; print(os.environ['CADWIDGETS_BUILD_URL'])")
    page.open(name).run_all()
    assert "http://127.0.0.1:9" in page.output("pre").inner_text()


def test_pictures_are_compared_pixel_by_pixel():
    black = np.zeros((30, 40, 3), np.int16)
    dot = black.copy()
    dot[1, 1] = 255
    assert (differs(black, black), differs(black, dot), differs(black, dot[:-1])) == (0, 1, 1)
    assert differs(black, black[:15]) == 600
