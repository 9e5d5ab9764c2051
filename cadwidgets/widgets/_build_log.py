"""The builds of an explorer, one after the other, without their meshes."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime

from cadwidgets.contract.build_record import BuildRecord
from cadwidgets.contract.parameters import Value
from cadwidgets.geometry.built import BuiltModel

MOST = 100
"""So many builds are remembered: the oldest are forgotten first."""


class BuildLog:
    """Takes down what came of each build."""

    def __init__(self) -> None:
        self._records: deque[BuildRecord] = deque(maxlen=MOST)

    @property
    def records(self) -> tuple[BuildRecord, ...]:
        """The oldest first."""
        return tuple(self._records)

    def built(self, preset: str, params: Mapping[str, Value], model: BuiltModel, seconds: float) -> None:
        """A model came."""
        self._add("ready", preset, params, volume=model.volume, mass=model.mass, seconds=seconds)

    def ended(self, status: str, preset: str, params: Mapping[str, Value], error: Exception) -> None:
        """No model came: it failed, or was cancelled."""
        self._add(status, preset, params, error=str(error))

    def _add(self, status: str, preset: str, params: Mapping[str, Value], **facts: object) -> None:
        now = datetime.now(UTC)
        self._records.append(BuildRecord(now, status, preset, dict(params), **facts))  # type: ignore[arg-type]
