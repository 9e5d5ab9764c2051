"""The service as any program meets it, and CadQuery beside it in a process that knows nothing of cadwidgets."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

AskBuild = Callable[..., httpx.Response]
CadQueryAlone = Callable[..., dict[str, Any]]


@pytest.fixture
def ask_build(service: Any) -> AskBuild:
    """Posts one build: its fields as keywords, ``files`` as names and bytes, ``options`` without their ``o.``"""

    def ask(files: Mapping[str, bytes] = {}, options: Mapping[str, float] = {}, **fields: str) -> httpx.Response:
        data = {"key": service.key, **fields, **{f"o.{name}": str(value) for name, value in options.items()}}
        parts = [("files", (name, content)) for name, content in files.items()] or None
        return httpx.post(f"{service.url}/parts/build", data=data, files=parts, timeout=120)

    return ask


@pytest.fixture(scope="session")
def cadquery_alone(clean_environment: None) -> Iterator[CadQueryAlone]:
    """Asks CadQuery itself: ``script=path, shows=name, precision=number or None``, or ``step=path``."""
    program = Path(__file__).with_name("plain_cadquery.py")
    process = subprocess.Popen([sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout

    def ask(**request: Any) -> dict[str, Any]:
        print(json.dumps(request), file=process.stdin, flush=True)
        return dict(json.loads(process.stdout.readline()))

    yield ask
    process.stdin.close()
    process.wait(timeout=30)
