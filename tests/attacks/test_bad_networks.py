"""Networks that fail in every way: each call ends in time, with what was asked for or with an error of ours.

No file is there by half, and nobody is charged twice.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from all_calls import CALLS, Client, Service  # tests/facts, on the path by pyproject.toml
from fault_proxy import Fault, spoiled
from loopback import loopback

from cadwidgets.clients import _http, build, catalog, models
from cadwidgets.errors import CadWidgetsError

SECONDS, UNHURRIED_SECONDS = 1.5, 30.0
"""The deadline where a call runs into it, and where it ends well."""
STAGES = 5
"""A download is asked for, looked at, and fetched twice; each stage has its own deadline, and the first asks whose
service it is."""
SLACK_SECONDS = 15.0
"""A busy machine may take so long for nothing at all; a call without a deadline takes far longer."""

LENGTH = b"Content-Length: "
FAULTS = {
    "none": Fault(),
    "latency and jitter": Fault(latency=0.02, jitter=0.05),
    "bandwidth": Fault(rate=50_000),
    "slow close": Fault(lingers=3.0),
    "time-out": Fault(silent=True),
    "refused": Fault(refuses=True),
    "slicer": Fault(slice=3),
    "drip": Fault(slice=1, rate=20),
    **{f"cut after {count}": Fault(cut_after=count) for count in (0, 1, 12, 60, 200, 2000)},
    **{f"reset after {count}": Fault(cut_after=count, reset=True) for count in (0, 12, 200, 2000)},
    "too long a length": Fault(swaps=(LENGTH, LENGTH + b"9")),
    "too short a length": Fault(swaps=(LENGTH, LENGTH + b"1\r\nX-Was: ")),
    "two lengths": Fault(swaps=(LENGTH, LENGTH + b"1\r\n" + LENGTH)),
    "no number as length": Fault(swaps=(LENGTH, LENGTH + b"x")),
    "no HTTP": Fault(swaps=(b"HTTP/1", b"ICY")),
    "another status": Fault(swaps=(b" 200 OK", b" 500 OK")),
    "no such status": Fault(swaps=(b" 200 OK", b" 999 Eh")),
    "not packed as it says": Fault(swaps=(LENGTH, b"Content-Encoding: gzip\r\n" + LENGTH)),
}
DEADLY = ("time-out", "refused", "drip", "cut after 0", "cut after 12", "reset after 12", "no HTTP")
HARMLESS = ("none", "latency and jitter", "bandwidth", "slow close", "slicer")


Deadlines = Callable[[float], None]


@pytest.fixture
def deadlines(monkeypatch: pytest.MonkeyPatch) -> Deadlines:
    """Sets all deadlines that no argument sets."""

    def put(seconds: float) -> None:
        for module, name in ((_http, "BUILD_SECONDS"), (build, "PROBE_SECONDS")):
            monkeypatch.setattr(module, name, seconds)
        for module in (models, catalog):
            monkeypatch.setattr(module, "_CALL_SECONDS", seconds)

    return put


def outcome(name: str, faults: Iterator[Fault], folder: Path, seconds: float = SECONDS) -> str:
    """Make one call through the proxy, check all that must hold, and tell the kind of its error or an empty text."""
    folder.mkdir()
    call, wanted = CALLS[name]
    service, error = Service(), ""
    with loopback(service.respond) as server, spoiled(server.port, lambda: next(faults)) as proxy:
        begun = time.monotonic()
        try:
            assert call(Client(proxy.url, seconds, folder)) == wanted
        except CadWidgetsError as raised:
            error = type(raised).__name__
            assert str(raised)
            assert "canary" not in f"{raised!r}{raised}"
        assert time.monotonic() - begun < STAGES * seconds + SLACK_SECONDS, name
    files = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert not any(file.endswith(".part") or file.startswith(".") for file in files), name
    assert not (error and files), name
    assert len(service.charged) <= 1, name
    return error


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS)
def test_every_call_ends_well_or_with_an_error_of_ours(fault: str, tmp_path: Path, deadlines: Deadlines) -> None:
    seconds = UNHURRIED_SECONDS if fault in HARMLESS else SECONDS
    deadlines(seconds)

    def one(name: str) -> str:
        return outcome(name, iter(lambda: FAULTS[fault], None), tmp_path / name, seconds)

    with ThreadPoolExecutor(len(CALLS)) as pool:
        errors = dict(zip(CALLS, pool.map(one, CALLS), strict=True))
    if fault in HARMLESS:
        assert not any(errors.values()), errors
    else:
        assert any(errors.values()), "the fault was one"
    if fault in DEADLY:
        assert all(errors.values()), errors


@pytest.mark.parametrize(
    "count", [pytest.param(60, marks=pytest.mark.long), pytest.param(1000, marks=pytest.mark.release)]
)
def test_no_series_of_faults_breaks_a_call(count: int, tmp_path: Path, deadlines: Deadlines) -> None:
    """Each connection has a fault of its own, or none; a failure names the number of the series."""
    deadlines(SECONDS)

    def one(number: int) -> str:
        chance = random.Random(number)  # noqa: S311 - reproducible, not secret
        series = iter(lambda: FAULTS[chance.choice([*FAULTS, *["none"] * len(FAULTS)])], None)
        try:
            return outcome(chance.choice(list(CALLS)), series, tmp_path / str(number))
        except Exception as error:
            raise AssertionError(f"series {number}") from error

    with ThreadPoolExecutor(8) as pool:
        errors = list(pool.map(one, range(count)))
    assert {"", "TimedOut", "ConnectionFailed", "BadAnswer"} <= set(errors), "some of each were seen"
