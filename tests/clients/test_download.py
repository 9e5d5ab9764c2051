"""A model goes into a file as it comes; the file appears when it is whole, or nothing changes."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Handler, answer, hang_up, in_turn, loopback

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.part_file import PartFile
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import BadAnswer, BuildRefused, CadWidgetsError, Cancelled, RequestError, TimedOut

REQUEST = BuildRequest.of(script="x = 1")
TRIANGLES = 20_000
STL = bytes(80) + TRIANGLES.to_bytes(4, "little") + bytes(50 * TRIANGLES)
HALF = len(STL) // 2
BEFORE = b"what stood there before"

FACTS = {
    "Server-Timing": "parse;dur=1.5, run;dur=20",
    "X-Build-Properties": '{"volume": 6.0, "mass": 0.047}',
    "X-Build-Warnings": '["thin wall"]',
    "X-Build-Cache": "hit",
    "X-Builds-Left": "41",
}


def whole(handler: Handler) -> None:
    answer(handler, STL, headers=FACTS)


def cut_length(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(STL)))
    handler.end_headers()
    handler.wfile.write(STL[:HALF])


def cut_chunks(handler: Handler) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"%x\r\n%s\r\n" % (HALF, STL[:HALF]))
    handler.close_connection = True


def cut_unannounced(handler: Handler) -> None:
    """The connection's end is the body's: nothing but the content tells that it came too soon."""
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(STL[:HALF])


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(bytes(10_000))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that exists already."""
    path = tmp_path / "box.stl"
    path.write_bytes(BEFORE)
    return path


