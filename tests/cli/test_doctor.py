"""``cadwidgets doctor`` at the contract-only servers: lists alone, and one CAD request after a yes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(params=["classic", "gateway"])
def live(request: pytest.FixtureRequest, contract_server: Any) -> dict[str, str]:
    """The environment of somebody who has a key."""
    url = contract_server.traceparts_url if request.param == "classic" else contract_server.gateway_url
    return {
        "CADWIDGETS_TRACEPARTS_API": request.param,
        "CADWIDGETS_TRACEPARTS_URL": url,
        "CADWIDGETS_TRACEPARTS_KEY": contract_server.key,
        "CADWIDGETS_TRACEPARTS_TENANT": contract_server.tenant,
        "CADWIDGETS_TRACEPARTS_EMAIL": contract_server.email,
    }


PART = ("--live", "--catalog", "CONTRACT_WASHERS", "--part-number", "W-8", "--output", "parts")


def test_without_live_the_parts_service_is_not_asked(run: Any, live: dict[str, str], contract_server: Any) -> None:
    ended = run("doctor", "--json", **live)
    said = json.loads(ended.stdout)
    assert said["parts service"] == "not tried"
    assert said["embedded service"].startswith("answers, sandbox level")
    assert contract_server.requests == []
    for secret in (contract_server.key, contract_server.tenant, contract_server.email):
        assert secret not in ended.stdout + ended.stderr


@pytest.mark.long
@pytest.mark.parametrize("answer", ["n\n", "", "\n", "maybe\n"])
def test_only_lists_are_asked_for_without_a_yes(
    run: Any, live: dict[str, str], contract_server: Any, answer: str
) -> None:
    ended = run("doctor", "--json", *PART, stdin=answer, **live)
    said = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert said["formats"] == "2 listed"
    assert said["CAD request"] == "not tried"
    assert "Send one CAD request for W-8" in ended.stderr
    assert contract_server.cad_requests == 0


def test_a_yes_sends_one_cad_request(run: Any, live: dict[str, str], contract_server: Any, tmp_path: Path) -> None:
    ended = run("doctor", *PART, stdin="y\n", **live)
    assert ended.returncode == 0, ended.stderr
    assert contract_server.cad_requests == 1
    assert "CAD request: 1 sent" in ended.stdout
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == ["W-8.stp", "W-8.txt", "W-8.zip"]


def test_half_a_part_is_refused(run: Any, live: dict[str, str]) -> None:
    assert run("doctor", "--live", "--catalog", "X", **live).returncode == 2
