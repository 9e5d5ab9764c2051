"""Single row deep groove ball bearings, open, shielded (ZZ) or sealed (2RS): boundary dimensions of ISO 15.

Compared value by value: d, D and B of all with two makers' catalogues (ISB and FBJ up to a bore of 9 mm, ISB and KYK
above); r_s min with the documents that each block of rows names. They differ on the r_s min of 629 (0.3 or 0.6 mm) and
684 (0.1 or 0.15 mm): unverified here. Hobby lists that state 626 with a bore of 8 or an outside diameter of 16 mm, and
a list that states 6004 with a width of 8 mm, stand against all of these.

Which closures are made is taken from the same catalogues: series 160 is open only, and the two largest of series 63
have no seals there. Shields make some miniature bearings wider than they are when open.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.bearings.tables import BD, FBJ, ISB, KYK, MOTORS, Column, dimensions, rows
from cadwidgets.service.catalog.materials import BEARING_STEEL
from cadwidgets.service.catalog.model import Configuration, Family, Selector

_STANDARD = "ISO 15:2017"
_JIS = "table after JIS B 1520"

# number, d, D, B, r_s min and, where it differs, the width with shields or seals; by the documents that state r_s min
_MINIATURE = {
    (KYK, ISB): """
        624 4 13 5 .2, 625 5 16 5 .3, 626 6 19 6 .3, 627 7 22 7 .3, 628 8 24 8 .3,
        604 4 12 4 .2, 605 5 14 5 .2, 606 6 17 6 .3, 607 7 19 6 .3, 609 9 24 7 .3,
        685 5 11 3 .15 5, 686 6 13 3.5 .15 5, 687 7 14 3.5 .15 5, 688 8 16 4 .2 5, 689 9 17 4 .2 5""",
    (KYK, BD): "608 8 22 7 .3",
    (ISB, BD): """
        623 3 10 4 .15, 694 4 11 4 .15, 695 5 13 4 .2, 696 6 15 5 .2, 697 7 17 5 .3, 698 8 19 6 .3, 699 9 20 6 .3""",
    (ISB,): "603 3 9 3 .15 5, 683 3 7 2 .15 3, 693 3 8 3 .15 4",
    (BD,): "629 9 26 8 .3, 684 4 9 2.5 .1 4",
}
_METRIC = {
    (KYK, _JIS): """
        6000 10 26 8 .3, 6001 12 28 8 .3, 6002 15 32 9 .3, 6003 17 35 10 .3, 6004 20 42 12 .6, 6005 25 47 12 .6,
        6006 30 55 13 1, 6007 35 62 14 1, 6008 40 68 15 1, 6009 45 75 16 1, 6010 50 80 16 1,
        6200 10 30 9 .6, 6201 12 32 10 .6, 6202 15 35 11 .6, 6203 17 40 12 .6, 6204 20 47 14 1, 6205 25 52 15 1,
        6206 30 62 16 1, 6207 35 72 17 1.1, 6208 40 80 18 1.1, 6209 45 85 19 1.1, 6210 50 90 20 1.1,
        6300 10 35 11 .6, 6301 12 37 12 1, 6302 15 42 13 1, 6303 17 47 14 1, 6304 20 52 15 1.1, 6305 25 62 17 1.1,
        6306 30 72 19 1.1""",
    (KYK, MOTORS): """
        6011 55 90 18 1.1, 6012 60 95 18 1.1,
        6211 55 100 21 1.5, 6212 60 110 22 1.5, 6213 65 120 23 1.5, 6214 70 125 24 1.5, 6215 75 130 25 1.5,
        6216 80 140 26 2, 6217 85 150 28 2, 6218 90 160 30 2,
        6307 35 80 21 1.5, 6308 40 90 23 1.5, 6309 45 100 25 1.5, 6310 50 110 27 2, 6311 55 120 29 2""",
    (KYK, BD): "61800 10 19 5 .3, 61900 10 22 6 .3",
    (KYK,): """
        6013 65 100 18 1.1, 6014 70 110 20 1.1, 6015 75 115 20 1.1, 6016 80 125 22 1.1, 6017 85 130 22 1.1,
        6018 90 140 24 1.5, 6019 95 145 24 1.5, 6020 100 150 24 1.5, 6219 95 170 32 2.1, 6220 100 180 34 2.1,
        6312 60 130 31 2.1, 6313 65 140 33 2.1, 6314 70 150 35 2.1, 6315 75 160 37 2.1, 6316 80 170 39 2.1,
        6317 85 180 41 3, 6318 90 190 43 3, 6319 95 200 45 3, 6320 100 215 47 3,
        16003 17 35 8 .3, 16004 20 42 8 .3, 16005 25 47 8 .3, 16006 30 55 9 .3, 16007 35 62 9 .3, 16008 40 68 9 .3,
        16009 45 75 10 .6, 16010 50 80 10 .6, 16011 55 90 11 .6, 16012 60 95 11 .6, 16013 65 100 11 .6,
        16014 70 110 13 .6, 16015 75 115 13 .6, 16016 80 125 14 .6, 16017 85 130 14 .6, 16018 90 140 16 1,
        16019 95 145 16 1, 16020 100 150 16 1,
        61801 12 21 5 .3, 61802 15 24 5 .3, 61803 17 26 5 .3, 61804 20 32 7 .3, 61805 25 37 7 .3, 61806 30 42 7 .3,
        61807 35 47 7 .3, 61808 40 52 7 .3, 61809 45 58 7 .3, 61810 50 65 7 .3, 61811 55 72 9 .3, 61812 60 78 10 .3,
        61813 65 85 10 .6, 61814 70 90 10 .6, 61815 75 95 10 .6, 61816 80 100 10 .6, 61817 85 110 13 1,
        61818 90 115 13 1, 61819 95 120 13 1, 61820 100 125 13 1,
        61901 12 24 6 .3, 61902 15 28 7 .3, 61903 17 30 7 .3, 61904 20 37 9 .3, 61905 25 42 9 .3, 61906 30 47 9 .3,
        61907 35 55 10 .6, 61908 40 62 12 .6, 61909 45 68 12 .6, 61910 50 72 12 .6, 61911 55 80 13 1, 61912 60 85 13 1,
        61913 65 90 13 1, 61914 70 100 16 1, 61915 75 105 16 1, 61916 80 110 16 1, 61917 85 120 18 1.1,
        61918 90 125 18 1.1, 61919 95 130 18 1.1, 61920 100 140 20 1.1""",
}
_SERIES = ("62", "60", "63", "160", "68", "69", "618", "619")
_NOT_SEALED = ("6319", "6320")


def family() -> Family:
    """The family with all its part numbers, series by series."""
    return Family(
        id="deep_groove_bearing",
        part_id="90-24112026-000020",
        category="CW.20.010",
        title="ISO 15 deep groove ball bearings",
        description="623 to 629, 603 to 609, 683 to 689, 693 to 699, 60, 62, 63, 160, 618 and 619 up to 100 mm bore; "
        "open, with shields (ZZ) or seals (2RS), simplified inside, without cage",
        name="Deep groove ball bearing",
        standard="ISO 15",
        material=BEARING_STEEL,
        selectors=(
            Selector("d", "Bore d", "real", "mm"),
            Selector("series", "Dimension series", "text"),
            Selector("seal", "Closure", "text"),
        ),
        configurations=tuple(sorted(_configurations(), key=_place)),
    )


def _place(configuration: Configuration) -> tuple[int, float]:
    return _SERIES.index(configuration.selection[1]), configuration["d"]


def _configurations() -> Iterator[Configuration]:
    for blocks, sizes in ((_MINIATURE, (ISB, FBJ)), (_METRIC, (ISB, KYK))):
        for chamfer, text in blocks.items():
            for number, row in rows(text):
                yield from _closures(number, row, _columns(sizes, chamfer))


def _columns(sizes: tuple[str, ...], chamfer: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column("d", "Bore d", sizes),
        Column("D", "Outside diameter D", sizes),
        Column("B", "Width B", sizes),
        Column("r_s", "Chamfer r_s min", chamfer, "minimum"),
    )


def _closures(number: str, row: tuple[float, ...], columns: tuple[Column, ...]) -> Iterator[Configuration]:
    """The open bearing, and those with shields and seals that are made."""
    bore, outside, _, chamfer, *closed = row
    series = number[:-1] if len(number) == 3 else number[:-2]
    open_sizes = dimensions(columns, row[:4], _STANDARD)
    yield Configuration(number, open_sizes, (f"{bore:g}", series, "open"))
    made = () if series == "160" else ("ZZ",) if number in _NOT_SEALED else ("ZZ", "2RS")
    sizes = dimensions(columns, (bore, outside, *closed, chamfer), _STANDARD) if closed else open_sizes
    for seal in made:
        yield Configuration(f"{number}-{seal}", sizes, (f"{bore:g}", series, seal))
