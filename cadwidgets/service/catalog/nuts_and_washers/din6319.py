"""Spherical washers (form C) and conical seats (forms D and G) of DIN 6319 for M6 to M48, named by their holes.

From FastenersWB (tables ``DIN6319Cdef``, ``DIN6319Ddef``, ``DIN6319Gdef``; GPL, a FreeCAD add-on). The table of Elesa
Ganter has the same values of form G; forms C and D are unverified. FastenersWB also states the height of the cylinder
of form C: it follows from the others within 0.1 mm, with M14 and M20 within 0.3 mm.
"""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector
from cadwidgets.service.catalog.nuts_and_washers.tables import Column, Grade, Table, Witness
from cadwidgets.service.catalog.nuts_and_washers.washers import CATEGORY, HARDNESS_CLASS

_SOURCE = "DIN 6319:2001"
_SEAT_HOLE = Selector("d2", "Hole diameter d2", "real", "mm")
_THREAD = Column("d", "Nominal diameter d", "nominal, of the screw")
_SEAT = (
    Column("d2", "Hole diameter d2", "nominal"),
    Column("d4", "Outside diameter d4", "nominal"),
    Column("d5", "Seat diameter d5", "nominal"),
    Column("h3", "Seat height h3", "nominal"),
    _THREAD,
)

_SPHERICAL = Table(
    _SOURCE,
    (
        Column("d1", "Hole diameter d1", "nominal (minimum)"),
        Column("d3", "Outside diameter d3", "nominal"),
        Column("h2", "Washer height h2", "nominal"),
        Column("r1", "Sphere radius r1", "nominal"),
        Column("f1", "Hole edge f1", "nominal"),
        _THREAD,
    ),
    {
        "6.4": (6.4, 12, 2.3, 9, 0.3, 6),
        "8.4": (8.4, 17, 3.2, 12, 0.5, 8),
        "10.5": (10.5, 21, 4, 15, 0.5, 10),
        "13": (13, 24, 4.6, 17, 0.5, 12),
        "15": (15, 28, 5, 22, 0.5, 14),
        "17": (17, 30, 5.3, 22, 0.5, 16),
        "21": (21, 36, 6.3, 27, 0.5, 20),
        "25": (25, 44, 8.2, 32, 0.8, 24),
        "31": (31, 56, 11.2, 41, 0.8, 30),
        "37": (37, 68, 14, 50, 1, 36),
        "43": (43, 78, 17, 58, 1, 42),
        "50": (50, 92, 21, 67, 1, 48),
    },
    (Witness("FastenersWB DIN6319Cdef", "d1 d3 h2 r1 f1 d"),),
)
_CONICAL = Table(
    _SOURCE,
    _SEAT,
    {
        "7.1": (7.1, 12, 11, 2.8, 6),
        "9.6": (9.6, 17, 14.5, 3.5, 8),
        "12": (12, 21, 18.5, 4.2, 10),
        "14.2": (14.2, 24, 20, 5, 12),
        "16.5": (16.5, 28, 24.8, 5.6, 14),
        "19": (19, 30, 26, 6.2, 16),
        "23.2": (23.2, 36, 31, 7.5, 20),
        "28": (28, 44, 37, 9.5, 24),
        "35": (35, 56, 49, 12, 30),
        "42": (42, 68, 60, 15, 36),
        "49": (49, 78, 70, 18, 42),
        "56": (56, 92, 82, 22, 48),
    },
    (Witness("FastenersWB DIN6319Ddef", "d2 d4 d5 h3 d"),),
)
_LARGE = Table(
    _SOURCE,
    _SEAT,
    {
        "7.1": (7.1, 17, 11, 4, 6),
        "9.6": (9.6, 24, 14.5, 5, 8),
        "12": (12, 30, 18.5, 5, 10),
        "14.2": (14.2, 36, 20, 6, 12),
        "16.5": (16.5, 40, 24.8, 6, 14),
        "19": (19, 44, 26, 7, 16),
        "23.2": (23.2, 50, 31, 8, 20),
        "28": (28, 60, 37, 10, 24),
        "35": (35, 68, 49, 12, 30),
    },
    (
        Witness("FastenersWB DIN6319Gdef", "d2 d4 d5 h3 d"),
        Witness("Elesa Ganter DIN 6319", "d2 d4 d5 h3 d"),
    ),
)


def spherical() -> Family:
    """The family of form C."""
    return _family(
        "din6319_c",
        "90-24112026-000258",
        title="DIN 6319 C spherical washers",
        description="for M6 to M48, convex, for the conical seats of form D or G",
        name="Spherical washer",
        hole=Selector("d1", "Hole diameter d1", "real", "mm"),
        configurations=_SPHERICAL.configurations("DIN 6319 C {}", (Grade("550 HV"),)),
    )


def conical() -> Family:
    """The family of form D."""
    return _family(
        "din6319_d",
        "90-24112026-000259",
        title="DIN 6319 D conical seats",
        description="for M6 to M48, a cone of 120 degrees for the spherical washers of form C",
        name="Conical seat",
        hole=_SEAT_HOLE,
        configurations=_CONICAL.configurations("DIN 6319 D {}", (Grade("550 HV"),)),
    )


def large() -> Family:
    """The family of form G."""
    return _family(
        "din6319_g",
        "90-24112026-000260",
        title="DIN 6319 G large conical seats",
        description="for M6 to M30, a cone of 120 degrees for the spherical washers of form C, large outside",
        name="Large conical seat",
        hole=_SEAT_HOLE,
        configurations=_LARGE.configurations("DIN 6319 G {}", (Grade("350 HV"),)),
    )


def _family(
    family_id: str,
    part_id: str,
    *,
    title: str,
    description: str,
    name: str,
    hole: Selector,
    configurations: tuple[Configuration, ...],
) -> Family:
    return Family(
        id=family_id,
        part_id=part_id,
        category=CATEGORY,
        title=title,
        description=description,
        name=name,
        standard="DIN 6319",
        material=STEEL,
        selectors=(hole, HARDNESS_CLASS),
        configurations=configurations,
    )
