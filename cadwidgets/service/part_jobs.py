"""What a worker is asked about a part of a catalog, and what lies in its folder then."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cadwidgets.service.catalog import Configuration, Family
from cadwidgets.service.context import ServiceContext

STEP_NAME = "part.step"
"""What a part's STEP file is called in a worker's folder, whatever its owner called it."""


def part_job(family: Family, configuration: Configuration) -> Mapping[str, Any]:
    """The job that makes a part, but for the format: from its STEP file, or by the builder of its family."""
    part = {"op": "part", "part_number": configuration.part_number}
    if configuration.step:
        return part | {"step": STEP_NAME, "digest": configuration.step.digest}
    return part | {"family": family.id, "show": dict(configuration.options)}


def lay_step(service: ServiceContext, configuration: Configuration, folder: Path) -> None:
    """Put the part's STEP file, if it has one, into the folder of its job, to be read only."""
    if configuration.step:
        target = folder / STEP_NAME
        shutil.copyfile(service.own_catalogs.step_path(configuration.step.digest), target)
        target.chmod(0o444)
