"""The kernel, the service, or both, killed in the middle of a sweep: it goes on, with nothing built twice or lost."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import embedded_service
import pytest
from jupyter_client.manager import KernelManager, start_new_kernel

pytestmark = pytest.mark.long

ROWS = 60
SWEEP = f"""
import json
from cadwidgets import sweep
SCRIPT = '''
import time
import cadquery as cq
width = 40.0  # [1:500] mm
time.sleep(0.05)
result = cq.Workplane().box(width, 20, 10).edges("|Z").fillet(2)
'''
table = sweep(SCRIPT, {{"width": [100 + at for at in range({ROWS})]}})
"""
TELL = """
table.wait(180)
print(json.dumps([[row.values["width"], row.status, row.results.get("volume")] for row in table.rows.values()]))
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    embedded_service.stop(tmp_path / "data")


class Kernel:
    """A real kernel of its own, on a data folder."""

    def __init__(self, data_dir: Path) -> None:
        env = os.environ | {"CADWIDGETS_DATA_DIR": str(data_dir)}
        self.manager: KernelManager
        self.manager, self.client = start_new_kernel(env=env)

    def run(self, code: str) -> str:
        said: list[str] = []
        reply = self.client.execute_interactive(
            code, timeout=240, output_hook=lambda message: said.append(message["content"].get("text", ""))
        )
        assert reply["content"]["status"] == "ok", reply["content"]
        return "".join(said)

    def kill(self) -> None:
        os.kill(self.manager.provisioner.pid, signal.SIGKILL)

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(data_dir: Path) -> Iterator[object]:
    made: list[Kernel] = []

    def start() -> Kernel:
        made.append(Kernel(data_dir))
        return made[-1]

    yield start
    for one in made:
        one.close()


def kept(data_dir: Path) -> list[float]:
    """The widths of the rows that are on the disk, in the order in which they came."""
    found = []
    for path in (data_dir / "variants").glob("*.jsonl"):
        for line in path.read_bytes().splitlines():
            with_end = line.strip()
            if with_end.endswith(b"}"):
                found.append(json.loads(with_end)["values"]["width"])
    return found


def wait_for_rows(data_dir: Path, count: int) -> list[float]:
    deadline = time.monotonic() + 120
    while len(rows := kept(data_dir)) < count:
        assert time.monotonic() < deadline, f"{len(rows)} rows after two minutes"
        time.sleep(0.02)
    return rows


def builds(data_dir: Path) -> list[tuple[str, str]]:
    """(request, state) of every build that the service has noted."""
    (database,) = data_dir.rglob("service.sqlite3")
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT request, state FROM jobs WHERE kind = 'build' AND attempts > 0").fetchall()


@pytest.mark.parametrize("killed", ["kernel", "service", "both"])
def test_a_sweep_goes_on_after_a_kill_with_nothing_built_twice_or_lost(
    killed: str, data_dir: Path, kernel: object
) -> None:
    first = kernel()
    first.run(SWEEP)
    before = wait_for_rows(data_dir, 15)
    if killed in ("service", "both"):
        os.kill(embedded_service.pid(data_dir), signal.SIGKILL)
    if killed in ("kernel", "both"):
        first.kill()
        second = kernel()
        second.run(SWEEP)
        told = second.run(TELL)
    else:
        told = first.run(TELL)
    rows = json.loads(told)
    assert [width for width, _, _ in rows] == [100 + at for at in range(ROWS)]
    assert {status for _, status, _ in rows} == {"ready"}
    assert [volume for _, _, volume in rows] == pytest.approx(
        [10 * (20 * width - (4 - 3.141592653589793) * 4) for width, _, _ in rows], rel=1e-6
    )
    after = kept(data_dir)
    assert after[: len(before)] == before
    assert sorted(after) == sorted(set(after)) == [100 + at for at in range(ROWS)]
    done = [request for request, state in builds(data_dir) if state == "done"]
    assert len(done) == len(set(done)), "a variant that was built has been built again"
    assert len(done) == ROWS
