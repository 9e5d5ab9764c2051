"""The level of isolation through the real service: told, kept, or every build refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import container  # tests/facts, on the path by pyproject.toml
import embedded_service  # tests/browser, on the path, too
import pytest

from cadwidgets.service.workers import bubblewrap

BOX = "import cadquery as cq\nshow_object(cq.Workplane().box(1, 2, 3))\n"
NAMES_ITS_MACHINE = {"type": "STEP", "o.schema": "AP203"}
"""Where the kernel cannot look the name up, it crashes."""
LAYERS = ("seccomp", "landlock", "bubblewrap")


def build(service: Any, **more: str) -> Any:
    """The answer to the build of a box, or the error that it came as."""
    fields = urllib.parse.urlencode({"s": BOX, "type": "STL", "key": service.key} | more).encode()
    request = urllib.request.Request(service.url + "/parts/build", fields, {"Accept": "application/json"})
    try:
        return urllib.request.urlopen(request, timeout=120)
    except urllib.error.HTTPError as error:
        return error


def test_a_model_tells_the_level_that_health_tells(service: Any) -> None:
    sandbox = service.health["sandbox"]
    assert sandbox["level"] in ("L0", "L1", "L2", "L3")
    assert set(sandbox["layers"]) == set(LAYERS)
    assert sandbox["refusal"] == ""
    for more in ({}, NAMES_ITS_MACHINE):
        answer = build(service, **more)
        assert (answer.status, answer.headers["X-Build-Isolation"]) == (200, sandbox["level"])


@pytest.mark.parametrize("layer", [LAYERS[0], *(pytest.param(layer, marks=pytest.mark.long) for layer in LAYERS[1:])])
def test_what_cannot_be_had_refuses_builds_and_says_why(start: Any, tmp_path: Path, layer: str) -> None:
    service = start(tmp_path, "--isolation", "L3", "--without", layer)
    answer = build(service)
    assert answer.status == 503
    error = json.load(answer)["error"]
    assert error["kind"] == "unavailable"
    assert f"{layer}: switched off" in error["message"]
    sandbox = service.health["sandbox"]
    assert (sandbox["level"], sandbox["refusal"]) == ("", error["message"])
    assert sandbox["missing"][layer] == "switched off"


@pytest.mark.long
@pytest.mark.skipif(not bubblewrap.find(), reason="bubblewrap is not installed")
def test_in_a_container_builds_run_at_l2(start: Any, tmp_path: Path) -> None:
    service = start(tmp_path, below=container.command())
    answer = build(service)
    assert (answer.status, answer.headers["X-Build-Isolation"]) == (200, "L2")
    assert build(service, **NAMES_ITS_MACHINE).status == 200
    assert "bwrap does not work here" in service.health["sandbox"]["missing"]["bubblewrap"]


@pytest.mark.long
def test_a_service_that_others_can_reach_answers_by_the_names_that_it_was_told(start: Any, tmp_path: Path) -> None:
    service = start(tmp_path, "--host", "0.0.0.0", "--public-name", "cad.example", "--without", "landlock")
    local = service.url.replace("0.0.0.0", "127.0.0.1")
    for name, status in (("cad.example", 200), ("0.0.0.0", 200), ("other.example", 400)):
        request = urllib.request.Request(local + "/health", headers={"Host": name})
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        assert answer.status == status
        if status == 200:
            assert "other machines" in json.load(answer)["sandbox"]["refusal"]


@pytest.mark.long
def test_doctor_tells_the_level_or_why_nothing_is_built(tmp_path: Path) -> None:
    folder = {"CADWIDGETS_DATA_DIR": str(tmp_path / "data"), "PATH": str(tmp_path)}  # no bubblewrap on this path
    command = [sys.executable, "-m", "cadwidgets", "doctor", "--json"]
    env = {**os.environ, **folder, "CADWIDGETS_ISOLATION": "L3"}
    try:
        said = json.loads(subprocess.run(command, env=env, capture_output=True, check=True, timeout=120).stdout)
    finally:
        embedded_service.stop(tmp_path / "data")
    assert "isolation L3 cannot be had here" in said["embedded service"]
    assert "install the package bubblewrap" in said["embedded service"]
