"""A notebook that was run with keys, saved with its widgets and exported as a page holds none of them."""

from __future__ import annotations

import json
import secrets
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
