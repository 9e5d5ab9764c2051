"""How a process for builds is started, and what it does first."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from cadwidgets.service.workers import bubblewrap
from cadwidgets.service.workers.privileges import give_up
from cadwidgets.service.workers.sandbox import Layers


def command(module: str, home: Path, scratch: Path, layers: Layers, user: int | None) -> list[str]:
    """What starts ``module`` with its ``home`` in ``scratch``, to run as ``user``; `settle_in` is what it calls."""
    told = json.dumps({"user": user, "layers": asdict(layers)})
    program = [sys.executable, "-P", "-u", "-m", module, str(home), told]
    if not layers.bubblewrap:
        return program
    return [*bubblewrap.enclosure(bubblewrap.find(), scratch, as_root=user is not None), *program]


def settle_in(arguments: Sequence[str]) -> tuple[Path, Layers]:
    """Give up what a build may not have; the home and the layers of the command line. Raises OSError."""
    home, told = Path(arguments[1]), json.loads(arguments[2])
    give_up(told["user"])
    os.environ.pop("PWD", None)  # bubblewrap's own
    return home, Layers(**told["layers"])


def private_descriptors() -> tuple[int, int]:
    """Move the two pipes of frames out of the reach of prints: 0 becomes empty, 1 goes with 2 to the log."""
    requests, answers = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    return requests, answers
