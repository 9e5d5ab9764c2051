"""What a run was made on: figures without it mean nothing."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("cadwidgets", "cadquery", "cadquery-ocp", "numpy", "httpx", "uvicorn", "orjson")


def describe() -> list[tuple[str, str]]:
    """(What, its value) for the processor, the system and the versions that matter."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    facts = [
        ("processor", _processor()),
        ("cores", str(cores)),
        ("load before the run (1, 5, 15 minutes)", load),
        ("system", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
    ]
    return facts + [(name, _version(name)) for name in PACKAGES]


def _processor() -> str:
    """Its name; on Linux from /proc, since ``platform`` knows only the architecture there."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:  # no Linux
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
