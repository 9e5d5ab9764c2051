"""The cache of answers: whole or not at all, checked when read, limited in size."""

from __future__ import annotations

from pathlib import Path

import pytest

from cadwidgets.service.build_cache import BuildCache

HEADERS = {"X-Build-Warnings": "[]", "Server-Timing": "run;dur=1"}


@pytest.fixture
def cache(tmp_path: Path) -> BuildCache:
    return BuildCache(tmp_path / "cache", max_bytes=100_000)


def keep(cache: BuildCache, digest: str, content: bytes, folder: Path) -> None:
    body = folder / f"body-{digest}"
    body.write_bytes(content)
    cache.put(digest, body, HEADERS)


def found(cache: BuildCache, digest: str, folder: Path) -> bytes | None:
    target = folder / "target"
    return target.read_bytes() if cache.get(digest, target) == HEADERS else None


@pytest.mark.parametrize("content", [b"", b"x", b"\n\n", bytes(range(256)) * 60])
def test_what_was_kept_comes_back_byte_for_byte_also_after_a_restart(
    cache: BuildCache, tmp_path: Path, content: bytes
) -> None:
    keep(cache, "a" * 64, content, tmp_path)
    assert found(cache, "a" * 64, tmp_path) == content
    assert found(BuildCache(tmp_path / "cache"), "a" * 64, tmp_path) == content
    assert found(cache, "b" * 64, tmp_path) is None


def test_an_entry_with_any_byte_changed_or_missing_is_a_miss_and_removed_and_told(
    cache: BuildCache, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    entry = tmp_path / "cache" / "digest"
    keep(cache, "digest", b"model" * 20, tmp_path)
    whole = entry.read_bytes()
    for position in range(len(whole)):
        entry.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert found(cache, "digest", tmp_path) is None
        assert not entry.exists()
        assert "made anew: digest" in caplog.messages[-1]
    assert len(caplog.messages) == len(whole)
    for length in (0, 1, len(whole) - 1):
        entry.write_bytes(whole[:length])
        assert found(cache, "digest", tmp_path) is None
    entry.write_bytes(whole)
    assert found(cache, "digest", tmp_path) == b"model" * 20


def test_the_least_recently_used_go_when_the_folder_is_full(cache: BuildCache, tmp_path: Path) -> None:
    for name in "abcd":
        keep(cache, name, bytes(24_000), tmp_path)
    assert found(cache, "a", tmp_path)
    keep(cache, "e", bytes(24_000), tmp_path)
    assert {name for name in "abcde" if found(cache, name, tmp_path)} == {"a", "c", "d", "e"}
    assert sum(path.stat().st_size for path in (tmp_path / "cache").iterdir()) <= 100_000


def test_an_answer_that_would_drive_out_the_others_is_not_kept(cache: BuildCache, tmp_path: Path) -> None:
    keep(cache, "small", b"1", tmp_path)
    keep(cache, "large", bytes(30_000), tmp_path)
    assert found(cache, "large", tmp_path) is None
    assert found(cache, "small", tmp_path) == b"1"


def test_what_a_kill_left_half_written_is_removed_at_the_next_start(cache: BuildCache, tmp_path: Path) -> None:
    (tmp_path / "cache" / ".new-0123").write_bytes(b"half")
    keep(cache, "a", b"1", tmp_path)
    BuildCache(tmp_path / "cache")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["a"]
