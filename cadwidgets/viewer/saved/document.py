"""The page: one HTML file with its script, its style and its data, which may ask nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="cadwidgets">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<noscript>This page shows a model in 3D with a script of its own: allow scripts to see it.</noscript>
<main id="page"></main>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def document(title: str, data: Mapping[str, Any]) -> bytes:
    """A page with this title that shows ``data`` (for JSON; numbers that are not finite raise ValueError)."""
    script, style = page_script(), _style()
    # in JSON "<" stands in texts alone: nothing there can end the element or begin a comment
    text = json.dumps(data, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    page = _PAGE.format(policy=_policy(script, style), title=html.escape(title), style=style, data=text, script=script)
    return page.encode()


def empty_size() -> int:
    """The bytes of a page without any model."""
    return len(document("", {}))


@cache
def page_script() -> str:
    """The page's script, with everything that it uses: see static/README.md."""
    return (files("cadwidgets.viewer") / "static" / "page.js").read_text("utf-8")


@cache
def _style() -> str:
    viewer = files("cadwidgets.viewer")
    return (viewer / "viewer.css").read_text("utf-8") + (viewer / "page" / "page.css").read_text("utf-8")


def _policy(script: str, style: str) -> str:
    """Nothing may be fetched, and nothing runs but our own script."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
