"""What the slotted screws of ISO 1207, 1580 and 2009 share: slots, property classes and the length of the thread."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.catalog.materials import material_named
from cadwidgets.service.catalog.screws.metric import BD, Column, PropertyClass, stainless

LENGTHS: tuple[float, ...] = (2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80)
"""The preferred lengths of these standards, without those that they put into brackets."""

CLASSES = (
    PropertyClass("4.8"),
    PropertyClass("5.8"),
    stainless("A2-70"),
    PropertyClass("CU2", material=material_named("brass")),
)
"""Steel, stainless steel, and brass of ISO 8839."""


def slot_width(*documents: str) -> Column:
    """The column of the slot's width n, which bd-warehouse has up to M3 alone: above, its limits fit no width."""
    return Column("n", "Slot width n", "nominal", documents, without=tuple((BD, d) for d in (4, 5, 6, 8, 10)))


def threaded(size: Mapping[str, float]) -> float:
    """Screws of up to 40 mm are threaded up to the head, longer ones b."""
    return size["l"] if size["l"] <= 40 else size["b"]
