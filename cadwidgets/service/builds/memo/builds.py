"""One build with memory: where it begins, what ends it, what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from cadwidgets.service.builds.failures import Frame
from cadwidgets.service.builds.garbage import Collector
from cadwidgets.service.builds.memo.audit import Surroundings, reason_in
from cadwidgets.service.builds.memo.operations import MEMO, remember_operations
from cadwidgets.service.builds.memo.store import Count

_SWITCHED_OFF = "the job says so"


class _Process:
    """What a process knows of itself before it runs a script."""

    surroundings: Surroundings | None = None
    doubtful = False
    collector = Collector()


def prepare_memo() -> None:
    """Once in the process that forks, after all else that replaces operations of CadQuery."""
    remember_operations()
    _Process.surroundings = Surroundings()


@contextmanager
def remembering(job: Mapping[str, Any], folder: Path) -> Iterator[None]:
    """Around the script of a job, and the checks of its model: what earlier builds of this process remember is used."""
    modules = [(folder / name).read_text("utf-8", "replace") for name in job.get("files", ()) if name.endswith(".py")]
    MEMO.begin(_SWITCHED_OFF if job.get("memo") is False else reason_in([job["script"], *modules]))
    try:
        yield
    finally:
        _look_around(folder.resolve())
        MEMO.active = False


def _look_around(folder: Path) -> None:
    surroundings = _Process.surroundings
    if surroundings and (reason := surroundings.reason(folder)):
        _Process.doubtful = MEMO.active and MEMO.count.hits > 0
        MEMO.spoil(reason)
        surroundings.restore()


def with_memory(run: Callable[[Mapping[str, Any]], Frame], job: Mapping[str, Any]) -> Frame:
    """The frame of ``job``; of the job without memory, if what was remembered may be to blame for the frame.

    That is when a build failed that used it, or had too little memory beside it, or did what remembered results do not
    allow for. Then they are forgotten, too.
    """
    begun = perf_counter()
    try:
        return _trusted(run, job)
    finally:
        _settle(perf_counter() - begun)


def _settle(seconds: float) -> None:
    """Put in order what stays, at the cost of the build that made it; a process that builds once leaves nothing."""
    if MEMO.builds > 1:
        MEMO.tidy()
        _Process.collector.after(seconds)


def _trusted(run: Callable[[Mapping[str, Any]], Frame], job: Mapping[str, Any]) -> Frame:
    MEMO.count, _Process.doubtful = Count(), False
    frame = run(job)
    failed = "error" in frame and (MEMO.was_used or (frame["error"]["kind"] == "memory" and MEMO.holds))
    if not failed and not _Process.doubtful:
        return frame
    MEMO.forget()
    return run({**job, "memo": False})


def told() -> dict[str, Any]:
    """What came of remembering in the last build, as it stands in a frame."""
    return asdict(MEMO.count)
