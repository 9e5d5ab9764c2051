"""What is kept of finished variants: exactly, through kills, and no more than that."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.errors import RequestError
from cadwidgets.variants import journal
from cadwidgets.variants.journal import Journal

_NAMES = st.text(min_size=1, max_size=8)
_VALUES = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(),
    st.booleans(),
    st.text(max_size=20),
    st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9)),
)
_ROWS = st.builds(
    DesignRow,
    st.dictionaries(_NAMES, _VALUES, max_size=5),
    st.dictionaries(_NAMES, st.floats(allow_nan=False, allow_infinity=False), max_size=5),
    st.sampled_from(["ready", "failed"]),
    st.text(max_size=30),
    st.text(max_size=10),
    st.none() | st.floats(0, 1e6),
    st.booleans(),
    st.sampled_from(["", "EUR"]),
)
ROW = DesignRow({"width": 20.5, "size": (1.0, 2.0)}, {"volume": 0.1 + 0.2}, "ready", seconds=1.25)


@given(st.lists(_ROWS, max_size=6))
def test_rows_come_back_exactly_as_they_were(tmp_path_factory: pytest.TempPathFactory, rows: list[DesignRow]) -> None:
    folder = tmp_path_factory.mktemp("journal")
    written = Journal(folder, "d")
    for row in rows:
        written.add(row)
    written.close()
    read = Journal(folder, "d")
    for row in rows:
        assert read.get(row.values) == written.get(row.values)
    read.close()


@pytest.mark.parametrize("lost", [1, 2, 10, 60])
def test_a_line_that_was_cut_short_is_lost_alone(tmp_path: Path, lost: int) -> None:
    other = DesignRow({"width": 30.0}, {}, "failed", "no room", "script")
    kept = Journal(tmp_path, "d")
    kept.add(ROW)
    kept.add(other)
    kept.close()
    path = next(tmp_path.iterdir())
    os.truncate(path, path.stat().st_size - lost)
    again = Journal(tmp_path, "d")
    assert again.get(ROW.values) == ROW
    assert (again.get(other.values) is None) == (lost > 1)  # without its end of line it is whole
    again.add(other)
    again.close()
    assert Journal(tmp_path, "d").get(other.values) == other


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"values": {}, "status": "waiting"}',
        b'{"values": 3, "status": "ready"}',
        b"[" * 9999,
    ],
    ids=range(6),
)
def test_what_is_no_row_is_none(tmp_path: Path, line: bytes) -> None:
    kept = Journal(tmp_path, "d")
    kept.add(ROW)
    kept.close()
    with next(tmp_path.iterdir()).open("ab") as file:
        file.write(line + b"\n")
    again = Journal(tmp_path, "d")
    assert len(again) == 1
    assert again.get(ROW.values) == ROW


def test_two_at_a_time_lose_nothing(tmp_path: Path) -> None:
    both = [Journal(tmp_path, "d") for _ in range(2)]
    for at in range(50):
        both[at % 2].add(DesignRow({"n": at}, {}, "ready"))
    for one in both:
        one.close()
    assert len(Journal(tmp_path, "d")) == 50


def test_journals_that_nobody_uses_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MAX_JOURNALS", 3)
    for at in range(5):
        Journal(tmp_path, f"d{at}").close()
        os.utime(tmp_path / f"d{at}.jsonl", (2_000_000_000 + at,) * 2)
    Journal(tmp_path, "d0").close()
    assert {path.stem for path in tmp_path.iterdir()} == {"d0", "d2", "d3", "d4"}


def test_what_is_forgotten_is_not_there_the_next_time_either(tmp_path: Path) -> None:
    kept = Journal(tmp_path, "d")
    kept.add(ROW)
    kept.forget()
    assert kept.get(ROW.values) is None
    other = DesignRow({"width": 30.0}, {}, "ready")
    kept.add(other)
    kept.close()
    kept.add(ROW)  # a build that ends after its table was closed
    again = Journal(tmp_path, "d")
    assert (again.get(ROW.values), again.get(other.values), len(again)) == (None, other, 1)


def test_a_folder_that_cannot_be_used_is_named_as_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RequestError) as refused:
        Journal(tmp_path / "file", "d")
    assert refused.value.parameter == "data_dir"
