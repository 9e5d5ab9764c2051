"""The bill of materials of a model: catalog parts by their part numbers, all else by name, both counted."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cadquery as cq

from cadwidgets.contract.bom import BomLine, total_mass
from cadwidgets.contract.bom_json import MAX_DEPTH
from cadwidgets.errors import NotFound
from cadwidgets.service.builds.catalog_parts import CatalogParts, MadePart
from cadwidgets.service.builds.counting import Found, counted
from cadwidgets.service.builds.likeness import Likeness
from cadwidgets.service.builds.made_lines import made_line
from cadwidgets.service.builds.parts import clean_name, flat_items, own_name
from cadwidgets.service.builds.shapes import joined, shapes_of, volume
from cadwidgets.service.builds.substance import Substance
from cadwidgets.service.catalog.materials import material_named
from cadwidgets.units import MILLIMETRES

_UNNAMED = "unnamed"


@dataclass(frozen=True)
class Bill:
    """The lines of a model. ``weighed`` says whether all that has a volume has a mass."""

    lines: tuple[BomLine, ...]
    weighed: bool = True

    @property
    def mass(self) -> float | None:
        """What the model weighs in kg; None where that of something in it is not known, or there is no solid."""
        return total_mass(self.lines).value if self.weighed else None


def bill_of_materials(
    shown: Sequence[tuple[Any, str]], made: CatalogParts, unit: str, substance: Substance, warn: Callable[[str], None]
) -> Bill:
    """The lines of all that is ``shown``, (CAD object, name) each; lengths are in ``unit``.

    An assembly with a name is a line with its own lines below it, unless it is all that is shown. ``substance`` is what
    the script names for all that has no material of its own. A part of the catalog that was made and is not shown as
    itself, such as one that was cut, is a warning.
    """
    bill = _Bill(tuple(made), unit, warn)
    found = [item for thing, name in shown for item in bill.of(thing, name, substance)]
    lines = counted(found)
    for part in bill.missing():
        warn(f"{part.part_number} was made by part() and is not shown as itself: the bill of materials lacks it")
    if substance.density is not None and total_mass(lines).value is None:
        warn("there is no mass: the model has no solid with a positive volume")
    is_whole = len(lines) == 1 and lines[0].children and not lines[0].part
    return Bill(lines[0].children if is_whole else lines, bill.weighed)


class _Bill:
    """Finds the lines of one model."""

    def __init__(self, made: Sequence[MadePart], unit: str, warn: Callable[[str], None]) -> None:
        self._made = made
        self._unit = unit
        self._warn = warn
        self._seen: list[MadePart] = []
        self.weighed = True

    def of(self, thing: Any, name: str, substance: Substance) -> Iterator[Found]:
        """What one CAD object of the script comes to."""
        items = list(flat_items(thing))
        shapes = [shape for item in items if not isinstance(item, cq.Assembly) for shape in shapes_of(item)]
        yield from self._things(shapes, name, substance)
        for node in items:
            if isinstance(node, cq.Assembly):
                yield from self._node(node, name or own_name(node), substance, 1)

    def missing(self) -> list[MadePart]:
        """The parts of the catalog that no line is of."""
        return [part for part in self._made if part not in self._seen]

    def _node(self, node: cq.Assembly, name: str, above: Substance, level: int) -> Iterator[Found]:
        """An assembly's own object and all below it: lines of one line, if it has a name and is not too deep."""
        known = self._known_assembly(node)
        if known:
            yield self._catalog(known)
            return
        substance = self._substance(node) or above
        inner = list(self._things(shapes_of(node.obj) if node.obj is not None else [], name, substance))
        for child in node.children:
            inner += self._node(child, own_name(child), substance, level + 1)
        if node.children and name and inner and level < MAX_DEPTH:
            yield Found(BomLine(name=name, children=counted(inner)))
        else:
            yield from inner

    def _things(self, shapes: Iterable[cq.Shape], name: str, substance: Substance) -> Iterator[Found]:
        """The parts of the catalog among the shapes, and the others as one thing."""
        own = []
        for shape in shapes:
            known = self._known(shape)
            yield from map(self._catalog, known)
            own += [] if known else [shape]
        if own:
            yield self._own(joined(own), name, substance)

    def _known(self, shape: cq.Shape) -> list[MadePart]:
        """The part that a shape is, or the parts that a compound holds if it holds nothing else."""
        likeness = Likeness(shape)
        whole = [part for part in self._made if part.likeness.is_of(likeness)][:1]
        if whole or not isinstance(shape, cq.Compound):
            return whole
        pieces = [self._known(piece) for piece in shape]
        return [part for piece in pieces for part in piece] if all(pieces) else []

    def _known_assembly(self, node: cq.Assembly) -> MadePart | None:
        made = [part for part in self._made if part.is_assembly and len(part.thing.children) == len(node.children)]
        if not made:
            return None
        likeness = Likeness(node.toCompound())
        return next((part for part in made if part.likeness.is_of(likeness)), None)

    def _catalog(self, part: MadePart) -> Found:
        self._seen.append(part)
        return Found(made_line(part))

    def _own(self, shape: cq.Shape, name: str, substance: Substance) -> Found:
        size = math.fsum(map(volume, shape.Solids()))
        self.weighed &= size <= 0 or substance.density is not None
        weight = substance.density and size * (MILLIMETRES[self._unit] / 1000.0) ** 3 * substance.density
        line = BomLine(
            name=name or _UNNAMED,
            material=substance.name,
            mass_kg=weight if weight and weight > 0 else None,
            attributes=(("Volume", f"{size:.6g}", f"{self._unit}\u00b3"),) if size > 0 else (),
        )
        return Found(line, Likeness(shape))

    def _substance(self, node: cq.Assembly) -> Substance | None:
        """The material that CadQuery's own ``material=`` of an assembly names."""
        if node.material is None:
            return None
        name = clean_name(node.material.name)
        try:
            return Substance(name, material_named(name).density)
        except NotFound as error:
            self._warn(f"there is no mass of {own_name(node) or _UNNAMED}: {error}")
            return Substance(name)
