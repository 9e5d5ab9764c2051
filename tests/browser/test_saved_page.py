"""A saved page shows what the notebook shows: from the disk, without a network, in a browser that knows neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from saved_page import SavedPageTab

MODELS = {
    "bracket": "model = sample(cw.samples.bracket)",
    "hinge": "model = sample(cw.samples.hinge)",
    "screw": "model = cw.part('ISO 4017 M8x30')",
}
"""A plain model, an assembly with parts and colours, a part of the catalog."""
VIEW = """
import cadwidgets as cw
from cadwidgets.contract.requests import BuildRequest
def sample(one):
    return cw.connect().build.build(BuildRequest.of(script=one.text, type="GLB"))
"""
LIVE = "viewer = cw.Viewer(model, width=640, height=480{more})\nviewer"
WIDE, HIGH = 640, 480

Open = Callable[..., SavedPageTab]


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """``opened(path, color_scheme="dark")``: a saved page in a window of its own."""
    tabs: list[SavedPageTab] = []

    def start(path: Path, **traits: Any) -> SavedPageTab:
        tabs.append(SavedPageTab(browser, path, **traits))
        return tabs[-1]

    yield start
    for tab in tabs:
        tab.close()


def same(live: np.ndarray, saved: np.ndarray) -> float:
    """The share of the pixels that nobody could tell apart."""
    height, width = np.minimum(live.shape[:2], saved.shape[:2])
    return float((np.abs(live[:height, :width] - saved[:height, :width]).max(axis=2) <= 6).mean())


@pytest.mark.long
@pytest.mark.parametrize("name", MODELS)
def test_a_saved_page_shows_the_same_picture_as_the_notebook(notebook, opened, tmp_path, name):
    page = notebook.open(notebook.lab.write("saved.ipynb", VIEW + MODELS[name], LIVE.format(more=""))).run_all()
    live = page.pixels()
    page.run_beside(f"viewer.to_html({str(tmp_path / name)!r})")
    tab = opened(tmp_path / f"{name}.html").size(WIDE, HIGH)
    saved = tab.pixels()
    from PIL import Image

    Image.fromarray(live.astype("uint8")).save(f"/tmp/cmp_{name}_live.png")
    Image.fromarray(saved.astype("uint8")).save(f"/tmp/cmp_{name}_saved.png")
    assert same(live, saved) > 0.99
    assert tab.errors == []
    assert tab.asked == []
