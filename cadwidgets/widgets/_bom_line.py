"""From a picked part to its line of a bill of materials."""

from __future__ import annotations

import hashlib

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.parts import PartFiles
from cadwidgets.widgets._part_html import size_lines
from cadwidgets.widgets._shelf import PartFacts

_GRAMS = 1000.0


def line_of_pick(facts: PartFacts, files: PartFiles | None = None) -> BomLine:
    """One of the part, with all that its catalog tells; ``files`` are those that were downloaded of it, if any."""
    cad_file = next(iter(files.files), "") if files else ""
    return BomLine(
        part_number=facts.part_number,
        name=facts.title,
        standard=facts.standard,
        material=facts.material,
        mass_kg=None if facts.mass is None else facts.mass / _GRAMS,
        source=facts.source,
        attributes=(*facts.properties, *size_lines(facts)),
        part=facts.part,
        cad_file=cad_file,
        sha256=hashlib.sha256(files.files[cad_file]).hexdigest() if files and cad_file else "",
    )
