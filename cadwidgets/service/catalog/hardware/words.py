"""The words of hardware in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = ()
