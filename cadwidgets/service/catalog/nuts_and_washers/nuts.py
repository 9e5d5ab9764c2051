"""What the families of nuts have in common: their dimensions, their grades, and their thread."""

from __future__ import annotations

import math
from collections.abc import Callable

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector
from cadwidgets.service.catalog.nuts_and_washers.tables import Column, Grade, Table, Witness, stainless
from cadwidgets.service.catalog.threads import THREAD

CATEGORY = "CW.10.050"
DIAMETER = Selector("d", "Nominal diameter d", "real", "mm")
PITCH = Selector("P", "Pitch P", "real", "mm")
PROPERTY_CLASS = Selector("class", "Property class", "text")

D = Column("d", "Nominal diameter d", "nominal")
P = Column("P", "Pitch P", "nominal")
S = Column("s", "Width across flats s", "nominal (maximum)")
M = Column("m", "Nut height m", "maximum")
COARSE_PITCH = (Witness("FastenersWB iso4032def", "d P"), Witness("bd-warehouse 0.4.0", "d P"))
"""Of the coarse threads M1.6 to M36, on which all tables of nuts agree."""

REGULAR = (
    Grade("8"),
    Grade("10", smallest=5),
    stainless("A2-70", largest=24),
    stainless("A4-70", largest=24),
    stainless("A4-80", largest=24),
    stainless("A2-50", smallest=27),
    stainless("A4-50", smallest=27),
)
"""The classes of ISO 898-2 and ISO 3506-2 that nuts of style 1 are made in; below M5 the class is a matter of
agreement, and 8 the usual one."""
THIN = (
    Grade("04"),
    Grade("05", smallest=5),
    stainless("A2-035", largest=24),
    stainless("A4-035", largest=24),
    stainless("A2-025", smallest=27),
    stainless("A4-025", smallest=27),
)
"""The classes of thin nuts."""
INSERT = (Grade("8"), Grade("10", smallest=5), stainless("A2-70", largest=24), stainless("A4-80", largest=24))
"""The classes of nuts with an insert."""


def nuts(
    family_id: str,
    part_id: str,
    table: Table,
    *,
    title: str,
    description: str,
    name: str,
    grades: tuple[Grade, ...],
    number: str = "",
    sizes: tuple[Selector, ...] = (DIAMETER,),
    surplus_volume: Callable[[Configuration], float] | None = None,
) -> Family:
    """The family of a table of nuts.

    ``number`` is the part number with braces in the place of the size: the standard and M, if it is not given.
    ``sizes`` are the selectors that a size of the table consists of. The thread is as long as the nut is high (``m``)
    and countersunk on both sides, if no ``surplus_volume`` says otherwise.
    """
    standard = table.source.partition(":")[0]
    return Family(
        id=family_id,
        part_id=part_id,
        category=CATEGORY,
        title=title,
        description=description,
        name=name,
        standard=standard,
        material=STEEL,
        selectors=(*sizes, PROPERTY_CLASS),
        configurations=table.configurations(number or f"{standard} M{{}}", grades),
        surplus_volume=surplus_volume or _countersunk_through,
        options=(THREAD,),
    )


def minor_diameter(size: Configuration) -> float:
    """The hole of a simplified thread (mm): the minor diameter D1 = d - 1.082532 P (ISO 724)."""
    return size["d"] - 1.082532 * size["P"]


def countersink_depth(size: Configuration) -> float:
    """How deep (mm) a countersink of 120 degrees reaches that begins with the nominal diameter d."""
    return (size["d"] - minor_diameter(size)) / 2 / math.tan(math.radians(60))


def thread_metal(size: Configuration, length: float) -> float:
    """The volume (mm³) between the hole of a simplified thread and the real thread, over a length in mm.

    A thread has about the volume of a hole of its pitch diameter D2 = d - 0.649519 P (ISO 68-1, ISO 724).
    """
    pitch_diameter = size["d"] - 0.649519 * size["P"]
    return math.pi / 4 * (pitch_diameter**2 - minor_diameter(size) ** 2) * length


def _countersunk_through(size: Configuration) -> float:
    return thread_metal(size, size["m"] - 2 * countersink_depth(size))
