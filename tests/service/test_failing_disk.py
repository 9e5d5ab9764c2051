"""The disk fails at the first call, at the second, at every one: nothing half done is ever seen, or charged."""

from __future__ import annotations

import asyncio
import errno
import io
import os
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import Engine, event

from cadwidgets.contract.options import read_options
from cadwidgets.service import catalog, part_mass
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.answers import Refused
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.app import Service, ServiceSettings
from cadwidgets.service.build_cache import BuildCache
from cadwidgets.service.build_request import ModelRef, Source, Wanted
from cadwidgets.service.builder import build
from cadwidgets.service.catalog.formats import format_by_id
from cadwidgets.service.database import open_database
from cadwidgets.service.idempotency import Repeat
from cadwidgets.service.job_records import NewJob
from cadwidgets.service.jobs import JobTable
from cadwidgets.service.part_files import Delivered, PartOrder
from cadwidgets.service.storage import StorageFailed
from cadwidgets.service.store import FileStore
from cadwidgets.service.workers.pool import Outcome, Turn

CALLS = ("mkdir", "rename", "replace", "utime", "fsync")
ERRORS = pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])


@pytest.fixture(autouse=True)
def masses_of_made_up_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these parts weigh is remembered for these tests alone."""
    monkeypatch.setattr(part_mass, "_remembered", OrderedDict())


class Disk:
    """Fails at the call number ``at`` (from 1, 0 = never): of files in its folder, and of a database."""

    def __init__(self, folder: Path, number: int = errno.ENOSPC) -> None:
        self.folder, self.number = str(folder), number
        self.at = self.calls = 0

    def count(self) -> None:
        self.calls += 1
        if self.calls == self.at:
            raise OSError(self.number, os.strerror(self.number))

    def count_of_database(self, *_: Any) -> None:
        try:
            self.count()
        except OSError as error:
            raise sqlite3.OperationalError("database or disk is full") from error

    def is_ours(self, path: object) -> bool:
        return isinstance(path, (str, Path, int)) and (isinstance(path, int) or str(path).startswith(self.folder))

    @contextmanager
    def failing_at(self, at: int) -> Iterator[None]:
        """Fail at that call of the block."""
        self.at, self.calls = at, 0
        with mock.patch("io.open", self._opening(io.open)):
            patches = [mock.patch(f"os.{name}", self._counting(getattr(os, name))) for name in CALLS]
            for patch in patches:
                patch.start()
            try:
                yield
            finally:
                for patch in patches:
                    patch.stop()
                self.at = 0

    @property
    def failed(self) -> bool:
        """Whether the last block came as far as the call that fails."""
        return self.calls >= max(self.at, 1)

    def _counting(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(path: Any, *arguments: Any, **more: Any) -> Any:
            if self.is_ours(path):
                self.count()
            return call(path, *arguments, **more)

        return counted

    def _opening(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def opened(path: Any, *arguments: Any, **more: Any) -> Any:
            if not self.is_ours(path):
                return call(path, *arguments, **more)
            self.count()
            return _File(call(path, *arguments, **more), self)

        return opened

    def under(self, engine: Engine) -> None:
        """Let the database of ``engine`` be on this disk: each of its statements and commits is a call."""
        event.listen(engine, "do_execute", self.count_of_database)
        event.listen(engine, "do_execute_no_params", self.count_of_database)
        commit = engine.dialect.do_commit

        def do_commit(connection: Any) -> None:
            self.count_of_database()
            commit(connection)

        engine.dialect.do_commit = do_commit  # type: ignore[method-assign]


class _File:
    """A file whose reads and writes are calls of a disk."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file, self._disk = file, disk

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._file, name)
        if name not in ("read", "readline", "write", "flush"):
            return found

        def counted(*arguments: Any) -> Any:
            self._disk.count()
            return found(*arguments)

        return counted


@ERRORS
def test_a_file_is_in_the_store_as_a_whole_or_not_at_all(tmp_path: Path, number: int) -> None:
    store, disk = FileStore(tmp_path / "files"), Disk(tmp_path, number)
    for at in count(1):
        with disk.failing_at(at):
            try:
                token = store.put("part.zip", b"content")
            except OSError as error:
                assert error.errno == number
                assert os.listdir(tmp_path / "files") == [], at
                continue
        assert (tmp_path / "files" / token / "part.zip").read_bytes() == b"content"
        break
    assert at > 6, "every call was tried: mkdir, open, write, flush, fsync, utime, rename"


@ERRORS
def test_the_cache_gives_the_whole_answer_or_none(tmp_path: Path, number: int) -> None:
    body, target = tmp_path / "body", tmp_path / "target"
    body.write_bytes(b"model" * 1000)
    disk = Disk(tmp_path, number)
    cache = BuildCache(tmp_path / "cache")
    for call in (lambda: cache.put("digest", body, {"a": "b"}), lambda: cache.get("digest", target)):
        for at in count(1):
            with disk.failing_at(at):
                try:
                    call()
                    ended = True
                except OSError:
                    ended = False
            assert [name for name in os.listdir(tmp_path / "cache") if name != "digest"] == [], at
            found = cache.get("digest", target)
            assert found in (None, {"a": "b"})
            if found:
                assert target.read_bytes() == body.read_bytes()
            if ended:
                break
        assert at > 4
        assert found == {"a": "b"}


