"""The first notebook in JupyterLab: sliders, picture, numbers and files, as a designer meets them."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

import pytest

SETTLED = "Ready:"


def wait_ready(page: Any, seconds: float = 60) -> None:
    page.output("[role=status]:has-text('Ready:')", seconds=seconds)


def service_builds(lab: Any) -> int:
    runtime = json.loads((lab.data_dir / "embedded.json").read_text())
    with urllib.request.urlopen(f"{runtime['url']}/health", timeout=30) as answer:
        return int(json.load(answer)["builds"])


def test_the_notebook_runs_and_a_slider_moved_by_keyboard_gives_another_picture_and_one_build(
    notebook: Any,
) -> None:
    page = notebook.open("01-explore-a-model.ipynb").run_all()
    page.page.wait_for_timeout(6000); page.screenshot("debug"); print(page.errors)
    wait_ready(page, 5)
    first = page.pixels()
    assert (first != first[0, 0]).any(axis=2).mean() > 0.05, "the 3D view shows a model"
    builds = service_builds(page.lab)
    page.press("Width", "PageUp")
    page.wait_for_change(first)
    wait_ready(page)
    assert service_builds(page.lab) == builds + 1
    page.screenshot("explore-light")
    assert page.errors == []
    assert page.foreign_requests == []
