"""Why values differ from those of every table, by family and symbol; for one size, or for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from comparison.values import Key

_REASONS: Mapping[tuple[str, str, str], str] = {}
"""By family, symbol and size; an empty size means all of them."""


def why(key: Key) -> str:
    """The reason for a difference of that value; empty where none is known."""
    return _REASONS.get((key.family, key.symbol, key.size)) or _REASONS.get((key.family, key.symbol, ""), "")
