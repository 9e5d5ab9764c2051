"""What can be added to a bill of materials, as lines of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_parts import line_of_details
from cadwidgets.contract.part_details import PartDetails
from cadwidgets.errors import RequestError

_FIELDS = tuple(field.name for field in fields(BomLine))


def lines_of(what: object, quantity: float) -> tuple[BomLine, ...]:
    """So many of it: of a line, a part's data, a designation, a BOM (as an assembly), or of what has a ``bom``, as a
    `CatalogPart` and a picker.

    Raises RequestError where nothing is picked, NotFound for an unknown designation, TypeError for anything else.
    """
    from cadwidgets.widgets.bom import Bom

    if isinstance(what, Bom):
        return (BomLine(name=what.title or "Assembly", quantity=quantity, children=what.lines),)
    factor = BomLine(quantity=quantity).quantity
    return tuple(replace(line, quantity=line.quantity * factor) for line in _single(what))


def _single(what: object) -> tuple[BomLine, ...]:
    if isinstance(what, BomLine):
        return (what,)
    if isinstance(what, PartDetails):
        return (line_of_details(what),)
    if isinstance(what, str):
        from cadwidgets.widgets.catalog_part import part

        return part(what).bom.lines
    return _picked(what)


def _picked(what: object) -> tuple[BomLine, ...]:
    from cadwidgets.widgets.bom import Bom

    if not hasattr(what, "bom"):
        raise TypeError(
            f"a {type(what).__name__} is no BomLine, part, designation, picker or Bom: only these are added"
        )
    if not isinstance(what.bom, Bom):
        raise RequestError("nothing is picked yet", parameter="what", allowed="a picker with a part")
    return what.bom.lines


def changed(line: BomLine, values: Mapping[str, Any]) -> BomLine:
    """The line with these values. Raises RequestError for a field that no line has, and for a wrong value."""
    unknown = [name for name in values if name not in _FIELDS]
    if unknown:
        raise RequestError(
            f"a BOM line has no {unknown[0]!r}",
            parameter=unknown[0],
            value=values[unknown[0]],
            allowed=", ".join(_FIELDS),
        )
    return replace(line, **values)
