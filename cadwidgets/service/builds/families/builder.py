"""What every builder of a part is."""

from __future__ import annotations

from collections.abc import Callable

import cadquery as cq

from cadwidgets.service.catalog import Configuration

Builder = Callable[[Configuration], cq.Workplane | cq.Assembly]
"""From a configuration to its solid (or compound of solids), or to the assembly of its components, in millimetres."""