def test_a_whole_file_takes_its_place_with_all_that_was_told(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    seen_meanwhile: set[str] = set()

    def progress(come: int, expected: int) -> None:
        steps.append((come, expected))
        seen_meanwhile.update(path.name for path in tmp_path.iterdir())

    with loopback(whole) as server:
        file = BuildClient.at(server.url).download(REQUEST, tmp_path / "box", progress=progress)
    assert (file.path, file.size) == (tmp_path / "box.stl", len(STL))
    assert file.path.read_bytes() == STL
    assert steps[-1] == (len(STL), len(STL))
    assert seen_meanwhile == {"box.stl.part"}
    assert [path.name for path in tmp_path.iterdir()] == ["box.stl"]
    assert {name: file.timings[name] for name in ("parse", "run")} == {"parse": 0.0015, "run": 0.02}
    assert set(file.timings) == {"parse", "run", "send"}
    assert (file.warnings, file.cached, file.builds_left) == (("thin wall",), True, 41)
    assert (file.number("volume"), file.number("mass"), file.number("area")) == (6.0, 0.047, None)


def test_what_is_not_told_is_not_invented() -> None:
    with loopback(lambda handler: answer(handler, STL)) as server:
        built = BuildClient.at(server.url).build(REQUEST)
    assert (built.mass, built.cached, built.builds_left, built.warnings) == (None, False, None, ())


def test_a_built_model_tells_mass_cache_and_quota() -> None:
    with loopback(whole) as server:
        built = BuildClient.at(server.url).build(REQUEST)
    assert (built.mass, built.cached, built.builds_left) == (0.047, True, 41)


@pytest.mark.parametrize("cut", [cut_length, cut_chunks, cut_unannounced])
@pytest.mark.parametrize("ours", [True, False])
def test_a_body_cut_short_is_found_and_changes_nothing(
    target: Path, cut: Callable[[Handler], None], ours: bool
) -> None:
    with loopback(cut, ours=ours) as server:
        client = BuildClient.at(server.url)
        with pytest.raises(BadAnswer, match=f"the file was cut short after {HALF} bytes"):
            client.download(REQUEST, target)
        with pytest.raises(BadAnswer, match=f"the file was cut short after {HALF} bytes"):
            client.build(REQUEST)
    assert target.read_bytes() == BEFORE
    assert list(target.parent.iterdir()) == [target]


def test_an_attempt_that_was_cut_leaves_no_bytes_in_the_next_one(target: Path) -> None:
    with loopback(in_turn(cut_length, whole), ours=True) as server:
        BuildClient.at(server.url).download(REQUEST, target)
        assert len(server.seen) == 2
    assert target.read_bytes() == STL


@pytest.mark.parametrize(
    ("respond", "kind"), [(lambda handler: answer(handler, b"no", 500), BuildRefused), (hang_up, CadWidgetsError)]
)
def test_a_refusal_changes_nothing(target: Path, respond: Callable[[Handler], None], kind: type[Exception]) -> None:
    with loopback(respond) as server, pytest.raises(kind):
        BuildClient.at(server.url).download(REQUEST, target)
    assert target.read_bytes() == BEFORE
    assert list(target.parent.iterdir()) == [target]


def test_cancelling_in_the_middle_changes_nothing(target: Path) -> None:
    cancel = threading.Event()
    with loopback(endless) as server, pytest.raises(Cancelled):
        BuildClient.at(server.url).download(REQUEST, target, cancel=cancel, progress=lambda *_: cancel.set())
    assert target.read_bytes() == BEFORE
    assert list(target.parent.iterdir()) == [target]


def test_the_deadline_holds_in_the_middle_of_a_file(target: Path) -> None:
    with loopback(endless) as server, pytest.raises((TimedOut, BadAnswer)):
        BuildClient.at(server.url).download(REQUEST, target, seconds=0.3)
    assert list(target.parent.iterdir()) == [target]


def test_ctrl_c_in_the_middle_changes_nothing(target: Path) -> None:
    """The exception arises where Ctrl-C puts it: in the thread that waits."""
    import _thread

    with loopback(endless) as server, pytest.raises(KeyboardInterrupt):
        BuildClient.at(server.url).download(REQUEST, target, progress=_once(_thread.interrupt_main))
    assert target.read_bytes() == BEFORE
    assert list(target.parent.iterdir()) == [target]


def _once(call: Callable[[], None]) -> Callable[[int, int], None]:
    done: list[int] = []

    def progress(come: int, _: int) -> None:
        if not done:
            done.append(come)
            call()

    return progress


def test_a_large_file_is_never_in_memory(tmp_path: Path) -> None:
    triangles = 1_000_000
    size = 84 + 50 * triangles

    def large(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(size))
        handler.end_headers()
        handler.wfile.write(bytes(80) + triangles.to_bytes(4, "little"))
        for _ in range(triangles // 10_000):
            handler.wfile.write(bytes(500_000))

    with loopback(large) as server:
        client = BuildClient.at(server.url)
        client.is_ours()
        tracemalloc.start()
        file = client.download(REQUEST, tmp_path / "large.stl")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert file.size == file.path.stat().st_size == size
    assert peak < size / 4


@pytest.mark.parametrize("place", ["missing/box.stl", "folder.stl"])
def test_a_place_that_cannot_be_written_is_told_before_anything_is_asked(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder.stl").mkdir()
    with loopback(whole) as server:
        with pytest.raises(RequestError, match="cannot be written") as caught:
            BuildClient.at(server.url).download(REQUEST, tmp_path / place)
        assert server.seen == []
    assert caught.value.parameter == "path"
    assert [path.name for path in tmp_path.iterdir()] == ["folder.stl"]


def test_files_travel_as_parts_of_a_multipart_body() -> None:
    request = BuildRequest.of(script="x = 1", values={"id": 4}, files={"a.step": b"\x00\xffbytes", "b.py": b"two"})
    with loopback(whole, ours=True) as server:
        BuildClient.at(server.url, "the_key").build(request)
    body = server.bodies[0]
    assert server.seen[0].headers["Content-Type"].startswith("multipart/form-data")
    assert 'name="files"; filename="a.step"' in body
    assert "\r\n\r\n\x00\xffbytes\r\n" in body
    assert 'name="files"; filename="b.py"' in body
    assert 'name="p.id"\r\n\r\n4\r\n' in body
    assert 'name="key"\r\n\r\nthe_key\r\n' in body


def test_any_file_behind_a_url_can_be_had_the_same_way(tmp_path: Path) -> None:
    with loopback(whole) as server:
        session = HttpSession(RemoteEndpoint(server.url))
        with PartFile(tmp_path / "a.zip") as part:
            assert session.download_to(f"{server.url}/files/a.zip", part) == len(STL)
            part.finish()
    assert (tmp_path / "a.zip").read_bytes() == STL
