"""The part of which every job fails."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Workplane:
    """Raises Failure, always."""
    raise Failure("geometry", f"the example part {configuration.part_number} is made to fail: it is never built")
