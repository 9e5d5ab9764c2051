"""From a key press on a slider to changed pixels in JupyterLab, beside a bare pythreejs geometry swap.

Needs what the browser tests need (a Chromium, JupyterLab).
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright
from report import Section, Table
from scale import Scale

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
import chromium
from jupyter_lab import Lab
from notebook_page import NotebookPage

_TEXT = """Wall time in milliseconds from a key press on a slider to changed pixels, in JupyterLab and Chromium,
medians of {presses} presses in which both sides of a row take turns in one page. *Bare swap* makes a mesh of the same
size in numpy and puts it into a plain pythreejs mesh as a new geometry. *Viewer* shows that same mesh in ours, with
edges: no service. *Explorer* is a `ModelExplorer` whose every mesh is fine (no drafts): *service* is its part from the
request to the whole answer, and the rest is reading the answer, drawing, and the way to the browser and back."""
PRESSES = 8
_WARM = 2
"""So many presses make the objects that all later ones use again."""
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
EXPLORE = """
import json
from cadwidgets import ModelExplorer
explorer = ModelExplorer(script=SCRIPT, budget=0, ahead=False)
explorer.wait(300)
TRIANGLES = len(explorer.result.mesh.triangles)
seen = []
def keep(change):
    seen.append(sum(change.new.values()) - change.new["decode"] - change.new["draw"])
explorer.observe(keep, "timings")
explorer
"""
RINGS = """
radius = 8.0  # [6:0.05:12] mm  Radius
for number in range({count}):
    ring = cq.Workplane(obj=cq.Solid.makeTorus(20 + number / 100, radius))
    show_object(ring.translate((60 * (number % 4), 60 * (number // 4), 0)))
"""
_RING_TRIANGLES = 31_752
"""Of one ring, about, as fine as the service makes them."""
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


def measure(scale: Scale) -> Section:
    """The section of the page."""
    rows = []
    with _lab() as open_page:
        for triangles in scale.pixels:
            rows += [_viewer(open_page(), triangles), _explorer(open_page(), triangles)]
    columns = ("key to pixels", "triangles", "ours", "service", "without it", "bare swap", "without it / bare")
    text = _TEXT.format(presses=PRESSES - _WARM)
    return Section("From a key to changed pixels", text, [Table(columns, rows)])


@contextmanager
def _lab() -> Iterator[Callable[[], NotebookPage]]:
    """Tabs on a lab of its own, all gone when the block ends."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        try:
            yield lambda: NotebookPage(browser.new_page(viewport={"width": 1400, "height": 2200}), lab)
        finally:
            browser.close()
            lab.close()


def _viewer(page: NotebookPage, triangles: int) -> list[object]:
    """Our viewer and the bare swap with the same mesh, of which every array changes at every step."""
    name = f"swap{triangles}.ipynb"
    taken = _press(page, name, SETUP, f"TRIANGLES = {triangles}\n{OURS}", BARE)
    page.close()
    ours, bare = map(statistics.median, taken)
    return ["viewer", triangles, 1e3 * ours, 0, 1e3 * ours, 1e3 * bare, ours / bare]


def _explorer(page: NotebookPage, triangles: int) -> list[object]:
    """An explorer with everything behind it, and the bare swap with as many triangles."""
    script = RINGS.format(count=max(1, round(triangles / _RING_TRIANGLES)))
    explore = f"SCRIPT = {script!r}\n{EXPLORE}"
    ours, bare = _press(page, f"explore{triangles}.ipynb", SETUP, explore, BARE)
    shown, *service = json.loads(page.run_beside("print(json.dumps([TRIANGLES, *seen]))"))
    page.close()
    if len(service) != PRESSES:
        raise RuntimeError(f"{PRESSES} presses made {len(service)} pictures")
    left = statistics.median(whole - part for whole, part in zip(ours, service[_WARM:], strict=True))
    middle = [statistics.median(times) for times in (ours, service[_WARM:], bare)]
    return ["explorer", shown, 1e3 * middle[0], 1e3 * middle[1], 1e3 * left, 1e3 * middle[2], left / middle[2]]


def _press(page: NotebookPage, name: str, *cells: str) -> tuple[list[float], list[float]]:
    """Seconds of each press on the first slider and on the second, which take turns."""
    page.open(page.lab.write(name, *cells)).run_all(300)
    for number in (0, 1):
        page.canvas(number)
    page.page.wait_for_timeout(1000)
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(PRESSES):
        for number, times in enumerate(taken):
            times.append(page.page.evaluate(PRESS, [number, "ArrowRight"]) / 1000)
            page.page.wait_for_timeout(500)
    return taken[0][_WARM:], taken[1][_WARM:]
