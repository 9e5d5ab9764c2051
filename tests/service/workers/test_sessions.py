"""A process that stays for later builds of its script: each build finds what the first one found, and nothing of the
script runs between them."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psutil
import pytest
from forgery import FORGERY
from processes import is_still

from cadwidgets.service.workers.isolation import Isolation
from cadwidgets.service.workers.pool import SESSIONS, Outcome
from cadwidgets.service.workers.sandbox import Limits

Files = Mapping[str, str]
NONE: Mapping[str, Any] = MappingProxyType({})
BOX = "show_object(cq.Workplane().box(1, 2, 3))\n"
TELL = "import os\nprint(os.getpid())\n"
FORGED_FILE = "open('out.stl', 'w').write('solid a\\nendsolid a\\n')\n"


class Sessions:
    """Builds of one pool, each in a folder of its own, in sessions of this test."""

    def __init__(self, workers: Any, folder: Path) -> None:
        self.workers, self._folder, self._name = workers, folder, secrets.token_hex(8)

    def job(self, script: str, files: Files = NONE, **more: Any) -> tuple[dict[str, Any], Path]:
        """A build of ``script`` with ``files`` beside it, and its folder."""
        folder = self._folder / secrets.token_hex(8)
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
            (folder / name).chmod(0o444)
        return {"op": "build", "script": script, "type": "STL", "files": sorted(files)} | more, folder

    async def building(
        self, script: str, files: Files = NONE, session: str = "", limits: Mapping[str, Any] = NONE, **more: Any
    ) -> Outcome:
        """The outcome of a build; ``session`` tells those of this test apart."""
        job, folder = self.job(script, files, **more)
        outcome: Outcome = await self.workers.pool.run(job, folder, Limits(**limits), session=self._name + session)
        return outcome

    def build(self, script: str, files: Files = NONE, session: str = "", **more: Any) -> Outcome:
        """The same, waited for."""
        outcome: Outcome = self.workers.runner.run(self.building(script, files, session, **more))
        return outcome

    def process(self, outcome: Outcome) -> psutil.Process:
        """The process that printed its own number as `TELL` does, whatever it is called out here."""
        (found,) = [one for one in self.processes() if inner_number(one) == int(outcome.output)]
        return found

    def processes(self) -> list[psutil.Process]:
        """All children of the zygote."""
        zygote: psutil.Process = self.workers.runner.run(self.workers.zygote())
        return zygote.children(recursive=True)


def inner_number(process: psutil.Process) -> int:
    """What a process is called inside its own namespace."""
    (line,) = [line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if "NSpid" in line]
    return int(line.split()[-1])


@pytest.fixture
def sessions(workers: Any, tmp_path: Path) -> Sessions:
    return Sessions(workers, tmp_path)


def assert_ended(session: Sessions, script: str, files: Files = NONE) -> None:
    """The next build of a session has a new process, and is right."""
    outcome = session.build(script, files)
    assert (outcome.warm, outcome.frame["ok"]["properties"]["volume"]) == (False, pytest.approx(6.0))


def test_one_process_does_the_builds_of_one_session_and_no_other(sessions: Sessions) -> None:
    first, second = sessions.build(TELL + BOX), sessions.build(TELL + BOX)
    other, single = sessions.build(TELL + BOX, session="other"), sessions.workers.pool.run
    assert [first.warm, second.warm, other.warm] == [False, True, False]
    assert first.output == second.output
    job, folder = sessions.job(TELL + BOX)
    alone = sessions.workers.runner.run(single(job, folder))
    assert not alone.warm
    assert len({first.output, other.output, alone.output}) == 3
    assert second.session == "warm"


def test_another_value_is_built_as_by_a_new_process(sessions: Sessions) -> None:
    script = "width = 1.0\nshow_object(cq.Workplane().box(width, 2, 3))\n"
    outcomes = [sessions.build(script, values={"width": str(width)}) for width in (1, 4, 2)]
    assert [outcome.warm for outcome in outcomes] == [False, True, True]
    volumes = [outcome.frame["ok"]["properties"]["volume"] for outcome in outcomes]
    assert volumes == pytest.approx([6, 24, 12])


def test_nothing_runs_between_two_builds(sessions: Sessions) -> None:
    process = sessions.process(sessions.build(TELL + BOX))
    assert is_still(process.pid)
    before = process.cpu_times()
    time.sleep(0.1)
    assert process.cpu_times() == before


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("raise KeyError('x')", "script"),
        pytest.param("cq.Workplane().box(1, 2, 3).edges().fillet(9)", "script", marks=pytest.mark.long),
        pytest.param("import sys; sys.exit(3)", "script", marks=pytest.mark.long),
        ("import os; os.abort()", "died"),
        pytest.param("import os; os._exit(0)", "died", marks=pytest.mark.long),
        pytest.param("block = bytearray(3 << 30)", "memory", marks=pytest.mark.long),
    ],
)
def test_an_error_of_the_script_keeps_the_process_and_any_other_ends_it(
    sessions: Sessions, ending: str, kind: str
) -> None:
    script = f"fails = True\nif fails:\n    {ending}\n{BOX}"
    limits = {"memory_bytes": 2 << 30}
    failed = sessions.build(script, limits=limits)
    assert failed.frame["error"]["kind"] == kind, failed.frame
    outcome = sessions.build(script, limits=limits, values={"fails": "false"})
    assert "ok" in outcome.frame
    assert outcome.warm == (kind == "script")


@pytest.mark.long
def test_processor_time_is_limited_for_each_build(sessions: Sessions) -> None:
    script = (
        "import time\nstart, work = time.process_time(), 0.4\nwhile time.process_time() - start < work: pass\n" + BOX
    )
    limits = {"cpu_seconds": 1}
    assert [sessions.build(script, limits=limits).session for _ in range(4)] == ["cold", "warm", "warm", "warm"]
    error = sessions.build(script, limits=limits, values={"work": "1000"}).frame["error"]
    assert (error["kind"], error["limit"]) == ("timeout", 1.0)
    assert not sessions.build(script, limits=limits).warm


@pytest.mark.long
def test_files_are_limited_for_each_build(sessions: Sessions) -> None:
    script = "import os\ncount = 60\nfor n in range(count): open(f'../f{n}' if n % 2 else f'f{n}', 'w').close()\n" + BOX
    assert [sessions.build(script).session for _ in range(3)] == ["cold", "warm", "warm"]
    error = sessions.build(script, values={"count": "65"}).frame["error"]
    assert "more than 64 files" in error["message"]
    assert not sessions.build(script).warm


def test_each_build_finds_its_own_files_alone(sessions: Sessions) -> None:
    script = """
