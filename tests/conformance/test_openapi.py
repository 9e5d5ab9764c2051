"""The service answers as its OpenAPI page says, whatever that page allows to be asked."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CONFIG = Path(__file__).with_name("schemathesis.toml")
ASKED = ["--checks", "all", "--seed", "1", "--max-examples", "10", "--no-shrink", "--continue-on-failure"]


@pytest.mark.long
def test_schemathesis_finds_nothing(start: Any, tmp_path: Path) -> None:
    service, report = start(tmp_path / "service"), tmp_path / "report.ndjson"
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", CONFIG, "run", f"{service.url}/openapi.json"]
    command += [*ASKED, "--header", f"X-Api-Key: {service.key}", "--request-timeout", "60", "--no-color"]
    command += ["--report", "ndjson", "--report-ndjson-path", report]
    done = subprocess.run(command, cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout
    answers = [answer for line in report.read_text().splitlines() for answer in responses(json.loads(line))]
    assert len(answers) > 1000
    assert {200, 201, 400, 404, 405} <= {answer["status_code"] for answer in answers}
    crashes = [text for text in map(text_of, answers) if "Internal Server Error" in text]
    assert crashes == []


def responses(said: Any) -> Iterator[dict[str, Any]]:
    """Every answer of the service in a line of the report."""
    if isinstance(said, dict):
        if "status_code" in said:
            yield said
        said = list(said.values())
    if isinstance(said, list):
        for item in said:
            yield from responses(item)


def text_of(answer: dict[str, Any]) -> str:
    return base64.b64decode((answer["content"] or {"$base64": ""})["$base64"]).decode("utf-8", "replace")
