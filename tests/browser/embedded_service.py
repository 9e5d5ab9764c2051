"""Ends the embedded service of a data folder, which outlives the kernel that started it.

Also a program: ``python embedded_service.py FOLDER``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import psutil


def pid(data_dir: Path) -> int:
    """The process of the service that runs in ``data_dir``."""
    return int(json.loads((data_dir / "embedded.json").read_text())["pid"])


def stop(data_dir: Path) -> None:
    """End the service that runs in ``data_dir``, with all its workers; nothing happens when none runs."""
    runtime_file = data_dir / "embedded.json"
    if not runtime_file.exists():
        return
    try:
        service = psutil.Process(json.loads(runtime_file.read_text())["pid"])
        if str(runtime_file) not in service.cmdline():
            return  # the number belongs to another process by now
    except psutil.NoSuchProcess:
        return
    family = [service, *service.children(recursive=True)]
    service.terminate()
    _, alive = psutil.wait_procs(family, timeout=10)
    for process in alive:
        process.kill()


if __name__ == "__main__":
    stop(Path(sys.argv[1]))