import os
print(sorted(os.listdir()), len(os.listdir("..")), os.environ["HOME"] == os.getcwd(), open("size.txt").read())
open("left", "w").close()
open("../left", "w").close()
"""
    outcomes = [sessions.build(script + BOX, {"size.txt": "4"}) for _ in range(3)]
    assert {outcome.output for outcome in outcomes} == {"['size.txt'] 1 True 4\n"}
    assert outcomes[2].warm


def test_modules_beside_the_script_begin_anew(sessions: Sessions) -> None:
    helper = "count = 0\ndef more():\n    global count\n    count += 1\n    return count\n"
    script = "import helper\nprint(helper.more(), helper.more())\n" + BOX
    outcomes = [sessions.build(script, {"helper.py": helper}) for _ in range(3)]
    assert [(outcome.output, outcome.session) for outcome in outcomes] == [("1 2\n", word) for word in WORDS]


WORDS = ("cold", "warm", "warm")


@pytest.mark.long
@pytest.mark.parametrize(
    "change",
    [
        "cq.Workplane.box = lambda self, *sizes, old=cq.Workplane.box: old(self, *(2 * size for size in sizes))",
        "assert not hasattr(cq.Workplane, 'own'); cq.Workplane.own = 1",
        "import builtins; assert oct(8) == '0o10'; builtins.oct = None; builtins.own = 1",
        "import math; assert math.pi < 4; math.pi = 4",
        "import sys; assert sys.modules['cadquery'].Workplane; sys.modules['cadquery'] = None",
        "import sys; assert 'made_up' not in sys.modules; sys.modules['made_up'] = sys",
        "import sys; assert '/x' not in sys.path; sys.path.insert(0, '/x'); sys.stdout = None",
        "import os; assert 'OWN' not in os.environ; os.environ['OWN'] = '1'; os.environ['HOME'] = '/'",
        "import signal; assert signal.getsignal(10) == 0; signal.signal(10, print); signal.alarm(1)",
        "import numpy; print(numpy.random.random())",
        "import warnings; assert len(warnings.filters) < 40; warnings.filters.extend(40 * [warnings.filters[0]])",
        "import sys; assert sys.getrecursionlimit() < 9999; sys.setrecursionlimit(9999)",
    ],
)
def test_what_a_script_changes_is_given_back(sessions: Sessions, change: str) -> None:
    outcomes = [sessions.build(f"{change}\n{BOX}") for _ in range(3)]
    assert [outcome.session for outcome in outcomes] == ["cold", "warm", "warm"], outcomes
    assert len({(one.output, one.frame["ok"]["properties"]["volume"]) for one in outcomes}) == 1


@pytest.mark.long
@pytest.mark.parametrize(
    "left",
    [
        "import threading, time\nthreading.Thread(target=time.sleep, args=(1e6,), daemon=True).start()\n",
        "class Heap: block = bytearray(300 << 20)\nimport gc; gc.freeze(); Heap.own = Heap\n",
        "import os; os.write(3, b'\\0\\0\\0\\2{}')\n",
        "import os; [os.dup(1) for _ in range(100)]\n",
    ],
)
def test_a_process_that_is_not_as_good_as_new_ends(sessions: Sessions, left: str) -> None:
    script = f"first = True\nif first:\n    exec({left!r})\n{BOX}"
    sessions.build(script)
    outcome = sessions.build(script, values={"first": "false"})
    assert not outcome.warm
    assert "ok" in outcome.frame


@pytest.mark.long
def test_a_thread_cannot_write_to_a_file_that_is_handed_over(sessions: Sessions) -> None:
    script = f"""
