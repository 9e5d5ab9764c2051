"""What is remembered of a build: its values and what came of them, and no mesh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cadwidgets.contract.parameters import Value


@dataclass(frozen=True)
class BuildRecord:
    """A build that came to its end at ``time``: ready, failed (``error`` says why) or cancelled.

    ``volume`` in the model's unit and ``mass`` in kg are None where there is none; ``seconds`` went by from the change
    to its picture, as far as they were told.
    """

    time: datetime
    status: str
    preset: str
    params: Mapping[str, Value]
    volume: float | None = None
    mass: float | None = None
    seconds: float | None = None
    error: str = ""
