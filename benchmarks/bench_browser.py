"""From a key press on a slider to changed pixels in JupyterLab: our viewer beside a bare pythreejs geometry swap.

Both swaps alternate in one page, with the same mesh, of which every array changes at every step. No CAD kernel: the
mesh is made in numpy. Needs what the browser tests need (a Chromium, JupyterLab).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
import chromium
from jupyter_lab import Lab
from notebook_page import NotebookPage

SIZES = (10_000, 100_000)
PRESSES = 8
SETUP = """
import ipywidgets as w, numpy as np, pythreejs as three
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.viewer import Viewer

def torus(triangles, step):
    count = int((triangles / 2) ** 0.5)
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    long, short = np.meshgrid(turns, turns, indexing="ij")
    out = np.stack([np.cos(short) * np.cos(long), np.cos(short) * np.sin(long), np.sin(short)], -1).reshape(-1, 3)
    ring = np.stack([np.cos(long), np.sin(long), 0 * long], -1).reshape(-1, 3)
    a = np.arange(count * count).reshape(count, count)
    b, c = np.roll(a, -1, 0), np.roll(a, -1, 1)
    faces = np.concatenate([np.stack(part, -1).reshape(-1, 3) for part in ((a, b, np.roll(b, -1, 1)),
                                                                         (a, np.roll(b, -1, 1), c))])
    points = (20 * ring + (4 + 0.4 * step) * out).astype(np.float32)
    normals = (out + 0.001 * step).astype(np.float32)
    return Mesh(points, np.roll(faces, step, 0).astype(np.uint32), normals,
                edges=points[: 2 * count].reshape(-1, 2, 3))
"""
OURS = """
viewer = Viewer(torus(TRIANGLES, 0), width=480, height=360)
ours = w.IntSlider(0, 0, 20, description="ours")
ours.observe(lambda change: setattr(viewer, "mesh", torus(TRIANGLES, change.new)), "value")
w.VBox([viewer, ours])
"""
BARE = """
def geometry(step):
    mesh = torus(TRIANGLES, step)
    arrays = {"position": mesh.vertices, "normal": mesh.normals, "index": mesh.triangles.reshape(-1)}
    return three.BufferGeometry(attributes={name: three.BufferAttribute(part, normalized=False)
                                            for name, part in arrays.items()})
drawn = three.Mesh(geometry(0), three.MeshStandardMaterial(color="#a9bdd2", side="DoubleSide"))
camera = three.PerspectiveCamera(position=(50, -50, 50), up=(0, 0, 1), aspect=4 / 3,
                                 children=[three.DirectionalLight(shadow=three.DirectionalLightShadow())])
camera.lookAt((0, 0, 0))
scene = three.Scene(children=[camera, three.AmbientLight(), drawn])
renderer = three.Renderer(scene, camera, [three.OrbitControls(camera)], antialias=True, width=480, height=360)
bare = w.IntSlider(0, 0, 20, description="bare")
def swap(change):
    before, drawn.geometry = drawn.geometry, geometry(change.new)
    for attribute in before.attributes.values():
        attribute.close()
    before.close()
bare.observe(swap, "value")
w.VBox([renderer, bare])
"""
PRESS = """async ([number, key]) => {
  const canvas = [...document.querySelectorAll(".jp-OutputArea canvas")][number];
  const handle = [...document.querySelectorAll(".jp-OutputArea .noUi-handle")][number];
  const probe = new OffscreenCanvas(160, 120).getContext("2d", {willReadFrequently: true});
  const picture = () => {
    probe.clearRect(0, 0, 160, 120);
    probe.drawImage(canvas, 0, 0, 160, 120);
    return probe.getImageData(0, 0, 160, 120).data.reduce((sum, byte, place) => (31 * sum + byte + place) | 0, 0);
  };
  const before = picture(), draws = window.webgl.draws, begun = performance.now();
  handle.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  for (;;) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    if (window.webgl.draws > draws && picture() !== before) return now - begun;  // reading pixels back is slow
    if (now - begun > 20000) return NaN;
  }
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        try:
            for triangles in SIZES:
                measure(NotebookPage(browser.new_page(viewport={"width": 1400, "height": 2200}), lab), triangles)
        finally:
            browser.close()
            lab.close()


def measure(page: NotebookPage, triangles: int) -> None:
    """Print the medians of one size and their ratio."""
    size = f"TRIANGLES = {triangles}\n"
    page.open(page.lab.write(f"swap{triangles}.ipynb", SETUP, size + OURS, BARE)).run_all()
    for number in (0, 1):
        page.canvas(number)
    page.page.wait_for_timeout(1000)
    taken: dict[int, list[float]] = {0: [], 1: []}
    for _ in range(PRESSES):
        for number, times in taken.items():
            times.append(page.page.evaluate(PRESS, [number, "ArrowRight"]))
            page.page.wait_for_timeout(200)
    ours, bare = (statistics.median(times[2:]) for times in taken.values())  # the first two make the spare objects
    print(f"{triangles:,} triangles: ours {ours:.0f} ms, bare geometry swap {bare:.0f} ms, ratio {ours / bare:.2f}")
    for name, times in zip(("ours", "bare"), taken.values(), strict=True):
        print(f"  {name}: {min(times):.0f} to {max(times):.0f} ms")
    page.close()


if __name__ == "__main__":
    main()