import threading
def spoil():
    while True:
        try:
            open("out.stl", "r+b").write(b"spoilt")
        except OSError:
            pass
threading.Thread(target=spoil, daemon=True).start()
{FORGERY}
{FORGED_FILE}
os._exit = lambda status: None
answer({{"file": "out.stl"}})
while True:
    pass
"""
    job, folder = sessions.job(script)
    outcome = sessions.workers.runner.run(sessions.workers.pool.run(job, folder, session="spoils"))
    if "ok" in outcome.frame:
        before = (folder / "out.stl").read_bytes()
        time.sleep(0.1)
        assert (folder / "out.stl").read_bytes() == before
        assert before.startswith(b"solid")
    else:
        assert "no STL file" in outcome.frame["error"]["message"]
    while sessions.workers.at_work():
        time.sleep(0.01)


@pytest.mark.long
@pytest.mark.parametrize(
    "trick",
    [
        "os.write(3, frame_of('0' * 32))",
        "os.write(3, b'x')",
        "os.write(3, b'\\0\\0')",
    ],
)
def test_bytes_for_the_next_job_end_the_session(sessions: Sessions, trick: str) -> None:
    script = f"""
tricks = True
import json, os, struct
def frame_of(nonce):
    body = json.dumps({{"ok": {{"file": None}}, "nonce": nonce}}).encode()
    return struct.pack(">I", len(body)) + body
if tricks:
    {trick}
{BOX}"""
    assert "without a valid result" in sessions.build(script).frame["error"]["message"]
    assert_ended_with(sessions, script, tricks="false")


def assert_ended_with(sessions: Sessions, script: str, **values: str) -> None:
    outcome = sessions.build(script, values=values)
    assert (outcome.warm, outcome.frame["ok"]["properties"]["volume"]) == (False, pytest.approx(6.0))


@pytest.mark.long
def test_signals_that_a_script_catches_change_nothing(sessions: Sessions) -> None:
    script = """
import signal, os
for number in (signal.SIGCONT, signal.SIGTERM, signal.SIGUSR1, signal.SIGHUP):
    signal.signal(number, lambda *_: os._exit(7))