@dataclass
class Maker:
    """Stands for the workers: makes a file of what is asked, and counts."""

    folder: Path
    level: str = "L3"
    made: int = 0

    async def run(
        self,
        job: Mapping[str, Any],
        folder: Path,
        *_: object,
        turn: Turn = Turn(),  # noqa: B008
        session: str = "",
    ) -> Outcome:
        await turn.begun()
        self.made += 1
        with open(folder / "model.stl", "wb") as file:  # by its own process: no call of the service's
            file.write(repr(job.get("values")).encode())
        measured = {"volume": 1000.0, "area": 1.0, "bounding_box": [0.0] * 6, "valid": True, "solids": 1}
        done = {"file": "model.stl", "properties": measured, "timings": {}, "warnings": [], "fallback": False}
        return Outcome({"ok": done})

    async def close(self) -> None:
        return


class Story:
    """A service without HTTP on a disk that may fail; ``owner`` has a quota."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder = folder
        self.service = Service(ServiceSettings(folder, ("key",), children=1))
        self.service.pool = Maker(folder)  # type: ignore[assignment]
        self.service._scratch = folder / "scratch"
        self.service._scratch.mkdir()
        self.service.accounts.add("team", 10_000)
        self.disk = Disk(folder, number)
        self.disk.under(self.service._database)

    def rows(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(self.folder / "service.sqlite3")) as connection:
            return connection.execute(query).fetchall()

    @property
    def unfinished(self) -> int:
        return int(self.rows("SELECT count(*) FROM jobs WHERE state IN ('queued', 'running')")[0][0])

    @property
    def used(self) -> int:
        return self.service.accounts.usage("team").used

    async def model(self, number: int) -> bytes:
        """A build that is charged, by a call that can be repeated."""
        wanted = Wanted(ModelRef(script="s"), "STL", values={"length": str(number)}, options=read_options({}))
        built = await build(
            self.service, wanted, Source("s"), Caller("team"), fresh=True, repeat=Repeat(f"call {number}", "said")
        )
        assert isinstance(built.body, bytes)
        return built.body


@ERRORS
def test_a_build_on_a_failing_disk_is_answered_or_refused_and_charged_once_when_it_is_repeated(
    tmp_path: Path, number: int
) -> None:
    async def main() -> int:
        story = Story(tmp_path, number)
        for at in count(1):
            right = repr({"length": str(at)}).encode()
            story.disk.at, before = 0, story.used
            with story.disk.failing_at(at):
                try:
                    assert await story.model(at) == right
                except (StorageFailed, Refused) as refused:
                    assert "scratch" not in str(refused)
                failed = story.disk.failed
            story.service.jobs.sweep()
            assert story.unfinished == 0, at
            assert await story.model(at) == right, at
            assert story.used == before + 1, at
            assert list((tmp_path / "scratch").iterdir()) == [], at
            if not failed:
                return at
        raise AssertionError

    assert asyncio.run(main()) > 20


@ERRORS
def test_a_cad_request_on_a_failing_disk_is_done_or_says_why_not(tmp_path: Path, number: int) -> None:
    async def main() -> int:
        story = Story(tmp_path, number)
        part = catalog.SHIPPED.find(catalog.CLASSIFICATION_ID, "ISO 4762 M6x20")
        order = PartOrder(*part, format_by_id(902)).job(Caller("team"), Repeat())
        for at in count(1):
            with story.disk.failing_at(at):
                try:
                    job_id = await story.service.cad_requests.start(order)
                    await asyncio.wait(set(story.service.cad_requests._tasks.values()))
                except StorageFailed:
                    job_id = ""
                failed = story.disk.failed
            story.service.jobs.sweep()
            assert story.unfinished == 0, at
            job = story.service.jobs.get("team/", job_id)
            if job is not None and job.state == "done":
                for _, file in Delivered.from_json(job.answer).files(Caller("team").delivery):
                    path = story.service.store.get(file.token, file.name)
                    assert path is not None
                    assert path.stat().st_size > 0
            elif job is not None:
                assert (job.state, job.error_kind) == ("failed", "storage"), at
            if not failed:
                assert job is not None
                assert job.state == "done"
                return at
        raise AssertionError

    assert asyncio.run(main()) > 20


def test_a_database_that_is_really_full_is_told_loses_nothing_and_goes_on_with_more_room(tmp_path: Path) -> None:
    engine = open_database(tmp_path)
    Accounts(engine, [])
    table = JobTable(engine, max_unfinished=10**6, max_of_account=10**6)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(allowed: int) -> None:
        event.listen(engine, "checkout", lambda raw, *_: raw.execute(f"PRAGMA max_page_count = {allowed}"))

    limit(pages + 5)
    taken: list[str] = []

    def take_for_ever() -> None:
        for _ in range(10_000):
            taken.append(table.accept(NewJob("cad", "local", "me", "x" * 64, payload={"p": "y" * 200}))[0].id)

    with pytest.raises(StorageFailed, match="full"):
        take_for_ever()
    assert taken
    limit(10**6)
    assert all(table.get("me", job_id) for job_id in taken)
    assert {job.id for job in table.recover()} == set(taken)
    assert table.accept(NewJob("cad", "local", "me", "x" * 64))[1]
