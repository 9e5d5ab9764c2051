"""What the families of retaining rings DIN 471 and DIN 472 have in common."""

from __future__ import annotations

from collections.abc import Sequence

from cadwidgets.service.catalog.materials import SPRING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Table

_PLACES = {
    "DIN 471": ("shafts", "Shaft diameter d1", "Ring inner diameter d3"),
    "DIN 472": ("bores", "Bore diameter d1", "Ring outer diameter d3"),
}


def ring_family(
    number: int,
    standard: str,
    sizes: Sequence[Sequence[float]],
    documents: tuple[Document, ...],
    grooves: tuple[Document, ...],
) -> Family:
    """The family of a standard. ``documents`` state the ring and the groove diameter, ``grooves`` the other two."""
    place, nominal, free = _PLACES[standard]
    columns = (
        Column("d1", nominal, "nominal", documents),
        Column("s", "Ring thickness s", "nominal", documents),
        Column("d3", free, "nominal", documents),
        Column("a", "Ear width a", "maximum", documents),
        Column("b", "Beam width b", "reference", documents),
        Column("d5", "Ear hole d5", "minimum", documents),
        Column("d2", "Groove diameter d2", "nominal", documents),
        Column("m", "Groove width m", "nominal (minimum)", grooves),
        Column("n", "Groove to end n", "minimum", grooves),
    )
    table = Table(f"{standard}:2011, table 1", columns)
    return Family(
        id=standard.replace(" ", "").lower(),
        part_id=f"90-24112026-{number:06d}",
        category="CW.10.070",
        title=f"{standard} retaining rings for {place}",
        description=f"{sizes[0][0]:g} to {sizes[-1][0]:g} mm, normal type, in the state before mounting",
        name=f"Retaining ring for {place}",
        standard=standard,
        material=SPRING_STEEL,
        selectors=(Selector("d1", nominal, "real", "mm"),),
        configurations=tuple(
            Configuration(f"{standard} {row[0]:g}x{row[1]:g}", table.dimensions(row), (f"{row[0]:g}",)) for row in sizes
        ),
    )
