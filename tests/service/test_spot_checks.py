"""Models of processes that stay are compared with those of fresh ones, by a real service that checks every one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from plain_http import Reply, post
from running_service import RunningService

HONEST = "width = 4.0  # [1:9] mm\nshow_object(cq.Workplane().box(width, 2, 1).edges().fillet(0.1))\n"
LEAKING = """# what a library remembers outlives a build
import numpy
numpy.builds = getattr(numpy, "builds", 0) + 1
width = 4.0  # [1:9] mm
show_object(cq.Workplane().box(width, 2, numpy.builds))
"""


@pytest.fixture
def checking(start: Callable[..., RunningService], tmp_path: Path) -> RunningService:
    """A service that compares every build of a process that stays."""
    return start(tmp_path, "--check-one-in", "1")


def build(service: RunningService, script: str, width: float) -> Reply:
    reply = post(service, s=script, type="STL", width=str(width))
    assert reply.status == 200, reply.body
    return reply


def checks(service: RunningService, made: int) -> dict[str, int]:
    """What the service tells of its checks once so many were made."""
    deadline = time.monotonic() + 60
    while service.health["checks"]["made"] < made:
        assert time.monotonic() < deadline, service.health
        time.sleep(0.05)
    found: dict[str, int] = service.health["checks"]
    return found


@pytest.mark.long
def test_builds_that_depend_on_their_values_alone_are_what_fresh_ones_are(checking: RunningService) -> None:
    build(checking, HONEST, 2)
    for number, width in enumerate((3, 4, 5), start=1):
        assert build(checking, HONEST, width).headers["x-build-session"] == "warm"
        assert checks(checking, number) == {"made": number, "different": 0}


@pytest.mark.long
def test_a_script_whose_builds_depend_on_those_before_starts_afresh_and_is_told(checking: RunningService) -> None:
    first = build(checking, LEAKING, 2).body
    assert build(checking, LEAKING, 3).headers["x-build-session"] == "warm"
    assert checks(checking, 1) == {"made": 1, "different": 1}
    again = build(checking, LEAKING, 3)  # the doubtful one is kept no longer
    assert (again.headers["x-build-cache"], again.headers["x-build-session"]) == ("miss", "cold")
    assert "starts afresh" in again.headers["x-build-warnings"]
    assert len(again.body) == len(first)
