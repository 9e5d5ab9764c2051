"""Several processes of one session: builds of one script at once are warm, and nothing else changes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from cadwidgets.service.workers.pool import SESSIONS, Outcome, WorkerPool
from cadwidgets.service.workers.session import IDLE_SECONDS
from cadwidgets.service.workers.session_folders import PREFIX, SessionFolders

TELL = "import os\nprint(os.getpid())\n"
SCRIPT = (
    TELL + "seconds, width = 0.0, 1.0\nimport time\ntime.sleep(seconds)\nshow_object(cq.Workplane().box(width, 2, 3))\n"
)
AT_ONCE = 0.3
"""Seconds that a build sleeps so that another one is sure to meet it."""


class Lanes:
    """Builds of one pool with two slots."""

    def __init__(self, workers: Any, folder: Path) -> None:
        self.workers, self._folder = workers, folder

    async def one(self, name: str, script: str = SCRIPT, **values: float) -> Outcome:
        folder = self._folder / secrets.token_hex(8)
        folder.mkdir()
        job = {"op": "build", "script": script, "type": "PROPERTIES", "values": {k: str(v) for k, v in values.items()}}
        outcome: Outcome = await self.workers.pool.run(job, folder, session=name)
        assert "ok" in outcome.frame, outcome.frame
        return outcome

    def at_once(self, *names: str, script: str = SCRIPT, width: float = 1.0) -> list[Outcome]:
        """A build of each session, all at the same time."""

        async def story() -> list[Outcome]:
            return await asyncio.gather(*(self.one(name, script, seconds=AT_ONCE, width=width) for name in names))

        found: list[Outcome] = self.workers.runner.run(story())
        return found


@pytest.fixture
def lanes(new_workers: Any, tmp_path: Path) -> Lanes:
    return Lanes(new_workers, tmp_path)


def test_two_builds_at_once_are_warm_from_the_second_time_on(lanes: Lanes) -> None:
    first, second = lanes.at_once("a", "a"), lanes.at_once("a", "a", width=4.0)
    assert [outcome.warm for outcome in first] == [False, False]
    assert [outcome.warm for outcome in second] == [True, True]
    assert {outcome.output for outcome in first} == {outcome.output for outcome in second}
    assert len({outcome.output for outcome in second}) == 2
    assert [outcome.frame["ok"]["properties"]["volume"] for outcome in second] == pytest.approx([24, 24])
    assert lanes.workers.pool.sessions == 2


def test_no_process_ever_sees_two_sessions(lanes: Lanes) -> None:
    seen: dict[str, set[str]] = {}
    for names in (("a", "a"), ("b", "a"), ("b", "b"), ("a", "b"), ("c", "c"), ("a", "c")):
        for name, outcome in zip(names, lanes.at_once(*names), strict=True):
            seen.setdefault(name, set()).add(outcome.output)
    assert not seen["a"] & seen["b"]
    assert not (seen["a"] | seen["b"]) & seen["c"]
    assert lanes.workers.pool.sessions <= SESSIONS


def test_one_build_after_the_other_needs_one_process(lanes: Lanes) -> None:
    outcomes = [lanes.workers.runner.run(lanes.one("a")) for _ in range(4)]
    assert len({outcome.output for outcome in outcomes}) == 1
    assert lanes.workers.pool.sessions == 1


def folders_of_sessions(lanes: Lanes) -> set[Path]:
    """Also those of other pools in the same place."""
    return set(lanes.workers.pool._scratch.glob(f"{PREFIX}*"))


@pytest.mark.release  # it takes the real minute
def test_the_processes_end_when_nobody_asks_for_them(lanes: Lanes) -> None:
    before = folders_of_sessions(lanes)
    lanes.at_once("a", "a")
    folders = folders_of_sessions(lanes) - before
    assert len(folders) == 2
    zygote = lanes.workers.runner.run(lanes.workers.zygote())
    own = [child for child in zygote.children() if child.status() == psutil.STATUS_STOPPED]

    async def until_gone() -> None:
        async with asyncio.timeout(IDLE_SECONDS + 30):
            while lanes.workers.pool.sessions:
                await asyncio.sleep(0.5)

    lanes.workers.runner.run(until_gone())
    assert sum(child.is_running() for child in own) <= 1  # the one that is forked ahead
    assert not any(folder.exists() for folder in folders)


Open = Callable[[str], Any]


@asynccontextmanager
async def opened(folders: SessionFolders, scratch: Path, name: str) -> AsyncIterator[Path | None]:
    """The folder of a session's process for the time of the block; None for a single use."""
    folder = scratch / secrets.token_hex(8)
    folder.mkdir()
    async with folders.root(name, folder) as root:
        yield None if root == folder else root


class Ended(list[Path]):
    async def __call__(self, root: Path) -> None:
        self.append(root)


def story(tmp_path: Path, count: int, tell: Callable[[SessionFolders, Open, Ended], Any]) -> None:
    ended = Ended()
    folders = SessionFolders(tmp_path, None, count, ended)
    asyncio.run(tell(folders, lambda name: opened(folders, tmp_path, name), ended))


def test_a_further_process_ends_none_of_another_session(tmp_path: Path) -> None:
    async def tell(folders: SessionFolders, open_: Open, ended: Ended) -> None:
        for name in "ab":
            async with open_(name):
                pass
        async with open_("c") as first, open_("c") as second:
            assert first is not None
            assert second is None
        assert (len(folders), ended) == (3, [])

    story(tmp_path, 3, tell)


def test_a_new_session_ends_a_process_of_one_that_has_several(tmp_path: Path) -> None:
    async def tell(folders: SessionFolders, open_: Open, ended: Ended) -> None:
        async with open_("a") as only:
            pass
        async with open_("b") as first, open_("b") as second:
            assert len({only, first, second}) == 3
        async with open_("c") as new:
            assert new is not None
        assert len(ended) == 1
        assert ended[0] in (first, second)
        async with open_("a") as again:
            assert again == only
        assert len(folders) == 3

    story(tmp_path, 3, tell)


def test_there_are_never_more_processes_than_allowed(tmp_path: Path) -> None:
    async def tell(folders: SessionFolders, open_: Open, _: Ended) -> None:
        async with AsyncExitStack() as stack:
            roots = [await stack.enter_async_context(open_(name)) for name in "aabbcacb"]
            assert len(folders) == 4
            kept = [root for root in roots if root is not None]
            assert len(kept) == len(set(kept)) == 4
            assert roots[-1] is None

    story(tmp_path, 4, tell)


@pytest.mark.parametrize(("children", "most"), [(1, SESSIONS), (2, SESSIONS), (12, 12)])
def test_every_slot_may_have_a_process_that_stays(tmp_path: Path, children: int, most: int) -> None:
    assert WorkerPool(scratch=tmp_path, children=children)._max_sessions == most
