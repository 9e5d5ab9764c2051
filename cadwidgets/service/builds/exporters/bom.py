"""The bill of materials as JSON: a file of its own, or within a GLB."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from cadwidgets.contract.bom_json import MAX_LINES
from cadwidgets.service.builds.failures import Failure

CARRIED_LINES = 2_000
"""A GLB carries no more lines, those within others included: it is there to be seen."""
CARRIED_BYTES = 256_000
Rows = Sequence[dict[str, Any]]
"""Lines as `cadwidgets.contract.bom_json.to_json` gives them."""


def bom_bytes(rows: Rows) -> bytes:
    """The file of the type BOM. Raises Failure for more lines than anybody reads."""
    return _json(checked(rows))


def checked(rows: Rows) -> Rows:
    """The lines as they are. Raises Failure for more than anybody reads."""
    if _count(rows) > MAX_LINES:
        raise Failure("geometry", f"the bill of materials has more than {MAX_LINES:,} lines")
    return rows


def carried(rows: Rows, warn: Callable[[str], None]) -> Rows:
    """What a GLB carries: all lines, or none and a warning where they are too many."""
    lines, size = _count(rows), len(_json(rows))
    if lines <= CARRIED_LINES and size <= CARRIED_BYTES:
        return rows
    warn(
        f"the GLB has no bill of materials: it may carry {CARRIED_LINES:,} lines of {CARRIED_BYTES:,} bytes together, "
        f"and these are {lines:,} of {size:,}; build the type BOM"
    )
    return ()


def _json(rows: Rows) -> bytes:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _count(rows: Rows) -> int:
    return sum(1 + _count(row.get("children", ())) for row in rows)
