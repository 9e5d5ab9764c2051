"""The commands against a real service: publish, build by id, accounts with quotas, keys that end."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
PLATE = """# Drilled plate
width = 40.0  # [10:100] mm Width
show_object(cq.Workplane().box(width, 20, 5))
"""


@pytest.fixture
def admin(run: Run, start: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Runs a command with an administrator's key and gives its JSON, or with ``key`` another one's."""
    running = start(tmp_path / "service")

    def ask(*arguments: str, key: str = running.key, status: int = 0) -> Any:
        ran = run(*arguments, "--json", CADWIDGETS_BUILD_URL=running.url, CADWIDGETS_BUILD_KEY=key)
        assert ran.returncode == status, ran.stderr
        assert key not in ran.stdout + ran.stderr
        return json.loads(ran.stdout)

    return ask


def test_a_model_is_published_found_built_and_deleted(admin: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "plate.py").write_text(PLATE)
    model = admin("models", "add", "plate.py", "--title", "Drilled plate")
    assert model["version"] == 1
    (tmp_path / "plate.py").write_text(PLATE.replace("5)", "6)"))
    assert admin("models", "add", "plate.py", "--id", model["id"])["version"] == 2
    assert [one["id"] for one in admin("models", "list", "drilled") if one["own"]] == [model["id"]]
    shown = admin("models", "show", model["url"])
    assert (shown["version"], shown["versions"], shown["schema"]["parameters"][0]["name"]) == (2, 2, "width")
    built = [
        admin("build", model["id"], "-p", "width=10", "--option", f"version={version}", "-o", "p.stl")["volume"]
        for version in (0, 1)
    ]
    assert built == pytest.approx([10 * 20 * 6, 10 * 20 * 5])
    admin("models", "rm", model["id"], "--yes")
    assert admin("build", model["id"], "-o", "p.stl", status=4)["error"]["kind"] == "NotFound"


@pytest.mark.long
def test_an_account_builds_as_often_as_its_quota_lets_it(admin: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "plate.py").write_text(PLATE)
    admin("accounts", "create", "shop", "--quota", "2")
    made = admin("keys", "create", "--account", "shop", "--label", "saw")
    key = made["key"]
    first = admin("build", "plate.py", key=key)
    assert (first["cached"], first["builds_left"]) == (False, 1)
    again = admin("build", "plate.py", key=key)
    assert (again["cached"], again["builds_left"]) == (True, 1), "what was built before is not charged"
    admin("build", "plate.py", "-p", "width=50", key=key)
    refused = admin("build", "plate.py", "-p", "width=60", key=key, status=3)
    assert refused["error"]["kind"] == "AuthError"
    assert admin("accounts", "usage", key=key)["left"] == 0
    admin("accounts", "quota", "shop", "3")
    assert admin("build", "plate.py", "-p", "width=60", key=key)["builds_left"] == 0
    assert {one["account"]: one["used"] for one in admin("accounts", "list")}["shop"] == 3
    assert admin("accounts", "list", key=key, status=3)["error"]["kind"] == "AuthError"


@pytest.mark.long
def test_a_key_works_until_it_is_revoked(admin: Callable[..., Any]) -> None:
    admin("accounts", "create", "shop")
    made = admin("keys", "create", "--account", "shop", "--label", "saw")
    tested = admin("keys", "test", key=made["key"])
    assert tested["ok"]
    assert tested["bytes"] == 84 + 50 * tested["triangles"] > 84
    (listed,) = admin("keys", "list", key=made["key"])
    assert (listed["id"], listed["account"], listed["label"], listed["disabled"]) == (made["id"], "shop", "saw", False)
    admin("keys", "revoke", made["id"])
    assert "disabled" in admin("keys", "test", key=made["key"], status=3)["reason"]


@pytest.mark.long
def test_files_travel_with_a_script_and_a_reserved_name_can_be_set(admin: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "height.txt").write_text("7.0")
    script = 'height = float(open("height.txt").read())\nid = 2.0\nshow_object(cq.Workplane().box(id, 3, height))\n'
    (tmp_path / "box.py").write_text(script)
    built = admin("build", "box.py", "--file", "height.txt", "-p", "id=4", "-o", "box.step")
    assert built["volume"] == pytest.approx(4 * 3 * 7)
