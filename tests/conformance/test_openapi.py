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
from plain_http import send

from cadwidgets.contract.accounts import LOCAL, tenant_of

CONFIG = Path(__file__).with_name("schemathesis.toml")
ASKED = ["--checks", "all", "--seed", "1", "--max-examples", "10", "--no-shrink", "--continue-on-failure"]


@pytest.mark.long
def test_schemathesis_finds_nothing(start: Any, tmp_path: Path) -> None:
    unlimited = ("--classic-limit", "0", "--gateway-limit", "0")
    service, report = start(tmp_path / "service", *unlimited), tmp_path / "report.ndjson"
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", CONFIG, "run", f"{service.url}/openapi.json"]
    command += [*ASKED, "--header", f"X-Api-Key: {service.key}", "--header", f"Authorization: Bearer {token(service)}"]
    command += ["--request-timeout", "60", "--no-color"]
    command += ["--report", "ndjson", "--report-ndjson-path", report]
    done = subprocess.run(command, cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout
    answers = [answer for line in report.read_text().splitlines() for answer in responses(json.loads(line))]
    assert len(answers) > 1000
    assert {200, 201, 400, 404, 405} <= {answer["status_code"] for answer in answers}
    assert "Internal Server Error" not in set(map(text_of, answers)), "what the framework answers for a crash"
    assert refused_share(report, "/tpowebservices/", 403) < 0.5
    assert refused_share(report, "/v", 401) < 0.5


def token(service: Any) -> str:
    """A token of the gateway: most of what is asked there should get past the door."""
    said = {"tenantUid": tenant_of(LOCAL), "apiKey": service.key}
    return str(send("POST", f"{service.url}/v2/RequestToken", json.dumps(said).encode()).json["token"])


def refused_share(report: Path, path: str, status: int) -> float:
    """How much of what was asked below a path ended at the door."""
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    asked = [answer["status_code"] for line in lines if path in json.dumps(line) for answer in responses(line)]
    assert asked, path
    return asked.count(status) / len(asked)


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
