"""What the process that starts builds may still do, seen from outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SET_BY_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def status(pid: int) -> dict[str, list[str]]:
    """What the kernel tells of a process, by name."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: words.split() for name, _, words in (line.partition(":") for line in lines)}


def test_it_has_no_capability_and_can_gain_none(workers) -> None:
    told = status(workers.runner.run(workers.zygote()).pid)
    assert {int(told[name][0], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {0}
    assert told["NoNewPrivs"] == ["1"]


@SET_BY_ROOT
def test_started_by_root_it_is_a_user_without_account_and_groups(workers, tmp_path: Path) -> None:
    told = status(workers.runner.run(workers.zygote()).pid)
    user = workers.pool.confinement.user
    assert told["Uid"] == told["Gid"] == [str(user)] * 4
    outcome = workers.run("import os\nprint(os.getresuid(), os.getgroups())\nraise KeyError('end')", tmp_path)
    assert outcome.output == f"{(user, user, user)} []\n"
    if workers.pool.level == "L3":
        assert user != 0
        assert told["Groups"] == []


def test_a_script_writes_in_its_folder_alone(workers, tmp_path: Path) -> None:
    """Not beside it, not where the process that starts builds has its home, and not at the root."""
    (tmp_path / "job").mkdir()
    script = """
import os, pathlib
home = pathlib.Path(os.getcwd()).parent
for place in ('.', '..', '../..', '/', '/tmp', '/dev/shm', '/var/tmp', '/usr'):
    try:
        (pathlib.Path(place) / 'planted').write_text('x')
    except OSError:
        continue
    print(place)
raise KeyError('end')
"""
    assert workers.run(script, tmp_path / "job").output == ".\n"


def test_what_a_script_can_find_out_of_the_machine_depends_on_the_level(workers, tmp_path: Path) -> None:
    """Landlock hides what is in files; that there are any, and other processes, is hidden by bubblewrap alone."""
    script = f"""
import os
for path in ('/etc/passwd', {str(Path(__file__))!r}, '/proc/{os.getpid()}'):
    try:
        os.stat(path)
        print('there is', path)
    except FileNotFoundError:
        pass
    try:
        open(path)
        print('open', path)
    except OSError:
        pass
print(len([name for name in range(1, 50) if os.path.exists('/proc/%d' % name)]) < 9)
raise KeyError('end')
"""
    output = workers.run(script, tmp_path).output
    assert "open" not in output
    if workers.pool.level == "L3":
        assert output == "True\n"


def test_the_folder_of_another_job_is_out_of_reach(workers, tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.mkdir()
    other.mkdir()
    assert workers.error("open('secret', 'w').write('x')\nraise KeyError('end')", other)["kind"] == "script"
    for attempt in ("open('../other/secret')", "open('../other/new', 'w')", "import os; os.listdir('../other')"):
        error = workers.error(attempt, mine)
        assert (error["kind"], "Permission denied" in error["message"]) == ("script", True), error
    assert [path.name for path in other.iterdir()] == ["secret"]


def test_a_job_somewhere_else_is_a_mistake_of_the_caller(workers, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(ValueError, match="the folder of a job lies in"):
        workers.run("", tmp_path_factory.getbasetemp().parent)
