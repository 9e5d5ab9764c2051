"""From a picked part to its line of a bill of materials."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.bom_parts import name_in
from cadwidgets.contract.parts import PartFiles
from cadwidgets.widgets._part_html import size_lines
from cadwidgets.widgets._shelf import PartFacts


def line_of_pick(facts: PartFacts, files: PartFiles | None = None) -> BomLine:
    """One of the part with all that its catalog tells, of an assembly also what is in it; ``files`` are those that were
    downloaded of it, if any.
    """
    cad_file = next(iter(files.files), "") if files else ""
    return BomLine(
        part_number=facts.part_number,
        name=name_in(facts.title, facts.part_number),
        standard=facts.standard,
        material=facts.material,
        mass_kg=None if facts.mass is None else _kilograms(facts.mass),
        source=facts.source,
        attributes=(*size_lines(facts), *facts.properties),
        part=facts.part,
        cad_file=cad_file,
        sha256=hashlib.sha256(files.files[cad_file]).hexdigest() if files and cad_file else "",
        children=facts.components,
    )


def _kilograms(grams: float) -> float:
    """Exactly the digits that were told, as in a BOM text: the same part is then the same line by any way."""
    return float(Decimal(repr(grams)).scaleb(-3))
