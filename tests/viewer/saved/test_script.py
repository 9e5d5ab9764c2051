"""The script of saved pages is the one that its sources make."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from cadwidgets.viewer.saved.document import page_script

VIEWER = Path(__file__).parents[3] / "cadwidgets" / "viewer"
SCRIPT = VIEWER.parents[1] / "scripts" / "page"


def test_the_script_was_made_from_the_sources_that_are_here():
    sources = [*sorted((VIEWER / "page").glob("*.js")), VIEWER / "parts_pane.js", VIEWER / "stage.js"]
    made_from = re.search(r"Sources: sha256 ([0-9a-f]{64})", page_script())
    assert made_from is not None
    assert made_from[1] == hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest(), (
        "the sources have changed: run scripts/page"
    )


def test_the_script_names_the_versions_and_the_licence_of_what_is_in_it():
    pinned = dict(re.findall(r"^(three|esbuild)=([0-9.]+)$", SCRIPT.read_text("utf-8"), re.MULTILINE))
    head = page_script()[:2000]
    assert f"three.js {pinned['three']}, made by esbuild {pinned['esbuild']}" in head
    assert (VIEWER / "static" / "LICENSE-three.txt").read_text("utf-8").strip() in head


def test_the_script_asks_for_nothing():
    """three.js has loaders; those that could fetch are not in it."""
    for word in ("XMLHttpRequest", "WebSocket", "importScripts", "sendBeacon", "EventSource", "eval(", "new Function"):
        assert word not in page_script()
