"""What is different between two bills of materials, and how one becomes the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cadwidgets.contract.bom import BomLine

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class LineChange:
    """One line that is only in one of them, or not the same in both. ``fields`` are the names of what changed."""

    kind: Kind
    before: BomLine | None
    after: BomLine | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class BomDiff:
    """The lines that differ, in the order of the second BOM; those that were removed last."""

    changes: tuple[LineChange, ...]


def difference(before: Iterable[BomLine], after: Iterable[BomLine]) -> BomDiff:
    """What is different in ``after``."""
    raise NotImplementedError


def patched(before: Iterable[BomLine], diff: BomDiff) -> tuple[BomLine, ...]:
    """The second BOM, made from the first and their difference."""
    raise NotImplementedError
