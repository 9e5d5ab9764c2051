"""Finished files over HTTP: what they are, and that they really go after six hours."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plain_http import get, send

from cadwidgets.service.routes_files import media_type
from cadwidgets.service.store import KEEP_SECONDS, FileStore

CALL = {"Format": "json", "Language": "en", "UserEmail": "designer@localhost.localdomain", "Version": "2"}
CALL |= {"ClassificationID": "CADWIDGETS_STANDARD_PARTS", "PartNumber": "6205", "CADFormatID": "902"}


def age(folder: Path, seconds: float) -> None:
    made = folder.stat().st_mtime - seconds
    os.utime(folder, (made, made))


def refused(url: str) -> tuple[int, str]:
    reply = send("GET", url)
    assert set(reply.json) == {"codeError", "messageError"}
    return reply.status, reply.json["codeError"]


def test_a_file_is_gone_after_six_hours_and_one_that_never_was_is_unknown(service: Any) -> None:
    url = get(service, "/tpowebservices/DownloadCADPath", ApiKey=service.key, **CALL).json["filesPath"][0]["path"]
    folder = service.data_dir / "files" / url.split("/")[-2]
    age(folder, KEEP_SECONDS - 300)
    assert send("GET", url).body.startswith(b"PK")
    age(folder, 301)
    assert refused(url) == (410, "410")
    FileStore(service.data_dir / "files").sweep()
    assert list(folder.iterdir()) == []
    assert refused(url) == (410, "410")
    assert refused(url.replace(folder.name, "A" * 32)) == (404, "404")


def test_a_restarted_service_still_knows_what_has_expired(start: Callable[..., Any], tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    young, old = store.put("bom.txt", b"Part number\t6205\n"), store.put("old.zip", b"PK")
    age(tmp_path / "files" / old, KEEP_SECONDS + 1)
    service = start(tmp_path)
    reply = send("GET", f"{service.url}/files/{young}/bom.txt")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert reply.headers["content-disposition"] == 'attachment; filename="bom.txt"'
    assert refused(f"{service.url}/files/{old}/old.zip") == (410, "410")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("6205.zip", "application/zip"),
        ("6205.step", "model/step"),
        ("6205.STL", "model/stl"),
        ("6205.amf", "application/x-amf"),
        ("6205.html", "application/octet-stream"),
        ("6205", "application/octet-stream"),
    ],
)
def test_the_ending_tells_the_media_type(name: str, kind: str) -> None:
    assert media_type(name) == kind
