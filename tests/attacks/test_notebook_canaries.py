"""A notebook that was run with keys, saved with its widgets and exported as a page holds none of them."""

from __future__ import annotations

import base64
import json
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbclient
import nbconvert
import nbformat
import pytest
from plain_http import post

CELLS = {
    "import os, logging\nlogging.basicConfig(level=logging.DEBUG)\nimport cadwidgets\nfrom cadwidgets import *": "",
    "settings = Settings.load()\nprint(settings, vars(settings))\nsettings": "",
    "url, key, wrong = os.environ['CADWIDGETS_BUILD_URL'], *map(os.environ.pop, ['GOOD_KEY', 'WRONG_KEY'])": "",
    "mail = os.environ['CADWIDGETS_TRACEPARTS_EMAIL']": "",
    "client = BuildClient.at(url, key)\nprint(client, vars(client))\nclient": "",
    "explorer = ModelExplorer(samples.handle)\nexplorer": "",
    "explorer.wait(60)\nexplorer.result": "",
    "PartPicker()": "",
    "part('ISO 4762 M6x20')": "",
    "from cadwidgets.contract.requests import BuildRequest": "",
    "BuildClient.at(url, wrong).build(BuildRequest('STL', 'x = 1'))": "AuthError",
    "BuildClient.at('http://127.0.0.1:1', wrong).health()": "ConnectionFailed",
    "TracePartsClassic.at(url, wrong, email=mail).catalogs()": "AuthError",
    "TracePartsGateway.at(url, wrong, tenant='x', email=mail).catalogs()": "SourceError",
    "ModelExplorer('no model at all')": "RequestError",
}
"""What is run, and the error that it ends with."""


@pytest.mark.long
def test_no_key_and_no_mail_address_is_saved_or_exported(
    start: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = start(tmp_path / "data")
    assert post(service, "/accounts", name="ann").status == 201
    key = post(service, "/keys", account="ann").json["key"]
    wrong, mail = f"canary{secrets.token_hex(16)}", f"canary.{secrets.token_hex(8)}@example.com"
    for name, value in {
        "CADWIDGETS_BUILD_URL": service.url,
        "CADWIDGETS_BUILD_KEY": key,
        "CADWIDGETS_TRACEPARTS_URL": service.url,
        "CADWIDGETS_TRACEPARTS_API": "classic",
        "CADWIDGETS_TRACEPARTS_KEY": key,
        "CADWIDGETS_TRACEPARTS_EMAIL": mail,
        "GOOD_KEY": key,
        "WRONG_KEY": wrong,
    }.items():
        monkeypatch.setenv(name, value)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True).execute()
    path = tmp_path / "run.ipynb"
    nbformat.write(notebook, path)
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    saved = path.read_text("utf-8")
    states = json.loads(saved)["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    assert len(states) > 50, "the widgets are saved, too"
    for text in (saved, page):
        assert [secret for secret in (key, wrong, mail) if secret in text] == []
    for cell, expected in zip(notebook.cells, CELLS.values(), strict=True):
        raised = [each["ename"] for each in cell["outputs"] if each["output_type"] == "error"]
        assert raised == [expected] * bool(expected), cell["source"]


VIEWS = [
    "from cadwidgets import *\nfrom cadwidgets.viewer.viewer import Viewer",
    "explorer = ModelExplorer('own_part.py')\nexplorer",
    "explorer.wait(60)",
    "picker = PartPicker()\npicker",
    "picker.wait(60)",
    "show(explorer.result.mesh)",
]


@pytest.mark.long
def test_saved_views_and_their_pictures_tell_nothing_of_the_machine(
    start: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = start(tmp_path / "data")
    assert post(service, "/accounts", name="ann").status == 201
    key, mail = post(service, "/keys", account="ann").json["key"], f"canary.{secrets.token_hex(8)}@example.com"
    monkeypatch.setenv("CADWIDGETS_BUILD_URL", service.url)
    monkeypatch.setenv("CADWIDGETS_BUILD_KEY", key)
    monkeypatch.setenv("CADWIDGETS_TRACEPARTS_EMAIL", mail)
    home = tmp_path / "home-of-somebody"
    home.mkdir()
    script = "import cadquery as cq\nwidth = 20.0\nshow_object(cq.Workplane().box(width, 5, 5))\n"
    (home / "own_part.py").write_text(script)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in VIEWS])
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(home)}}
    )
    client.execute()
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    pictures = [
        base64.b64decode(output["data"]["image/png"])
        for cell in notebook.cells
        for output in cell["outputs"]
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 3
    assert sorted(len(picture) > 1000 for picture in pictures) == [False, True, True], "the picker shows no part yet"
    shown = [nbformat.writes(notebook), page, *(picture.decode("latin-1") for picture in pictures)]
    secret = [key, mail, str(tmp_path), home.name, sys.prefix, str(Path(__file__).parents[2])]
    assert [(word, number) for number, text in enumerate(shown) for word in secret if word in text] == []
