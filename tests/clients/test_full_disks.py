"""A disk that fails at any call: no half file is visible, what stood there stays, and the error says which place."""

from __future__ import annotations

import errno
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from failing_calls import FailingCalls  # tests/facts, on the path by pyproject.toml
from loopback import answer, loopback

from cadwidgets.clients._part_download import save
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.part_file import write_whole
from cadwidgets.contract.parts import PartFiles
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import BuildResult
from cadwidgets.errors import RequestError
from cadwidgets.widgets.bom import Bom

STL = bytes(80) + (2000).to_bytes(4, "little") + bytes(50 * 2000)
REQUEST = BuildRequest.of(script="x = 1")
PART = PartFiles({"a.stl": b"new a", "b.stl": b"new b"}, b"new text", b"new zip", "p.txt")
ERRORS = [errno.ENOSPC, errno.EIO]


def download(folder: Path) -> None:
    with loopback(lambda handler: answer(handler, STL)) as server:
        BuildClient.at(server.url).download(REQUEST, folder / "a.stl")


WRITERS: dict[str, tuple[Callable[[Path], object], dict[str, bytes]]] = {
    "download": (download, {"a.stl": STL}),
    "save a model": (lambda folder: BuildResult(REQUEST, STL).save(folder / "a.stl"), {"a.stl": STL}),
    "save a BOM": (lambda folder: Bom(()).save(folder / "a.json"), {"a.json": Bom(()).to_json().encode()}),
    "any file": (lambda folder: write_whole(folder / "a.stl", b"new"), {"a.stl": b"new"}),
    "save a part": (lambda folder: save(PART, "P", folder), {**PART.files, "p.txt": b"new text", "P.zip": b"new zip"}),
}


def contents(folder: Path) -> dict[str, bytes]:
    """All files that somebody sees."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".unfinished-")}


def filled(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def is_refused(write: Callable[[Path], object], folder: Path) -> bool:
    """Whether it raises RequestError, and no other error, which says that the place cannot be written."""
    try:
        write(folder)
    except RequestError as error:
        assert "cannot be written" in str(error)
        assert error.parameter in ("path", "folder")
        return True
    return False


def failures(
    write: Callable[[Path], object], tmp_path: Path, before: dict[str, bytes], error: int, *, for_good: bool = False
) -> Iterator[tuple[dict[str, bytes], bool]]:
    """What is seen after the first call has failed, after the second and so on, and whether that was refused.

    It ends with the first run that has no call left to fail: how many there are depends on how an answer is cut up on
    its way, so that counting them in a run of its own would not do.
    """
    for number in itertools.count(1):
        folder = filled(tmp_path / str(number), before)
        with pytest.MonkeyPatch.context() as patch:
            calls = FailingCalls(patch, number, error, for_good=for_good)
            refused = is_refused(write, folder)
        if calls.count < number:
            assert not refused
            return
        yield contents(folder), refused


@pytest.mark.parametrize("error", ERRORS, ids=["ENOSPC", "EIO"])
@pytest.mark.parametrize("there_before", [True, False])
@pytest.mark.parametrize(("write", "wanted"), WRITERS.values(), ids=WRITERS)
def test_whichever_call_fails_it_is_all_or_nothing(
    tmp_path: Path, write: Callable[[Path], object], wanted: dict[str, bytes], there_before: bool, error: int
) -> None:
    before = {name: b"old " + name.encode() for name in wanted} if there_before else {}
    runs = list(failures(write, tmp_path, before, error))
    for seen, refused in runs:  # a folder that is there need not be made, and what cannot be linked is copied
        assert seen == (before if refused else wanted)
    assert sum(refused for _, refused in runs) >= max(len(runs) - 1 - len(before), 5)


@pytest.mark.parametrize(("write", "wanted"), WRITERS.values(), ids=WRITERS)
def test_no_half_file_is_ever_seen_when_the_disk_is_gone_for_good(
    tmp_path: Path, write: Callable[[Path], object], wanted: dict[str, bytes]
) -> None:
    """When nothing can be put back any more, each file is the old one or the new one."""
    runs = list(failures(write, tmp_path, dict.fromkeys(wanted, b"old"), errno.EIO, for_good=True))
    assert len(runs) >= 5
    for seen, refused in runs:
        assert refused
        assert seen.keys() == wanted.keys()
        assert all(data in (b"old", wanted[name]) for name, data in seen.items())
