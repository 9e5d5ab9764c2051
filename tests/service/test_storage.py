"""A disk that is nearly full: from when on nothing new is taken."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pytest

from cadwidgets.service.storage import Room, StorageFailed

GIB = 1 << 30
Usage = namedtuple("Usage", "total free")


@pytest.mark.parametrize(
    ("total", "free", "low"),
    [
        (10 * GIB, GIB, False),
        (10 * GIB, GIB - 1, True),
        (100 * GIB, 5 * GIB, False),
        (100 * GIB, 5 * GIB - 1, True),
    ],
)
def test_nothing_new_is_taken_below_a_gib_or_five_percent(tmp_path: Path, total: int, free: int, low: bool) -> None:
    room = Room(tmp_path, measure=lambda _: Usage(total, free))
    assert room.now.low is low
    if not low:
        room.check()
        return
    with pytest.raises(StorageFailed, match="nearly full") as told:
        room.check()
    assert str(tmp_path) not in str(told.value)


def test_a_folder_that_is_gone_has_no_room(tmp_path: Path) -> None:
    assert Room(tmp_path / "gone").now.low
