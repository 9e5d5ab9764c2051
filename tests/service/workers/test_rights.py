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