"""
    outcomes = [sessions.build(script + BOX) for _ in range(3)]
    assert [outcome.session for outcome in outcomes] == ["cold", "warm", "warm"]


@pytest.mark.long
@pytest.mark.parametrize("closed", ["os.close(4)", "os.closerange(1, 5)", "os.close(3)"])
def test_a_script_that_closes_its_pipes_ends_its_own_session(sessions: Sessions, closed: str) -> None:
    script = f"closes = True\nimport os\nif closes: {closed}\n{BOX}"
    sessions.build(script)
    outcome = sessions.build(script, values={"closes": "false"})
    assert "ok" in outcome.frame


@pytest.mark.long
def test_a_session_that_has_ended_counts_no_more(new_workers: Any, tmp_path: Path) -> None:
    own = Sessions(new_workers, tmp_path)
    own.build(BOX)
    assert new_workers.pool.sessions == 1
    own.build("import os; os.abort()", session="dies")
    assert new_workers.pool.sessions == 1
    own.process(own.build(TELL + BOX, session="killed")).kill()
    assert new_workers.pool.sessions == 2
    while new_workers.pool.sessions == 2:
        new_workers.runner.run(asyncio.sleep(0.01))


def test_two_builds_of_a_session_at_once_are_both_done(sessions: Sessions) -> None:
    async def story() -> list[Outcome]:
        return await asyncio.gather(*(sessions.building(TELL + BOX) for _ in range(3)))

    outcomes = sessions.workers.runner.run(story())
    assert all("ok" in outcome.frame for outcome in outcomes)
    assert sum(outcome.warm for outcome in outcomes) <= 1


@pytest.mark.long
def test_the_session_used_longest_ago_makes_room(sessions: Sessions) -> None:
    names = [str(number) for number in range(SESSIONS)]
    for name in names:
        sessions.build(BOX, session=name)
    assert sessions.build(BOX, session="0").warm
    assert not sessions.build(BOX, session="new").warm
    assert sessions.workers.pool.sessions == SESSIONS
    assert [sessions.build(BOX, session=name).warm for name in ("0", "2", "3")] == 3 * [True]
    assert not sessions.build(BOX, session="1").warm


def test_cancelling_a_warm_build_kills_its_process(sessions: Sessions) -> None:
    script = "seconds = 0.0\nimport time\ntime.sleep(seconds)\n" + TELL + BOX
    pid = sessions.process(sessions.build(script)).pid

    async def story() -> None:
        job = asyncio.create_task(sessions.building(script, values={"seconds": "1000"}))
        while is_still(pid):
            await asyncio.sleep(0.01)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert not psutil.pid_exists(pid)

    sessions.workers.runner.run(story())
    assert_ended(sessions, script)


@pytest.mark.long
def test_a_session_that_was_killed_while_it_waited_begins_anew(sessions: Sessions) -> None:
    process = sessions.process(sessions.build(TELL + BOX))
    process.kill()
    while process.is_running():
        time.sleep(0.01)
    assert_ended(sessions, TELL + BOX)


@pytest.mark.long
def test_a_warm_build_that_dies_is_made_once_more_by_a_new_process(sessions: Sessions) -> None:
    """A plain variable of a library that the script has loaded itself is what the first build leaves."""
    script = "import os, wave\nif hasattr(wave, 'built'): os.abort()\nwave.built = True\n" + BOX
    assert [sessions.build(script).session for _ in range(3)] == 3 * ["cold"]


@pytest.mark.long
def test_a_zygote_that_is_replaced_takes_its_sessions_with_it(new_workers: Any, tmp_path: Path) -> None:
    new_workers.pool._renew_after = 3
    own = Sessions(new_workers, tmp_path)
    first = new_workers.runner.run(new_workers.zygote())
    outcomes = [own.build(BOX) for _ in range(3)]
    assert [outcome.session for outcome in outcomes] == ["cold", "warm", "warm"]
    while first.is_running():
        assert "ok" in own.build(BOX, session="other").frame
    assert not own.build(BOX).warm


@pytest.fixture(scope="module")
def unconfined(make_workers: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A pool whose scripts may do what their user may."""
    workers = make_workers(tmp_path_factory.getbasetemp(), Isolation(level="L0", allow_root=True))
    yield workers
    workers.close()


@pytest.mark.long
@pytest.mark.parametrize(
    "left",
    [
        "if os.fork() == 0: time.sleep(1e6)",
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork(): os._exit(0)\n    time.sleep(1e6)",
        "parent = os.getpid()\nif os.fork() == 0:\n    while True: os.kill(parent, signal.SIGCONT)",
        "if os.fork() == 0:\n    while True: open('out.stl', 'a').write('x')",
    ],
)
def test_a_process_left_behind_ends_with_its_build(unconfined: Any, tmp_path: Path, left: str) -> None:
    own = Sessions(unconfined, tmp_path)
    script = f"import os, signal, time\n{left}\n{BOX}"
    assert [own.build(script).warm for _ in range(3)] == 3 * [False]
    while unconfined.at_work():
        time.sleep(0.01)
    assert len(own.processes()) <= 1 + SESSIONS


@pytest.mark.long
@pytest.mark.parametrize(
    "swap",
    [
        "os.rename('.', '../moved')",
        "here = os.getcwd(); os.chdir('..'); os.rename(here, 'moved'); os.symlink('/etc', here)",
        "here = os.getcwd(); os.chdir('..'); os.rename(here, 'moved'); open(here, 'w').close()",
        "os.chmod('.', 0); os.chmod('..', 0)",
    ],
)
def test_a_folder_that_was_swapped_spoils_its_own_build_alone(unconfined: Any, tmp_path: Path, swap: str) -> None:
    own = Sessions(unconfined, tmp_path)
    script = f"swaps = True\nimport os\nif swaps:\n    try: exec({swap!r})\n    except OSError: pass\n{BOX}"
    own.build(script)
    outcome = own.build(script, values={"swaps": "false"})
    assert outcome.frame["ok"]["properties"]["volume"] == pytest.approx(6.0)
    assert Path("/etc/hostname").exists()
