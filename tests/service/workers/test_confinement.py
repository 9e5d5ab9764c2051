"""Which level a machine has: each layer is really tried, and what is asked for is had or refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import container  # tests/facts, on the path by pyproject.toml
import pytest

from cadwidgets.errors import RequestError
from cadwidgets.service.workers import bubblewrap
from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import LEVELS, Isolation

needs_bubblewrap = pytest.mark.skipif(not bubblewrap.find(), reason="bubblewrap is not installed")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder that other users can reach; pytest's own hide from them."""
    with tempfile.TemporaryDirectory(prefix="scratch-") as folder:
        yield Path(folder)


@needs_bubblewrap
def test_with_all_layers_it_is_the_highest(scratch: Path) -> None:
    found = probe(Isolation(), scratch)
    assert (found.level, found.missing, found.refusal) == ("L3", {}, "")
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(("layer", "level"), [("seccomp", "L0"), ("landlock", "L1"), ("bubblewrap", "L2")])
def test_without_a_layer_it_is_the_level_below(scratch: Path, layer: str, level: str) -> None:
    found = probe(Isolation(allow_root=True, without=frozenset({layer})), scratch)
    assert (found.level, found.missing[layer], found.refusal) == (level, "switched off", "")


@pytest.mark.parametrize("level", ["L0", "L1", "L2", pytest.param("L3", marks=needs_bubblewrap)])
def test_a_level_that_is_asked_for_is_had_exactly(scratch: Path, level: str) -> None:
    found = probe(Isolation(level=level, allow_root=True), scratch)
    assert (found.level, found.refusal) == (level, "")
    assert set(found.missing) == set(LEVELS["L3"]) - set(LEVELS[level])


LACKS = [(level, layer) for level, layers in LEVELS.items() for layer in layers]


@pytest.mark.parametrize(("level", "layer"), LACKS)
def test_a_level_that_lacks_a_layer_is_refused_by_name(scratch: Path, level: str, layer: str) -> None:
    found = probe(Isolation(level=level, allow_root=True, without=frozenset({layer})), scratch)
    assert found.level == ""
    assert f"isolation {level} cannot be had" in found.refusal
    assert f"{layer}: switched off" in found.refusal
    assert found.report["refusal"] == found.refusal


@pytest.mark.parametrize(
    ("missing", "allowed", "level"),
    [
        ("seccomp", False, ""),
        ("seccomp", True, ""),
        ("landlock", False, ""),
        ("landlock", True, "L1"),
        ("", False, "L2"),
    ],
)
def test_scripts_of_other_machines_need_l2_or_l1_and_a_word(
    scratch: Path, missing: str, allowed: bool, level: str
) -> None:
    without = frozenset({"bubblewrap", missing} - {""})
    asked = Isolation(allow_root=True, remote=True, allow_unconfined_files=allowed, without=without)
    found = probe(asked, scratch)
    assert found.level == level
    assert ("other machines" in found.refusal) == (not level)


@pytest.mark.parametrize("asked", [{"level": "L4"}, {"level": "l2"}, {"without": frozenset({"landlok"})}])
def test_a_level_or_a_layer_that_there_is_not_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="there is no"):
        Isolation(**asked)


def test_a_bubblewrap_that_does_not_work_is_found_out_and_told(
    scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: it is not allowed here' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found = probe(Isolation(allow_root=True), scratch)
    assert found.level == "L2"
    assert "it is not allowed here" in found.missing["bubblewrap"]
    refused = probe(Isolation(level="L3", allow_root=True), scratch)
    assert "it is not allowed here" in refused.refusal


@needs_bubblewrap
def test_in_a_container_without_namespaces_it_is_l2(scratch: Path) -> None:
    code = """
import json, sys, pathlib
from cadwidgets.service.workers.confinement import probe
from cadwidgets.service.workers.isolation import Isolation
print(json.dumps(probe(Isolation(allow_root=True), pathlib.Path(sys.argv[1])).report))
"""
    command = container.command(sys.executable, "-c", code, str(scratch))
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert (said["level"], said["refusal"]) == ("L2", "")
    assert "bwrap does not work here" in said["missing"]["bubblewrap"]


@as_root
def test_root_builds_as_nobody_or_not_at_all_but_with_a_word(tmp_path: Path) -> None:
    """Nobody else may pass the folder of the test run: without bubblewrap no other user reaches the scratch folder."""
    without = frozenset({"bubblewrap"})
    refused = probe(Isolation(without=without), tmp_path)
    assert refused.level == ""
    assert "root started the service" in refused.refusal
    assert "--allow-root" in refused.refusal
    allowed = probe(Isolation(without=without, allow_root=True), tmp_path)
    assert (allowed.level, allowed.user) == ("L2", 0)
