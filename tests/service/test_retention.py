"""Files are there for six hours and gone five minutes later, whoever sets the clock or restarts the service."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadwidgets.service.app import _SWEEP_SECONDS
from cadwidgets.service.steady_clock import SteadyClock
from cadwidgets.service.store import FileStore

HOUR = 3600.0
EARLIEST, LATEST = 6 * HOUR, 6 * HOUR + 300


@dataclass
class Machine:
    """A machine on which time goes by, with a clock on the wall that anybody may set."""

    folder: Path
    now: float = 1_700_000_000.0
    set_by: float = 0.0
    booted: float = 1_699_000_000.0
    boot: str = "first"
    stores: list[FileStore] = field(default_factory=list)

    def start_service(self) -> None:
        clock = SteadyClock(
            self.folder / "clock.json",
            wall=lambda: self.now + self.set_by,
            since_boot=lambda: self.now - self.booted,
            boot=lambda: self.boot,
        )
        self.stores.append(FileStore(self.folder / "files", clock=clock))

    @property
    def store(self) -> FileStore:
        return self.stores[-1]

    def reboot(self) -> None:
        self.boot, self.booted = f"{self.boot} and again", self.now


STEPS = st.lists(
    st.sampled_from(["put", "put", "hour", "hour", "hour", "later", "earlier", "restart"]), min_size=8, max_size=40
)


@settings(max_examples=10, deadline=None)
@given(STEPS)
def test_no_file_is_deleted_before_six_hours_or_is_there_after_five_minutes_more(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    machine.start_service()
    made: dict[str, float] = {}
    for step in [*steps, *["hour"] * 8]:
        if step == "put":
            made[machine.store.put("part.zip", b"content")] = machine.now
        elif step == "restart":
            machine.start_service()
        elif step in ("later", "earlier"):
            machine.set_by += HOUR if step == "later" else -HOUR
        else:
            _an_hour_goes_by(machine, made)
    assert not any((machine.folder / "files" / token / "part.zip").exists() for token in made)


def _an_hour_goes_by(machine: Machine, made: dict[str, float]) -> None:
    """The service sweeps as often as it does; each time, files are there or gone as they should be."""
    end = machine.now + HOUR
    while machine.now < end:
        machine.now += _SWEEP_SECONDS
        machine.store.sweep()
        for token, born in made.items():
            age = machine.now - born
            on_disk = (machine.folder / "files" / token / "part.zip").exists()
            assert on_disk or age > EARLIEST
            assert not on_disk or age <= LATEST
            assert (machine.store.get(token, "part.zip") is not None) == (age <= EARLIEST)


def test_after_the_machine_was_started_anew_its_own_clock_counts(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.start_service()
    token = machine.store.put("part.zip", b"content")
    machine.now += 5 * HOUR
    machine.reboot()
    machine.start_service()
    assert machine.store.find(token, "part.zip") not in (None, "expired")
    machine.now += HOUR + 1
    assert machine.store.find(token, "part.zip") == "expired"


@pytest.mark.parametrize("note", ["", "{", '{"boot": "first"}', '{"boot": "first", "boot_time": "soon"}', "[]"])
def test_a_damaged_note_counts_for_nothing(tmp_path: Path, note: str) -> None:
    machine = Machine(tmp_path)
    (tmp_path / "clock.json").write_text(note)
    machine.start_service()
    token = machine.store.put("part.zip", b"content")
    machine.now += EARLIEST
    assert machine.store.get(token, "part.zip") is not None


def test_the_real_clock_agrees_with_the_machine_now(tmp_path: Path) -> None:
    clocks = [SteadyClock(tmp_path / "clock.json") for _ in range(2)]
    assert all(abs(clock() - time.time()) < 60 for clock in clocks)
    assert clocks[0]() <= clocks[1]() <= clocks[0]()
