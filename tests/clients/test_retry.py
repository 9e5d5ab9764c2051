"""When a request is asked again: only where nothing was charged, within one deadline, and until it is cancelled."""

from __future__ import annotations

import threading
import time

import pytest
from loopback import Handler, Loopback, answer, hang_up, in_turn, loopback

from cadwidgets.clients._http import HttpSession, Message, Patience, RemoteEndpoint
from cadwidgets.clients._retry import CATALOG, FOREIGN, LONGEST_WAIT_SECONDS, NEVER, OURS, Failure, asked_pause
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import BuildRefused, Busy, CadWidgetsError, Cancelled, ConnectionFailed, TimedOut
from cadwidgets.settings import Secret

STL = bytes(84)
REQUEST = BuildRequest.of(script="x = 1")


def busy(handler: Handler, seconds: str = "0") -> None:
    answer(handler, b"busy", 503, {"Retry-After": seconds})


def good(handler: Handler) -> None:
    answer(handler, STL)


def client(server: Loopback) -> BuildClient:
    return BuildClient(HttpSession(RemoteEndpoint(server.url, Secret("k"))))


def test_pauses_double_and_are_spread_by_chance() -> None:
    pauses = [[FOREIGN.pause(Failure.NOBODY, failed, None) for _ in range(200)] for failed in (1, 2)]
    assert all(0.25 <= float(pause or 0) <= 0.75 for pause in pauses[0])
    assert all(0.5 <= float(pause or 0) <= 1.5 for pause in pauses[1])
    assert len({*pauses[0]}) > 100
    assert FOREIGN.pause(Failure.NOBODY, 3, None) is None


def test_what_the_service_asks_for_is_kept_and_never_shortened() -> None:
    pauses = [float(FOREIGN.pause(Failure.BUSY, 1, 7.0) or 0) for _ in range(100)]
    assert all(7 <= pause <= 8 for pause in pauses)
    assert FOREIGN.pause(Failure.BUSY, 1, LONGEST_WAIT_SECONDS + 1) is None


def test_a_busy_catalog_is_left_alone_by_the_minute_or_as_long_as_it_asks() -> None:
    for failed, seconds in ((1, 60), (2, 120), (3, 240)):
        assert seconds <= float(CATALOG.pause(Failure.BUSY, failed, None) or 0) <= 1.1 * seconds
    assert 1800 <= float(CATALOG.pause(Failure.BUSY, 4, 1800.0) or 0) <= 1801
    assert float(CATALOG.pause(Failure.NOBODY, 1, None) or 0) <= 0.75
    assert CATALOG.pause(Failure.NOBODY, 3, None) is None
    assert CATALOG.pause(Failure.BROKEN, 1, None) is None, "a CAD request may have been recorded"


def test_only_our_own_service_is_asked_again_after_a_broken_connection_and_only_once() -> None:
    assert FOREIGN.pause(Failure.BROKEN, 1, None) is None
    assert OURS.pause(Failure.BROKEN, 1, None) is not None
    assert OURS.pause(Failure.BROKEN, 2, None) is None
    assert NEVER.pause(Failure.NOBODY, 1, None) is None


@pytest.mark.parametrize(("text", "seconds"), [("7", 7.0), ("0", 0.0), ("", None), ("-1", None), ("soon", None)])
def test_a_retry_after_is_a_number_of_seconds_or_nothing(text: str, seconds: float | None) -> None:
    assert asked_pause({"retry-after": text}) == seconds


def test_a_busy_foreign_service_is_asked_twice_again_and_it_is_told() -> None:
    told: list[str] = []
    with loopback(busy) as server:
        foreign = client(server)
        with pytest.raises(Busy):
            foreign.build(REQUEST, notice=told.append)
    assert len(server.seen) == foreign.requests == 3
    assert len(told) == 2
    assert all("503" in text and "asked again" in text for text in told)


def test_a_build_that_was_taken_on_in_the_end_is_delivered() -> None:
    with loopback(in_turn(busy, busy, good)) as server:
        assert client(server).build(REQUEST).data == STL
    assert len({seen.body for seen in server.seen}) == 1, "the same is asked every time"


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500, 502, 504])
@pytest.mark.parametrize("ours", [True, False])
def test_any_other_status_is_final(status: int, ours: bool) -> None:
    with loopback(lambda handler: answer(handler, b"no", status), ours=ours) as server:
        with pytest.raises(CadWidgetsError):
            client(server).build(REQUEST)
        assert len(server.seen) == 1


@pytest.mark.parametrize(("ours", "asked"), [(True, 2), (False, 1)])
def test_a_connection_that_broke_after_sending_is_asked_again_at_our_own_service_only(ours: bool, asked: int) -> None:
    with loopback(hang_up, ours=ours) as server:
        with pytest.raises(ConnectionFailed):
            client(server).build(REQUEST)
        assert len(server.seen) == asked


def test_a_service_that_comes_back_is_found() -> None:
    server = Loopback(good)
    known = client(server)
    assert not known.is_ours()
    server.close()
    again: list[Loopback] = []

    def restart(_: str) -> None:
        again.append(Loopback(good, port=server.port))

    assert known.build(REQUEST, notice=restart).data == STL
    assert len(again) == 1
    assert len(again[0].seen) == 1
    again[0].close()


def test_waiting_for_another_attempt_can_be_cancelled() -> None:
    cancel = threading.Event()
    with loopback(lambda handler: busy(handler, "50")) as server:
        with pytest.raises(Cancelled):
            client(server).build(REQUEST, cancel=cancel, notice=lambda _: cancel.set())
        assert len(server.seen) == 1


def test_one_deadline_holds_for_all_attempts() -> None:
    """An attempt that could only begin after the deadline is not waited for."""
    started = time.monotonic()
    with loopback(lambda handler: busy(handler, "50")) as server:
        with pytest.raises(Busy):
            client(server).build(REQUEST, seconds=20)
        assert len(server.seen) == 1
    assert time.monotonic() - started < 20


def test_an_attempt_may_be_bounded_more_tightly_than_the_whole() -> None:
    done = threading.Event()
    with loopback(lambda _: done.wait(20) and None) as server:
        with pytest.raises(TimedOut) as caught:
            HttpSession(RemoteEndpoint(server.url)).ask(Message("GET", "/x"), Patience(600, each=0.3))
        done.set()
    assert caught.value.limit == 0.3


def test_a_service_that_wants_to_be_left_alone_for_long_is() -> None:
    with loopback(lambda handler: busy(handler, "3600")) as server:
        with pytest.raises(Busy) as caught:
            client(server).build(REQUEST)
        assert caught.value.retry_after == 3600
        assert len(server.seen) == 1


def test_a_foreign_failure_is_never_repeated_unheard(caplog: pytest.LogCaptureFixture) -> None:
    with loopback(in_turn(busy, lambda handler: answer(handler, b"", 500))) as server:
        with pytest.raises(BuildRefused):
            client(server).build(REQUEST)
        assert len(server.seen) == 2
    assert [record.levelname for record in caplog.records if "asked again" in record.message] == ["WARNING"]
