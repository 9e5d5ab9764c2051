"""A saved page as its reader gets it."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).parents[2] / "node"


class ReadPage(HTMLParser):
    """``data`` of the page, its ``scripts`` that run, its ``policy``, and all ``attributes`` of its elements."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text = path.read_text("utf-8")
        self.data: dict[str, Any] = {}
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.title = ""
        self._inside = ""
        self.feed(self.text)

    @property
    def policy(self) -> str:
        """What the page may do."""
        return next(str(value) for name, value in self.attributes if name == "content" and "default-src" in str(value))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        self._inside = "data" if ("type", "application/json") in attrs else tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            self.data = json.loads(data)
        elif self._inside in ("script", "style"):
            (self.scripts if self._inside == "script" else self.styles).append(data)
        elif self._inside == "title":
            self.title += data


@pytest.fixture
def read_page() -> Callable[[Path], ReadPage]:
    """``read_page(path)``"""
    return ReadPage


@pytest.fixture
def unpacked() -> Callable[[bytes], dict[str, Any]]:
    """``unpacked(shape)``: what the page's own script reads from the bytes of a shape."""

    def read(shape: bytes) -> dict[str, Any]:
        command = ["node", str(NODE / "unpack_shape.mjs")]
        answer = subprocess.run(command, input=base64.b64encode(shape), capture_output=True, timeout=60, check=True)
        return json.loads(answer.stdout)

    return read
