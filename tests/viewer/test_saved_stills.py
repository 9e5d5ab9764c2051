"""The picture beside a view in a notebook: when it is drawn, where it goes, what is in it."""

from __future__ import annotations

import asyncio
import base64
import io
import threading
from types import SimpleNamespace

import nbclient
import nbformat
import numpy as np
import pytest
from IPython.core.events import EventManager, available_events
from PIL import Image

from cadwidgets.viewer import viewer as viewer_module
from cadwidgets.viewer.stills import saved
from cadwidgets.viewer.viewer import Viewer

WIDGET = "application/vnd.jupyter.widget-view+json"


class Notebook:
    """A shell with cells, and the outputs that the kernel told of, by their display ids."""

    def __init__(self) -> None:
        self.kernel = None
        self.events = EventManager(self, available_events)
        self.outputs: dict[str, dict[str, str]] = {}
        self.told = 0

    def run(self, *shown) -> None:
        self.events.trigger("pre_run_cell", SimpleNamespace())
        for one in shown:
            one._repr_mimebundle_()
        self.events.trigger("post_run_cell", SimpleNamespace())

    def tell(self, bundle, *, raw, display_id) -> None:
        assert raw
        self.outputs[display_id] = bundle
        self.told += 1

    def pictures(self):
        return [Image.open(io.BytesIO(base64.b64decode(each["image/png"]))) for each in self.outputs.values()]


@pytest.fixture
def notebook(monkeypatch):
    made = Notebook()
    monkeypatch.setattr(saved, "get_ipython", lambda: made)
    monkeypatch.setattr(saved, "display", made.tell)
    monkeypatch.setattr(saved, "update_display", made.tell)
    for name in saved.ONE_OUTPUT_FOR_ALL:
        monkeypatch.delenv(name, raising=False)
    return made


def test_a_view_that_is_shown_gets_one_picture_at_the_end_of_its_cell(notebook, box):
    viewer = Viewer(box(), width=800, height=400)
    bundle = viewer._repr_mimebundle_()
    assert {*bundle} == {"text/plain", WIDGET}
    assert notebook.outputs == {}
    notebook.run(viewer, viewer)
    (picture,) = notebook.pictures()
    assert picture.size == (640, 320)
    assert (picture.mode, picture.text) == ("P", {"Software": "cadwidgets"})
    assert len(np.unique(np.asarray(picture.convert("L")))) > 10
    (output,) = notebook.outputs.values()
    assert len(output["image/png"]) < 60_000
    assert output["text/plain"]


def test_later_cells_bring_the_picture_up_to_date_where_no_browser_does(notebook, box):
    viewer = Viewer(box(), width=300, height=200)
    notebook.run(viewer)
    first = dict(notebook.outputs)
    notebook.run()
    assert notebook.told == 1, "nothing has changed"
    viewer.view("top")
    notebook.run()
    assert notebook.outputs.keys() == first.keys()
    assert notebook.outputs != first
    viewer._beside.room = 300
    viewer.view("front")
    notebook.run()
    assert notebook.told == 2, "a browser shows the view: the picture waits until it has come to rest"


def test_the_pictures_of_all_views_are_drawn_in_one_thread_which_alone_needs_the_memory(notebook, box, monkeypatch):
    monkeypatch.setattr(saved, "_REST_SECONDS", 0.0)
    threads = []
    monkeypatch.setattr(saved, "small_png", lambda *_: threads.append(threading.current_thread()) or saved.NOTHING)

    async def in_a_kernel():
        viewers = [Viewer(box(), width=300, height=200) for _ in range(4)]
        notebook.run(*viewers)
        threads.clear()  # of the first pictures, which came with the cell's own
        for viewer in viewers:
            viewer._beside.room = 300
            viewer.view("top")
        while any(viewer.still.is_out_of_date for viewer in viewers):
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(in_a_kernel(), 30))
    assert len(threads) >= 4
    assert {thread.name for thread in threads} == {"cadwidgets-pictures"}
    assert len(set(threads)) == 1


def test_a_model_that_comes_later_gets_into_the_picture(notebook, viewer, box):
    notebook.run(viewer)
    assert [picture.size for picture in notebook.pictures()] == [(1, 1)]
    viewer.mesh = box()
    notebook.run()
    assert notebook.pictures()[0].size[0] == 640


def test_what_was_displayed_outside_of_a_cell_is_not_put_into_the_next(notebook, box):
    notebook.run()
    Viewer(box())._repr_mimebundle_()
    saved.cells_of(notebook)
    notebook.run()
    assert notebook.outputs == {}


def test_a_closed_viewer_leaves_its_picture(notebook, box):
    viewer = Viewer(box(), width=300, height=200)
    notebook.run(viewer)
    before = dict(notebook.outputs)
    viewer.close()
    notebook.run()
    assert notebook.outputs == before


def test_where_outputs_cannot_be_hidden_the_picture_is_in_the_view_s_own(notebook, box, monkeypatch):
    monkeypatch.setenv("VSCODE_PID", "1")
    assert {*Viewer(box())._repr_mimebundle_()} == {"text/plain", WIDGET, "image/png"}
    assert {*Viewer()._repr_mimebundle_()} == {"text/plain", WIDGET}
    notebook.run()
    assert notebook.outputs == {}


def test_in_plain_python_a_view_is_displayed_as_any_widget(box):
    assert {*Viewer(box())._repr_mimebundle_()} == {"text/plain", WIDGET}


def test_the_style_sheet_knows_the_pictures_by_their_first_bytes():
    begin = base64.b64encode(saved.NOTHING).decode()[44:80]
    assert base64.b64decode(begin)[4:] == b"tEXtSoftware\0cadwidgets"
    assert f'img[src*="{begin}"]' in viewer_module._css()


@pytest.mark.long
def test_a_kernel_without_a_browser_keeps_the_picture_of_a_model_that_came_later():
    cells = [
        "from cadwidgets.viewer.viewer import Viewer\nviewer = Viewer(width=300, height=200)\nviewer",
        "import numpy as np\nfrom cadwidgets.geometry.mesh import Mesh\n"
        "viewer.mesh = Mesh(np.eye(3), np.array([[0, 1, 2]]))",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    view, picture = (output["data"] for output in notebook.cells[0]["outputs"])
    assert WIDGET in view
    assert Image.open(io.BytesIO(base64.b64decode(picture["image/png"]))).size == (300, 200)
