"""The bill of materials that a built model carries: in a GLB's ``asset.extras``, or as a file of its own."""

from __future__ import annotations

import json
from typing import Any

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_json import lines_from_json
from cadwidgets.errors import GeometryError
from cadwidgets.geometry.faults import reading
from cadwidgets.geometry.glb_accessors import Document
from cadwidgets.geometry.glb_parts import unpacked


def carried_bom(data: bytes, kind: str) -> tuple[BomLine, ...] | None:
    """The lines that a model of the output type ``kind`` carries; None where it carries none.

    What a stranger's script wrote is data: raises GeometryError for anything that is no bill of materials.
    """
    if kind == "GLB":
        told = extras_of(data).get("bom")
        return None if told is None else _lines(told, kind)
    return _lines(_parsed(data), kind) if kind == "BOM" else None


def extras_of(data: bytes) -> dict[str, Any]:
    """What the writer noted of the whole file; empty for one of other programs, which may note anything."""
    with reading("GLB"):
        asset = Document(*unpacked(data)).fields.get("asset")
    extras = asset.get("extras") if isinstance(asset, dict) else None
    return extras if isinstance(extras, dict) else {}


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise GeometryError(f"the bill of materials is no JSON: {error}", format="BOM", offset=0) from None


def _lines(told: Any, kind: str) -> tuple[BomLine, ...]:
    try:
        return lines_from_json(told)
    except (ValueError, KeyError, TypeError) as error:
        raise GeometryError(f"the {kind} holds no bill of materials: {error}", format=kind) from None
