"""O-rings of AS568 (ISO 3601-1, classes A and B for general use), dash numbers 001 to 475.

Inside diameters: bd-warehouse 0.4.0 (``o-ring_parameters``) states all of them. Three shorter lists agree where they
are named below: the chart of unitcheatsheet.com, a dealer's list of NBR 70 rings, and the table of an open parts
connector. The dealer rounds many others by 0.01 mm; the connector's last ones (such as 101.19 for 240) are those of
other dash numbers. Beyond that the table proves itself: from 010 on, each diameter lies 1/16 inch or a multiple of it
above the one before. Section diameters: bd-warehouse and the chart of globaloring.com.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.catalog.seals.compounds import COMPOUND, COMPOUNDS, NBR_70, in_compounds

_STANDARD = "ISO 3601-1:2012, SAE AS568"
_BD = "bd-warehouse 0.4.0"
_CONNECTOR = "table of an open parts connector"
_INSIDE = {
    "unitcheatsheet.com AS568": {1, 4, 8, 10, 12, 14, 16, 20, 24, 30, 110, 120, 210, 218, 222, 226, 230, 240, 425},
    "dealer's list of NBR 70 O-rings": {
        *(6, 7, 9, 10, 12, 13, 14, 15, 16, 18, 19, 20, 110, 112, 114, 116, 117, 118, 119, 120, 121, 123, 124, 126),
        *(210, 211, 212, 214, 216, 218, 219, 220, 222, 223, 224, 225, 325, 327),
    },
    _CONNECTOR: {
        *(1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 110, 111, 112, 114, 115, 116),
        *(210, 211, 212, 213, 214, 215, 216, 217, 218, 220, 225, 230),
    },
}
"""The dash numbers whose inside diameter each document states as here."""

_SERIES = (
    (1, 1.02, "0.74"),
    (2, 1.27, "1.07"),
    (3, 1.52, "1.42"),
    (
        4,
        1.78,
        "1.78 2.57 2.9 3.68 4.47 5.28 6.07 7.65 9.25 10.82 12.42 14 15.6 17.17 18.77 20.35 21.95 23.52 25.12 26.7 "
        "28.3 29.87 31.47 33.05 34.65 37.82 41 44.17 47.35 50.52 53.7 56.87 60.05 63.22 66.4 69.57 72.75 75.92 "
        "82.27 88.62 94.97 101.32 107.67 114.02 120.37 126.72 133.07",
    ),
    (
        102,
        2.62,
        "1.24 2.06 2.84 3.63 4.42 5.23 6.02 7.59 9.19 10.77 12.37 13.94 15.54 17.12 18.72 20.29 21.89 23.47 25.07 "
        "26.64 28.24 29.82 31.42 32.99 34.59 36.17 37.77 39.34 40.94 42.52 44.12 45.69 47.29 48.9 50.47 52.07 "
        "53.64 55.25 56.82 58.42 59.99 61.6 63.17 64.77 66.34 67.95 69.52 71.12 72.69 75.87 82.22 88.57 94.92 "
        "101.27 107.62 113.97 120.32 126.67 133.02 139.37 145.72 152.07 158.42 164.77 171.12 177.47 183.82 190.17 "
        "196.52 202.87 209.22 215.57 221.92 228.27 234.62 240.97 247.32",
    ),
    (
        201,
        3.53,
        "4.34 5.94 7.52 9.12 10.69 12.29 13.87 15.47 17.04 18.64 20.22 21.82 23.39 24.99 26.57 28.17 29.74 31.34 "
        "32.92 34.52 36.09 37.69 40.87 44.04 47.22 50.39 53.57 56.74 59.92 63.09 66.27 69.44 72.62 75.79 78.97 "
        "82.14 85.32 88.49 91.67 94.84 98.02 101.19 104.37 107.54 110.72 113.89 117.07 120.24 123.42 126.59 "
        "129.77 132.94 136.12 139.29 142.47 145.64 148.82 151.99 158.34 164.69 171.04 177.39 183.74 190.09 196.44 "
        "202.79 209.14 215.49 221.84 228.19 234.54 240.89 247.24 253.59 266.29 278.99 291.69 304.39 329.79 355.19 "
        "380.59 405.26 430.66 456.06",
    ),
    (
        309,
        5.33,
        "10.46 12.07 13.64 15.24 16.81 18.42 19.99 21.59 23.16 24.77 26.34 27.94 29.51 31.12 32.69 34.29 37.47 "
        "40.64 43.82 46.99 50.17 53.34 56.52 59.69 62.87 66.04 69.22 72.39 75.57 78.74 81.92 85.09 88.27 91.44 "
        "94.62 97.79 100.97 104.14 107.32 110.49 113.67 116.84 120.02 123.19 126.37 129.54 132.72 135.89 139.07 "
        "142.24 145.42 148.59 151.77 158.12 164.47 170.82 177.17 183.52 189.87 196.22 202.57 208.92 215.27 221.62 "
        "227.97 234.32 240.67 247.02 253.37 266.07 278.77 291.47 304.17 329.57 354.97 380.37 405.26 430.66 456.06 "
        "481.46 506.86 532.26 557.66 582.68 608.08 633.48 658.88",
    ),
    (
        425,
        6.99,
        "113.67 116.84 120.02 123.19 126.37 129.54 132.72 135.89 139.07 142.24 145.42 148.59 151.77 158.12 164.47 "
        "170.82 177.17 183.52 189.87 196.22 202.57 215.27 227.97 240.67 253.37 266.07 278.77 291.47 304.17 316.87 "
        "329.57 342.27 354.97 367.67 380.37 393.07 405.26 417.96 430.66 443.36 456.06 468.76 481.46 494.16 506.86 "
        "532.26 557.66 582.68 608.08 633.48 658.88",
    ),
)
"""First dash number, section diameter d2, and the inside diameters d1 of this and the following numbers, in mm."""


def family() -> Family:
    """The family with all its sizes and compounds."""
    return Family(
        id="as568",
        part_id="90-24112026-000500",
        category="CW.30.010",
        title="AS568 O-rings",
        description="dash numbers 001 to 475, inside diameters 0.74 to 658.88 mm",
        name="O-ring",
        standard="ISO 3601-1",
        material=COMPOUNDS[NBR_70],
        selectors=(Selector("dash", "Dash number", "text"), COMPOUND),
        configurations=tuple(_configurations()),
    )


def _configurations() -> Iterator[Configuration]:
    for first, d2, inside in _SERIES:
        section = _section(first, d2)
        for dash, d1 in enumerate(map(float, inside.split()), start=first):
            agreeing = (_BD, *(name for name, dashes in _INSIDE.items() if dash in dashes))
            size = Dimension("d1", "Inside diameter d1", d1, "nominal", _STANDARD, agreeing)
            yield from in_compounds(f"AS568-{dash:03d}", (size, section), (f"{dash:03d}",))


def _section(first: int, d2: float) -> Dimension:
    second = _CONNECTOR if first < 4 else "globaloring.com AS568 size chart"
    return Dimension("d2", "Section diameter d2", d2, "nominal", _STANDARD, (_BD, second))
