"""What a script says about itself: its unit of length, the version of its format, its material."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cadwidgets.modelscript.assignments import Literal, NotLiteralError, assignments, literal
from cadwidgets.modelscript.dialect import Dialect
from cadwidgets.modelscript.notes import Notes
from cadwidgets.units import length_unit

VERSIONS = ("1.0", "1")
"""The versions of ModelScript that there are: one, written in two ways."""

_DENSITY = re.compile(r"(?P<number>[-+.\deE]+)\s*(?P<unit>\S*)")
_DENSITY_UNITS: Mapping[str, float] = {
    "": 1.0,
    "kg/m3": 1.0,
    "kg/m³": 1.0,
    "kg/m^3": 1.0,
    "g/cm3": 1000.0,
    "g/cm³": 1000.0,
    "g/cm^3": 1000.0,
    "g/cc": 1000.0,
    "g/ml": 1000.0,
}
"""Kilograms per cubic metre in one of each unit."""


@dataclass(frozen=True)
class Metadata:
    """``unit`` of length; ``material`` as the script names it, or nothing; ``density`` in kg/m³, 0 if not given."""

    unit: str = "mm"
    material: str = ""
    density: float = 0.0


def read_metadata(tree: ast.Module, notes: Notes, dialect: Dialect, warn: Callable[[str], None]) -> Metadata:
    """All that the names UOM, VERSION, METADATA and MATERIAL, and the directives in comments, say.

    A name wins over an entry of METADATA, which wins over a comment. VERSION and MATERIAL mean something in
    ModelScript only: elsewhere the script's author chose these names for something of his own.
    """
    said = _said(tree, warn)
    material = notes.material
    if dialect == "modelscript":
        _check_version(said.get("VERSION"), warn)
        material = _text(said, "MATERIAL", warn) or material
    return Metadata(_unit(_text(said, "UOM", warn), notes, warn), material, _density(notes.density, warn))


def _said(tree: ast.Module, warn: Callable[[str], None]) -> dict[str, Literal]:
    """The entries of METADATA, then the names themselves."""
    entries: dict[str, Literal] = {}
    names: dict[str, Literal] = {}
    for item in assignments(tree):
        if item.name not in ("UOM", "VERSION", "METADATA", "MATERIAL"):
            continue
        try:
            value = literal(item.value)
        except NotLiteralError:
            if item.name in ("UOM", "METADATA"):
                warn(f"line {item.line}: {item.name} is computed, so it is ignored")
            continue
        if item.name != "METADATA":
            names[item.name] = value
        elif isinstance(value, dict):
            entries = {str(key): entry for key, entry in value.items()}
        else:
            warn(f"line {item.line}: METADATA is not a dict and is ignored")
    return entries | names


def _text(said: Mapping[str, Literal], name: str, warn: Callable[[str], None]) -> str:
    value = said.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    warn(f"{name} is not a text and is ignored")
    return ""


def _check_version(version: Literal, warn: Callable[[str], None]) -> None:
    if version is not None and str(version) not in VERSIONS:
        warn(f"VERSION {version} of ModelScript is not known; the script is read as version {VERSIONS[0]}")


def _unit(uom: str, notes: Notes, warn: Callable[[str], None]) -> str:
    for name in (uom, notes.unit):
        if name:
            try:
                return length_unit(name)
            except ValueError as error:
                warn(str(error))
    return "mm"


def _density(text: str, warn: Callable[[str], None]) -> float:
    """``1240 kg/m3`` or ``1.24 g/cm3`` in kg/m³."""
    if not text:
        return 0.0
    match = _DENSITY.fullmatch(text)
    try:
        density = float(match["number"]) * _DENSITY_UNITS[match["unit"].lower()] if match else 0.0
    except (ValueError, KeyError):
        density = 0.0
    if 0 < density < 1e6:
        return density
    warn(f"the density {text!r} is ignored: write a positive number and a unit, like 1240 kg/m3 or 1.24 g/cm3")
    return 0.0
