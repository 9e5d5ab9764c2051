"""What Linux tells of processes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def descendants(pid: int) -> list[int]:
    """Every process below ``pid``."""
    found = []
    with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *descendants(child)]
    return found


def is_still(pid: int) -> bool:
    """Whether a process is stopped, as what waits for a job is, or gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "TZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def awake(pid: int) -> list[int]:
    """Every process below ``pid`` that is not stopped."""
    return [one for one in descendants(pid) if not is_still(one)]


def starters(pid: int) -> list[int]:
    """The processes below a service that start its builds: each has one below itself, be it what is forked ahead."""
    return [one for one in descendants(pid) if descendants(one)]


def at_work(pid: int) -> list[int]:
    """The processes below a service that do a job: they run, have none below them, and are not in the home of what
    starts them."""
    found = []
    for one in awake(pid):
        with suppress(OSError):  # it has ended meanwhile
            if "/zygote-" not in os.readlink(f"/proc/{one}/cwd") and not descendants(one):
                found.append(one)
    return found


def memory(pid: int) -> bytes:
    """All that a process has in memory of its own."""
    parts = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb") as content:
        for line in maps:
            start, end = (int(number, 16) for number in line.split(maxsplit=1)[0].split("-"))
            if line.split()[1].startswith("rw"):
                content.seek(start)
                parts.append(content.read(end - start))
    return b"".join(parts)
