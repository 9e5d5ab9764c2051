"""A build is warm when the same account has had the same script built before, and never by what another account did."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from plain_http import Reply, post, post_files

BOX = "import cadquery as cq\nwidth = 1.0\nshow_object(cq.Workplane().box(width, 2, 3))\n"


def build(service: Any, script: str, **more: str) -> Reply:
    reply = post(service, accept="application/json", s=script, type="STL", **more)
    assert reply.status == 200, reply.text
    return reply


def test_the_second_build_of_a_script_is_warm_and_says_so(service: Any) -> None:
    script = f"{BOX}# {secrets.token_hex(8)}\n"
    first, second = (build(service, script, width=width) for width in ("2", "3"))
    assert [reply.headers["x-build-session"] for reply in (first, second)] == ["cold", "warm"]
    assert first.body != second.body
    assert service.health["sessions"] >= 1


def test_reading_a_script_warms_its_first_build(service: Any) -> None:
    script = f"{BOX}# {secrets.token_hex(8)}\n"
    assert post(service, "/parts/parameters", s=script).status == 200
    assert build(service, script).headers["x-build-session"] == "warm"


def test_other_files_beside_the_script_are_another_session(service: Any) -> None:
    model = "show_object(cq.Workplane().box(float(open('a').read()), 2, 3))"
    script = f"import cadquery as cq\n{model}# {secrets.token_hex(8)}\n"
    told = [
        post_files(service, [("files", "a", size)], s=script, type=output).headers["x-build-session"]
        for size, output in ((b"1", "STL"), (b"2", "STL"), (b"1", "STEP"))
    ]
    assert told == ["cold", "cold", "warm"]


@pytest.mark.long
def test_another_account_never_meets_a_process_that_built_for_this_one(own_service: Any) -> None:
    """The script leaves a trace in a library that it has loaded itself; a later build of the same process finds it."""
    script = "import cadquery as cq, wave\nwidth = 1.0\nold = hasattr(wave, 'left')\nwave.left = 1\n"
    script += "show_object(cq.Workplane().box(100 if old else 1, width, 1))\n"
    for path, fields in (("/accounts", {"name": "other"}), ("/keys", {"account": "other"})):
        made = post(own_service, path, **fields)
    sizes = {}
    for key in (own_service.key, made.json["key"]):
        for width in ("2", "3"):
            reply = build(own_service, script, width=width, key=key)
            sizes[key, width] = reply.headers["x-build-session"], reply.headers["x-build-properties"]
    own, other = ([sizes[key, width] for width in ("2", "3")] for key in (own_service.key, made.json["key"]))
    assert own == other
    assert [session for session, _ in own] == ["cold", "warm"]
    assert "200.0" not in own[0][1]
    assert own[0][1] != own[1][1]
