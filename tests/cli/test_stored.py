"""``cadwidgets models``, ``accounts`` and ``keys``: what they ask, what they print, how they end."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback, answer, loopback

Run = Callable[..., subprocess.CompletedProcess[str]]
KEY = "canary_key_1234"


def ask(run: Run, own: Loopback, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(*arguments, "--url", own.url, CADWIDGETS_BUILD_KEY=KEY)


@pytest.mark.long
@pytest.mark.parametrize(
    ("arguments", "asked", "told"),
    [
        (["models", "list"], "GET /parts", ""),
        (["models", "list", "plate"], "GET /parts?q=plate", "ab12cd34\tPlate\t2\t1970-01-01\tyes\n"),
        (["models", "show", "ab12cd34", "--version", "2"], "GET /parts/ab12cd34?version=2", "version 2 of 3"),
        (["models", "rm", "ab12cd34", "--yes"], "DELETE /parts/ab12cd34", "ab12cd34 is deleted\n"),
        (["accounts", "list"], "GET /accounts", "shop\t10\t4\t6\nlocal\tunlimited\t0\tunlimited\n"),
        (["accounts", "create", "shop", "--quota", "10"], "POST /accounts", "shop: 4 builds used of 10, 6 left\n"),
        (["accounts", "quota", "shop", "none"], "PATCH /accounts/shop", "shop: 4 builds used of 10, 6 left\n"),
        (["accounts", "usage"], "GET /account", "shop: 4 builds used of 10, 6 left\n"),
        (["keys", "create", "--label", "saw"], "POST /keys", "cw_brand_new\n"),
        (
            ["keys", "list", "--account", "shop"],
            "GET /keys?account=shop",
            "k1\tshop\tsaw\t1970-01-01\t\tArchive\trevoked\n",
        ),
        (["keys", "create", "--files", "bom,primary", "--zip-type", "URL"], "POST /keys", "cw_brand_new\n"),
        (["keys", "revoke", "k1"], "POST /keys/k1/disable", "the key k1 is revoked\n"),
        (["keys", "test"], "POST /keys/test", "684 bytes, 12 triangles\n"),
    ],
)
def test_every_command_asks_once_and_prints_what_came(
    run: Run, own: Loopback, arguments: list[str], asked: str, told: str
) -> None:
    ran = ask(run, own, *arguments)
    assert ran.returncode == 0, ran.stderr
    assert told in ran.stdout
    assert [f"{seen.method} {seen.path}" for seen in own.seen] == [asked]
    assert KEY not in ran.stdout + ran.stderr
    asked_again = ask(run, own, *arguments, "--json")
    assert json.loads(asked_again.stdout) is not None
    assert KEY not in asked_again.stdout + asked_again.stderr


def test_a_script_is_published_with_its_files(run: Run, own: Loopback, tmp_path: Path) -> None:
    (tmp_path / "plate.py").write_text("width = 1.0\n")
    (tmp_path / "a.step").write_bytes(b"STEP")
    ran = ask(run, own, "models", "add", "plate.py", "--title", "Plate", "--id", "ab12cd34", "--file", "a.step")
    assert ran.stdout == "ab12cd34, version 2: http://x/parts/ab12cd34\n"
    body = own.bodies[0]
    assert all(part in body for part in ("width = 1.0", "Plate", "ab12cd34", 'filename="a.step"'))


def test_the_script_of_a_stored_model_can_be_had_alone(run: Run, own: Loopback) -> None:
    ran = ask(run, own, "models", "show", "ab12cd34", "--version", "2", "--script")
    assert ran.stdout == "width = 40.0  # [10:100] mm Width\n"


def test_nothing_is_deleted_where_nobody_can_be_asked(run: Run, own: Loopback) -> None:
    ran = ask(run, own, "models", "rm", "ab12cd34")
    assert ran.returncode == 2
    assert "--yes" in ran.stderr
    assert own.seen == []


def test_the_files_of_a_key_are_sent_in_one_order(run: Run, own: Loopback) -> None:
    ask(run, own, "keys", "create", "--files", "bom, Primary", "--zip-type", "URL")
    assert own.bodies == ["files=primary%2Cbom&zip_type=URL"]


@pytest.mark.parametrize(("option", "value"), [("--files", "readme"), ("--zip-type", "zip")])
def test_a_type_of_file_that_there_is_not_is_told(run: Run, own: Loopback, option: str, value: str) -> None:
    ran = ask(run, own, "keys", "create", option, value)
    assert (ran.returncode, own.seen) == (2, [])
    assert value in ran.stderr
    assert "allowed: " in ran.stderr


def test_what_does_not_exist_is_not_found(run: Run, own: Loopback) -> None:
    ran = ask(run, own, "models", "show", "zzzzzzzz")
    assert (ran.returncode, "no such thing" in ran.stderr) == (4, True)


def test_a_key_that_is_refused_is_told_with_the_reason(run: Run) -> None:
    refusal = json.dumps({"ok": False, "reason": "the quota is spent"}).encode()
    with loopback(lambda handler: answer(handler, refusal), ours=True) as server:
        ran = ask(run, server, "keys", "test")
        assert server.bodies == [f"key={KEY}"]
    assert ran.returncode == 3
    assert ran.stdout == "the key is refused: the quota is spent\n"


@pytest.mark.parametrize("command", [["models", "list"], ["accounts", "usage"], ["keys", "list"]])
def test_a_foreign_service_is_told_apart_and_not_asked(run: Run, contract_server: Any, command: list[str]) -> None:
    ran = run(*command, "--url", contract_server.url, "--key", contract_server.key)
    assert ran.returncode == 2
    assert "no service of cadwidgets" in ran.stderr
    assert [seen.path for seen in contract_server.requests] == ["/health"]


@pytest.mark.long
@pytest.mark.parametrize("quota", ["-1", "many", "1.5"])
def test_a_quota_is_a_number_or_none(run: Run, own: Loopback, quota: str) -> None:
    ran = run("accounts", "quota", "--url", own.url, "--", "shop", quota)
    assert ran.returncode == 2
    assert own.seen == []
