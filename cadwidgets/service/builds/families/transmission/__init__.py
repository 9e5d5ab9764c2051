"""The builders of transmission."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder

BUILDERS: Mapping[str, Builder] = {}
