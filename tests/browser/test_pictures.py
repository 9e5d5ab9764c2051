"""`viewer.png` beside the live view: the same silhouette, the same colours."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from notebook_page import SHOTS
from PIL import Image

MODEL = """
import numpy as np
from cadwidgets.geometry.mesh import Group, Mesh
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.contract.picks import Pick
from cadwidgets.contract.sections import Plane

def box(x, y, z, at=(0, 0, 0)):
    corners = np.array(np.meshgrid((0, 1), (0, 1), (0, 1), indexing="ij")).reshape(3, -1).T * (x, y, z) + at
    faces = [0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]
    return Mesh(corners, np.array([t for a, b, c, d in faces for t in ((a, b, c), (a, c, d))]))

def pipe(radius, inner, height, at=(0, 0, 0), sides=64):
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = lambda r, z: np.stack([r * np.cos(angle), r * np.sin(angle), np.full(sides, z)], axis=1)
    rings = [ring(radius, 0), ring(radius, height), ring(inner, height), ring(inner, 0)]
    one, two = np.arange(sides), (np.arange(sides) + 1) % sides
    walls = []
    for low in range(4):
        a, b = low * sides, (low + 1) % 4 * sides
        walls += [np.stack([a + one, a + two, b + two], axis=1), np.stack([a + one, b + two, b + one], axis=1)]
    return Mesh(np.concatenate(rings) + at, np.concatenate(walls))

parts = {"plate": box(60, 40, 8), "pipe": pipe(12, 8, 30, (30, 20, 8)), "block": box(12, 12, 20, (44, 24, 8))}
viewer = Viewer(parts, colors=["", "#c08040", "#3f9b56"], width=640, height=420)
"""
STATES = {
    "iso": "",
    "parallel": "viewer.parallel = True",
    "turned": "viewer.parallel = False; viewer._scene.turn(70, -15); viewer._scene.zoom(0.8)",
    "apart": "viewer.spread = 0.6; viewer.hide('block')",
    "cut": "viewer.spread = 0; viewer.show_all(); viewer.planes = [Plane((0, 1, 0), 20.0)]; viewer.cut = True; "
    "viewer.wait(60)",
    "picked": "viewer.cut = False; viewer.select(Pick('face', 0, (10, 10, 8)), Pick('vertex', 0, (0, 0, 8)), "
    "Pick('edge', 2, (44, 24, 18))); viewer.wait(60)",
    "clear": "viewer.select(); viewer.clear = True",
    "wires": "viewer.clear = False; viewer.wires = True",
    "flat": "viewer.wires = False; viewer.flat = True",
}
"""What is done to the viewer, one after the other."""


@pytest.mark.release
def test_the_picture_looks_like_the_live_view(notebook):
    page = notebook.open(notebook.lab.write("picture.ipynb", MODEL, "viewer")).run_all()
    for name, change in STATES.items():
        page.run_beside(f"{change}\nviewer.grid = True")
        page.page.wait_for_timeout(500)
        live, still = drawn(page)
        looked_at(live, still).save(SHOTS / f"picture-{name}.png")
        page.run_beside("viewer.grid = False")
        page.page.wait_for_timeout(500)
        live, still = drawn(page)
        one, other = live[:, :, 3] > 127, still[:, :, 3] > 127
        assert (one & other).sum() / (one | other).sum() > (0.98 if name != "wires" else 0.5), name
        assert np.abs(live - still)[one & other].mean() < (6 if name != "wires" else 30), name
    assert page.errors == []


def drawn(page):
    """The canvas and the picture: (height, width, 4) of each."""
    page.pixels()  # at rest
    live = page.canvas().evaluate("canvas => canvas.toDataURL()")
    page.run_beside("import pathlib; pathlib.Path('still.png').write_bytes(viewer.png(background='transparent'))")
    sources = io.BytesIO(base64.b64decode(live.partition(",")[2])), page.lab.root / "still.png"
    return [np.asarray(Image.open(source).convert("RGBA")).astype(np.int16) for source in sources]


def looked_at(live, still):
    """Live view, picture and three times their difference side by side."""
    on_white = [
        pixels[:, :, :3] + (255 - pixels[:, :, 3:]) * (255 - pixels[:, :, :3]) // 255 for pixels in (live, still)
    ]
    difference = 255 - np.clip(np.abs(on_white[0] - on_white[1]) * 3, 0, 255)
    return Image.fromarray(np.concatenate([*on_white, difference], axis=1).astype(np.uint8))
