"""Notebooks that were saved: wherever they are opened again, each view is there, or a picture of it."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import nbclient
import nbconvert
import nbformat
import pytest
from embedded_service import stop
from jupyter_lab import environment, free_port
from notebook_page import SHOTS
from test_pictures import MODEL

pytestmark = pytest.mark.own_javascript

CELLS = MODEL, "viewer", "from cadwidgets import *\nexplorer = ModelExplorer(samples.bracket)\nexplorer"
PICTURE = 'img[src*="AAAAE3RFWHRTb2Z0d2FyZQBjYWR3aWRnZXRz"]'
SAVE = "jupyterapp.commands.execute('docmanager:save')"
WITH_STATE = "jupyterapp.commands.execute('@jupyter-widgets/jupyterlab-manager:saveWidgetState')"
LARGEST = 60_000


def views_and_pictures(page):
    """How many live views and how many pictures of views somebody sees."""
    pictures = page.locator(PICTURE)
    seen = sum(pictures.nth(number).is_visible() for number in range(pictures.count()))
    return page.locator("canvas").count(), seen


def open_again(notebook, name):
    notebook.page.goto(notebook.lab.url(name), wait_until="domcontentloaded")
    notebook.wait_idle(60)
    notebook.page.wait_for_timeout(5000)


@pytest.mark.release
def test_a_notebook_in_the_lab_shows_views_or_their_pictures(notebook):
    name = notebook.lab.write("saved.ipynb", *CELLS)
    notebook.open(name).page.evaluate(WITH_STATE)
    notebook.page.wait_for_timeout(500)
    notebook.run_all().run_beside("explorer.wait()")
    notebook.page.wait_for_timeout(4000)
    assert views_and_pictures(notebook.page) == (2, 0), "where the view is, its picture is hidden"
    before = notebook.pixels()
    notebook.output(".cadwidgets-viewer-stage").press("ArrowRight")
    notebook.wait_for_change(before)
    notebook.page.wait_for_timeout(3000)
    notebook.page.evaluate(SAVE)
    notebook.page.wait_for_timeout(2000)
    saved = json.loads((notebook.lab.root / name).read_text("utf-8"))
    pictures = saved_pictures(saved["cells"])
    assert [1000 < len(data) < LARGEST for data in pictures] == [True, True]
    assert len(saved["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]) > 100
    assert notebook.errors == []

    open_again(notebook, name)
    assert sum(views_and_pictures(notebook.page)) == 2, "the kernel runs: views, or their pictures"
    notebook.screenshot("saved-kernel-runs")
    notebook.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    open_again(notebook, name)
    assert sum(views_and_pictures(notebook.page)) == 2, "another kernel, which knows nothing of them"
    assert marks(notebook.page) in ({"none"}, set()), "what is without a kernel is not marked a hundred times"
    notebook.screenshot("saved-other-kernel")
    notebook.run_all().run_beside("explorer.wait()")
    notebook.page.wait_for_timeout(3000)
    assert views_and_pictures(notebook.page) == (2, 0), "and it runs again"
    notebook.theme("Dark")
    notebook.screenshot("saved-run-again-dark")


def marks(page):
    """How the marks are displayed that ipywidgets puts on what has no kernel."""
    all_of_them = "all => all.map(one => getComputedStyle(one, '::before').display)"
    return set(page.locator(".jupyter-widgets-disconnected").evaluate_all(all_of_them))


def saved_pictures(cells):
    """What is saved of pictures, each beside the view of its cell."""
    outputs = [[output["data"] for output in cell.get("outputs", ())] for cell in cells]
    assert all("text/plain" in data for cell in outputs for data in cell)
    for cell in filter(None, outputs):
        kinds = [next(kind for kind in data if kind != "text/plain") for data in cell]
        assert kinds == ["application/vnd.jupyter.widget-view+json", "image/png"]
    return [data["image/png"] for cell in outputs for data in cell if "image/png" in data]


@pytest.mark.long
@pytest.mark.parametrize("state", [True, False], ids=["with state", "without state"])
def test_a_page_of_nbconvert_shows_the_pictures_without_a_network(browser, tmp_path, monkeypatch, state):
    monkeypatch.setenv("CADWIDGETS_DATA_DIR", str(tmp_path / "cadwidgets"))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (*CELLS[:2], "viewer.grid")])
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3", store_widget_state=state).execute()
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    (tmp_path / "page.html").write_text(page, "utf-8")
    window = browser.new_context(viewport={"width": 1000, "height": 1200}, offline=True)
    tab = window.new_page()
    tab.goto((tmp_path / "page.html").as_uri())
    tab.wait_for_timeout(1500)
    assert views_and_pictures(tab) == (0, 1)
    assert "Error" not in tab.inner_text("body")
    tab.screenshot(path=SHOTS / f"nbconvert-{'with' if state else 'without'}-state.png")
    window.close()


@pytest.mark.release
def test_a_page_of_voila_shows_the_views(browser, tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, tmp_path / "page.ipynb")
    mail, port = f"canary.{secrets.token_hex(8)}@example.com", free_port()
    kept = {name: os.environ[name] for name in ("JUPYTER_PATH",) if name in os.environ}
    variables = environment(tmp_path) | kept | {"CADWIDGETS_TRACEPARTS_EMAIL": mail}
    command = [sys.executable, "-m", "voila", "page.ipynb", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with (tmp_path / "log").open("w") as log:
        voila = subprocess.Popen(command, cwd=tmp_path, env=variables, stdout=log, stderr=log)
    window = browser.new_context(viewport={"width": 1200, "height": 1500})
    try:
        tab, errors = window.new_page(), []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        wait_for(f"http://127.0.0.1:{port}/voila/static/", voila)
        tab.goto(f"http://127.0.0.1:{port}/", timeout=90_000)
        tab.locator("canvas").nth(1).wait_for(state="attached", timeout=60_000)
        tab.get_by_text("Volume").first.wait_for(timeout=60_000)
        tab.wait_for_timeout(4000)
        assert views_and_pictures(tab) == (2, 0)
        assert "Traceback" not in tab.inner_text("body")
        assert errors == []
        assert [word for word in (mail, str(tmp_path)) if word in tab.content()] == []
        tab.screenshot(path=SHOTS / "voila.png")
    finally:
        window.close()
        voila.terminate()
        voila.wait(20)
        stop(tmp_path / "cadwidgets")


def wait_for(address, process):
    """Wait until somebody answers there, in whatever way."""
    for _ in range(600):
        assert process.poll() is None, "voila has ended"
        try:
            urlopen(address, timeout=2)
        except URLError as error:
            if hasattr(error, "code"):
                return
            time.sleep(0.1)
        else:
            return
    raise AssertionError("voila does not answer")
