"""The files that a BOM table saves, by the word that a user knows them by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from cadwidgets.widgets.bom import Bom

_LONGEST_NAME = 80

FORMATS: Mapping[str, Callable[[Bom], bytes]] = MappingProxyType(
    {
        "CSV": lambda bom: _as_bytes(bom.to_csv()),
        "XLSX": lambda bom: _as_bytes(bom.to_xlsx()),
        "Markdown": lambda bom: _as_bytes(bom.to_markdown()),
        "JSON": lambda bom: _as_bytes(bom.to_json()),
        "HTML": lambda bom: _as_bytes(bom.to_html()),
    }
)
"""How each is written. Raises CadWidgetsError where a library for it is not installed."""


def file_name(title: str, name: str) -> str:
    """``Pump_A.xlsx``: the BOM's title with nothing in it that a file's name must not have."""
    stem = re.sub(r"[^\w-]+", "_", title).strip("_")[:_LONGEST_NAME] or "bom"
    return f"{stem}.{'md' if name == 'Markdown' else name.lower()}"


def _as_bytes(written: str | bytes) -> bytes:
    return written.encode() if isinstance(written, str) else written
