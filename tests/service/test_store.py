"""The file store: files are there at once and whole, for six hours, for whoever knows the token."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.service.store import KEEP_SECONDS, TOMBSTONE_SECONDS, FileStore, safe_name


class Clock:
    """A clock that goes when it is told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> FileStore:
    return FileStore(tmp_path / "files", clock=clock)


def found(store: FileStore, token: str, name: str) -> bytes | None:
    path = store.get(token, name)
    return None if path is None else path.read_bytes()


def test_a_file_is_found_by_token_and_name(store: FileStore) -> None:
    token = store.put("part.zip", b"content")
    assert found(store, token, "part.zip") == b"content"


def test_tokens_differ_and_are_long(store: FileStore) -> None:
    tokens = {store.put("part.zip", b"same") for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) == 32 for token in tokens)


def test_another_name_or_token_finds_nothing(store: FileStore) -> None:
    token = store.put("part.zip", b"content")
    assert store.get(token, "other.zip") is None
    assert store.get(token[:-1] + ("A" if token[-1] != "A" else "B"), "part.zip") is None


@pytest.mark.parametrize("token", ["", ".", "..", "../files", "a/b", "x" * 31, "é" * 32, "." * 32])
def test_tokens_cannot_be_paths(store: FileStore, token: str) -> None:
    store.put("part.zip", b"content")
    assert store.get(token, "part.zip") is None


@pytest.mark.parametrize("name", ["", ".", "..", "../part.zip", "a/b", "a\\b", "a\0b", ".hidden", "x" * 300])
def test_unsafe_names_are_neither_kept_nor_found(store: FileStore, name: str) -> None:
    token = store.put("part.zip", b"content")
    assert store.get(token, name) is None
    with pytest.raises(ValueError, match="no safe file name"):
        store.put(name, b"content")


def test_files_expire_after_six_hours(store: FileStore, clock: Clock) -> None:
    token = store.put("part.zip", b"content")
    clock.now += KEEP_SECONDS
    assert found(store, token, "part.zip") == b"content"
    clock.now += 1
    assert store.get(token, "part.zip") is None


def test_the_sweep_deletes_what_has_expired_and_nothing_else(store: FileStore, clock: Clock, tmp_path: Path) -> None:
    old = store.put("old.zip", b"old")
    clock.now += KEEP_SECONDS - 10
    young = store.put("young.zip", b"young")
    clock.now += 20
    assert store.sweep() == 1
    assert [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()] == ["young.zip"]
    assert store.get(old, "old.zip") is None
    assert store.sweep() == 0
    assert found(store, young, "young.zip") == b"young"


def test_an_expired_file_is_told_apart_from_one_that_never_was_for_a_week(
    store: FileStore, clock: Clock, tmp_path: Path
) -> None:
    token = store.put("part.zip", b"content")
    made = clock.now
    clock.now += KEEP_SECONDS + 1
    assert store.find(token, "part.zip") == "expired"
    assert store.find(token, "other.zip") is None
    assert store.sweep() == 1
    assert FileStore(tmp_path / "files", clock=clock).find(token, "part.zip") == "expired"
    assert store.find("A" * 32, "part.zip") is None
    clock.now = made + TOMBSTONE_SECONDS
    store.sweep()
    assert store.find(token, "part.zip") == "expired"
    clock.now += 1
    assert store.sweep() == 1
    assert store.find(token, "part.zip") is None
    assert os.listdir(tmp_path / "files") == []


def test_a_sweep_that_was_interrupted_leaves_no_young_file(store: FileStore, clock: Clock, tmp_path: Path) -> None:
    token = store.put("part.zip", b"content")
    (tmp_path / "files" / token / "part.zip").unlink()
    assert store.find(token, "part.zip") == "expired"


def test_the_sweep_also_takes_what_an_interrupted_put_left(store: FileStore, clock: Clock, tmp_path: Path) -> None:
    left = tmp_path / "files" / ".new-interrupted"
    left.mkdir()
    (left / "part.zip").write_bytes(b"half")
    os.utime(left, (clock.now, clock.now))
    assert store.sweep() == 0
    clock.now += KEEP_SECONDS + 1
    assert store.sweep() == 1
    assert not left.exists()


def test_a_new_store_over_the_same_folder_has_the_same_files(store: FileStore, clock: Clock, tmp_path: Path) -> None:
    token = store.put("part.zip", b"content")
    again = FileStore(tmp_path / "files", clock=clock)
    assert found(again, token, "part.zip") == b"content"
    clock.now += KEEP_SECONDS + 1
    assert again.get(token, "part.zip") is None


def test_part_numbers_become_readable_names() -> None:
    assert safe_name("ISO 4762 M6x20") == "ISO_4762_M6x20"
    assert safe_name("a/../b\\c#d") == "a_.._b_c_d"
    assert safe_name("...") == "part"


@given(st.text(max_size=400))
def test_a_safe_name_is_one_and_stays_one(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= 120
    assert not name.startswith(".")
    assert set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
    assert safe_name(name) == name
