"""The lock file's text: stable, and read with suspicion."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from cadwidgets.contract import _lock_values
from cadwidgets.contract.lock import LockedFile, LockEntry, LockFile
from cadwidgets.contract.parts import PartRef
from cadwidgets.errors import RequestError

STEP = LockedFile("screw.step", "0" * 63 + "a", 12345)
BY_NUMBER = LockEntry(
    "00123", PartRef("CATALOG", "00123"), "STEP AP214", (STEP,), "Screw", quantity=4, source="CATALOG"
)
BY_PATH = LockEntry(
    "1E5", PartRef(part_id="10-1", selection_path="1|d=6 & 8 %|"), "STL", (STEP, replace(STEP, name="b.stl")), "\u202eX"
)
LOCK = LockFile((BY_PATH, BY_NUMBER), ("Glue", "<b>"))


def changed(*path: Any, to: Any) -> bytes:
    """The text of a lock with one value replaced; None takes it away."""
    whole = json.loads(LOCK.text)
    place = whole
    for step in path[:-1]:
        place = place[step]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return json.dumps(whole).encode()


def test_what_is_written_is_read_again() -> None:
    assert LockFile.parse(LOCK.text.encode()) == LOCK
    assert [entry.part_number for entry in LOCK.entries] == ["00123", "1E5"]


def test_an_entry_is_a_line_that_says_how_its_part_is_had_again() -> None:
    line = LOCK.entries[0].line
    assert (line.part_number, line.name, line.quantity, line.part) == ("00123", "Screw", 4.0, BY_NUMBER.part)
    assert (line.cad_file, line.sha256) == ("screw.step", STEP.sha256)


def test_equal_locks_are_equal_texts_in_whatever_order_they_were_made() -> None:
    again = LockFile((BY_NUMBER, BY_PATH), ("<b>", "Glue"))
    assert again.text == LOCK.text
    assert LockFile.parse(LOCK.text.encode()).text == LOCK.text


def test_the_text_is_ascii_with_one_line_end() -> None:
    assert LOCK.text.isascii()
    assert LOCK.text.endswith("}\n")
    assert "\\u202e" in LOCK.text


@pytest.mark.parametrize(
    "name", ["../a.step", "/etc/passwd", "a/b.step", "..\\a.step", ".hidden", "a\u202ex.step", "x" * 200]
)
def test_a_file_name_is_no_path(name: str) -> None:
    with pytest.raises(RequestError) as caught:
        LockFile.parse(changed("parts", 0, "files", 0, "name", to=name))
    assert caught.value.parameter == "parts[0].files[0].name"
    assert "plain file name" in caught.value.allowed


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("cadwidgets_lock",), 2, "cadwidgets_lock"),
        (("cadwidgets_lock",), True, "cadwidgets_lock"),
        (("cadwidgets_lock",), None, "lock"),
        (("more",), 1, "lock"),
        (("parts",), {}, "parts"),
        (("parts",), [], "parts"),
        (("parts", 0), "x", "parts[0]"),
        (("parts", 0, "part_number"), 123, "parts[0].part_number"),
        (("parts", 0, "part_number"), "", "parts[0].part_number"),
        (("parts", 0, "title"), "x" * 501, "parts[0].title"),
        (("parts", 0, "part"), {"part_number": "00123"}, "parts[0].part"),
        (("parts", 0, "part", "part_number"), 1e5, "parts[0].part.part_number"),
        (("parts", 0, "quantity"), -1, "parts[0].quantity"),
        (("parts", 0, "quantity"), True, "parts[0].quantity"),
        (("parts", 0, "files"), [], "parts[0].files"),
        (("parts", 0, "files", 0, "sha256"), "A" * 64, "parts[0].files[0].sha256"),
        (("parts", 0, "files", 0, "bytes"), 1.5, "parts[0].files[0].bytes"),
        (("parts", 0, "files", 0, "bytes"), True, "parts[0].files[0].bytes"),
        (("not_locked", 0), 5, "not_locked[0]"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_would_be_right(
    path: tuple[Any, ...], value: Any, where: str
) -> None:
    with pytest.raises(RequestError) as caught:
        LockFile.parse(changed(*path, to=value))
    assert caught.value.parameter == where
    assert caught.value.allowed


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no JSON at line 1"),
        (b"{\n\n'", "no JSON at line 3"),
        (b"\xff", "no UTF-8"),
        (b"[" * 200_000, "without end"),
        (b'{"parts": 1, "parts": 2}', "twice: 'parts'"),
        (b'{"a": NaN}', "NaN"),
        (b"[]", "a list"),
        (b'{"a": ' + b"9" * 5000 + b"}", "5000 digits"),
    ],
)
def test_what_is_no_lock_at_all_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        LockFile.parse(data)


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(RequestError, match="bytes"):
        LockFile.parse(b" " * (_lock_values.MAX_BYTES + 1))


def test_a_part_is_locked_once_in_each_format() -> None:
    with pytest.raises(RequestError, match="twice"):
        LockFile((BY_NUMBER, replace(BY_NUMBER, quantity=1)))
    assert len(LockFile((BY_NUMBER, replace(BY_NUMBER, format="STL"))).entries) == 2
