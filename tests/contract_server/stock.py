"""The catalog of the contract-only TraceParts: washers, a set of two parts, and a part with nothing but STEP.

What the reference leaves open and this stock chose:

- part ids have the documented form ``NN-DDMMYYYY-NNNNNN``; a selection path is opaque, so each family spells its own,
  with ``|``, ``=``, blanks, and in the set also ``&`` and ``%``
- labels are German whatever the language: a supplier's default stands in for a missing language
- the BOM text is cp1252, separated by semicolons and CRLF, with decimal commas
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

CLASSIFICATION = "CONTRACT_WASHERS"
ALIASES = {"washers", "contract_washers"}
"""What callers may call the catalog where a label of their own is asked for, in lower case."""
TITLE = "Scheiben & Sätze"
MANUFACTURER = "Vertrag GmbH"
CATEGORY = "W.10.010"
CATEGORY_PATH = "/F_W/F_W.10/F_W.10.010/"
CATEGORY_TITLE = "Scheiben, flach"
UPDATED = "2021-11-08T09:30:00"
CONTACT = {"emails": "info@vertrag.example", "webSites": "https://vertrag.example", "address": "Musterweg 1, Ulm"}

WASHERS = "10-03052021-114249"
SETS = "10-24032019-000310"
PLAIN = "10-09112020-000077"
PAPER = "10-17012018-000005"
BROKEN_PART = "W-BROKEN"
"""A part whose CAD files can never be made."""

CAD_FORMATS = {19: ("STEP AP214", "STEP", "stp"), 77: ("STL", "STL", "stl")}
"""Label, the kernel's type and the file's ending, by CADFormatID."""

RING = "cq.Workplane().workplane(offset={offset}).circle({outer} / 2).circle({inner} / 2).extrude({height})"


@dataclass(frozen=True)
class Ring:
    """A flat ring on z = ``offset``; all lengths in millimetres."""

    outer: float
    inner: float
    height: float
    offset: float = 0.0

    @property
    def volume(self) -> float:
        """In cubic millimetres."""
        return math.pi / 4 * (self.outer**2 - self.inner**2) * self.height

    @property
    def script(self) -> str:
        """One shown object of a ModelScript."""
        return f"show_object({RING.format(**self.__dict__)})\n"


@dataclass(frozen=True)
class Part:
    """One configuration of a family: its number, its path, and what it is made of, by name."""

    family: str
    selection_path: str
    number: str
    title: str
    pieces: Mapping[str, Ring]
    formats: tuple[int, ...] = tuple(CAD_FORMATS)

    @property
    def rings(self) -> tuple[Ring, ...]:
        return tuple(self.pieces.values())

    @property
    def volume(self) -> float:
        """In cubic millimetres."""
        return sum(ring.volume for ring in self.rings)

    @property
    def attributes(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Symbol, label, type, value and unit, as a BOM has them; every value is text."""
        ring = self.rings[0]
        return (
            ("PN", "Artikelnummer", "Text", self.number, ""),
            ("DES", "Bezeichnung", "Text", self.title, ""),
            ("DA", "Außendurchmesser", "Real", f"{ring.outer:g}", "mm"),
            ("H", "Höhe", "Real", f"{ring.height:g}", "mm"),
        )

    @property
    def bom_text(self) -> bytes:
        """The attributes as the text beside the CAD file."""
        rows = ((label, value.replace(".", ",") if kind == "Real" else value, unit)
                for _, label, kind, value, unit in self.attributes)  # fmt: skip
        return "\r\n".join(";".join(filter(None, row)) for row in rows).encode("cp1252")


SIZES = {"8": (16.0, 8.4, 1.6), "10": (20.0, 10.5, 2.0)}
"""Outer and inner diameter and height of a washer, by its nominal size."""
HEIGHTS = (0.5, 10.0)
"""Between what the height of a washer may be chosen."""
WASHER_PATH = re.compile(r"1\|size=([0-9]+) mm\|=0\|H==([0-9.]+)\|")


def washer_path(size: str, height: float) -> str:
    return f"1|size={size} mm|=0|H=={height:g}|"


def washer(size: str, height: float | None = None) -> Part:
    """The washer of that size, or of another height."""
    outer, inner, usual = SIZES[size]
    ring = Ring(outer, inner, usual if height is None else height)
    return Part(WASHERS, washer_path(size, ring.height), f"W-{size}", f"Scheibe Ø{inner:g}", {"washer": ring})


PARTS = (
    washer("8"),
    washer("10"),
    replace(washer("8"), number=BROKEN_PART, selection_path=washer_path("0", 1.6), title="Scheibe, defekt"),
    Part(
        SETS,
        "1|set=8 & 8.1 %|=0|",
        "WR-8",
        "Satz aus Scheibe und Ring",
        {"washer": Ring(16.0, 8.4, 1.6), "ring": Ring(14.8, 8.1, 2.0, offset=1.6)},
    ),
    Part(PLAIN, "1|=0|only one|", "W-20", "Scheibe Ø21", {"washer": Ring(37.0, 21.0, 3.0)}, (19,)),
    Part(PAPER, "1|=0|paper|", "W-PAPER", "Scheibe, nur Datenblatt", {"washer": Ring(30.0, 17.0, 3.0)}, ()),
)
"""Every configuration with a number; the washers have others of any height."""

FAMILIES = {WASHERS: "Scheiben", SETS: "Sätze", PLAIN: "Große Scheiben", PAPER: "Alte Scheiben"}
"""The title by part id."""
OWN_CODES = {f"SKU {index:04}": part for index, part in enumerate(PARTS)}
"""Parts by the numbers that a customer gave them."""


def of_family(family: str) -> Iterator[Part]:
    """The parts of a family that have a number; the first is its default."""
    return (part for part in PARTS if part.family == family)


def by_number(classification: str, number: str) -> Part | None:
    """Exactly as the catalog spells them."""
    if classification != CLASSIFICATION:
        return None
    return next((part for part in PARTS if part.number == number), None)


def by_path(family: str, selection_path: str) -> Part | None:
    """The part that this path names, listed or not; an empty path names none."""
    for part in of_family(family):
        if part.selection_path == selection_path:
            return part
    found = WASHER_PATH.fullmatch(selection_path)
    if family != WASHERS or not found or found[1] not in SIZES or not HEIGHTS[0] <= float(found[2]) <= HEIGHTS[1]:
        return None
    return washer(found[1], float(found[2]))


def by_code(number: str, *, loose: bool) -> Part | None:
    """By part number; ``loose`` ignores blanks and ``. - / +``."""
    simple = re.compile(r"[\s./+-]").sub if loose else None
    for part in PARTS:
        if part.number == number or (simple and simple("", part.number) == simple("", number)):
            return part
    return None
