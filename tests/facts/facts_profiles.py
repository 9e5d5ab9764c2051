"""What must hold for the geometry of profiles."""

from __future__ import annotations

from collections.abc import Mapping

from facts import Facts

FACTS: Mapping[str, Facts] = {}
