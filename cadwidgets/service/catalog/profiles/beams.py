"""I and H beams of EN 10365: IPE, HE A, HE B and HE M with parallel flanges, IPN with tapered ones.

IPN compared value by value: BOLTS (``profile_i``) and structuralcodes; BOLTS cuts the toe radii of IPN 500 and 550 to
whole millimetres. Their flanges taper by 14 %; tf is measured at a quarter of the width, and r1 equals tw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import Dimension, Family, Selector
from cadwidgets.service.catalog.profiles import beam_sizes as sizes
from cadwidgets.service.catalog.profiles.stock import LENGTH, Section, in_stock_lengths

_STANDARD = "EN 10365:2017"
_BOLTS, _STRUCTURALCODES = "BOLTS profile_i", "structuralcodes"
_LABELS = {
    "h": "Section height h",
    "b": "Section width b",
    "tw": "Web thickness tw",
    "tf": "Flange thickness tf",
    "r": "Root radius r",
    "r1": "Root radius r1",
    "r2": "Toe radius r2",
}
_ONE_SOURCE = (("IPE 550", "r"), ("IPN 500", "r2"), ("IPN 550", "r2"))


def ipe() -> Family:
    """IPE: the medium series with parallel flanges."""
    return _parallel("ipe", 700, "IPE", sizes.IPE)


def hea() -> Family:
    """HE A: wide flanges, light series."""
    return _parallel("hea", 701, "HEA", sizes.HEA)


def heb() -> Family:
    """HE B: wide flanges, normal series."""
    return _parallel("heb", 702, "HEB", sizes.HEB)


def hem() -> Family:
    """HE M: wide flanges, heavy series."""
    return _parallel("hem", 707, "HEM", sizes.HEM)


def ipn() -> Family:
    """IPN: the narrow series with tapered flanges."""
    sections = (
        _section(f"IPN {size}", str(size), {"h": size, "b": b, "tw": tw, "tf": tf, "r1": tw, "r2": r2})
        for size, (b, tw, tf, r2) in sizes.IPN.items()
    )
    return _family("ipn", 708, "IPN", sizes.IPN, sections)


def _parallel(family_id: str, number: int, series: str, rows: sizes.Rows) -> Family:
    symbols = ("h", "b", "tw", "tf", "r")
    sections = (
        _section(f"{series} {size}", str(size), dict(zip(symbols, row, strict=True))) for size, row in rows.items()
    )
    return _family(family_id, number, series, rows, sections)


def _section(name: str, size: str, values: Mapping[str, float]) -> Section:
    dimensions = (
        Dimension(symbol, _LABELS[symbol], float(value), "nominal", _STANDARD, _agreeing(name, symbol))
        for symbol, value in values.items()
    )
    return Section(name, (size,), tuple(dimensions))


def _agreeing(name: str, symbol: str) -> tuple[str, ...]:
    return (_STRUCTURALCODES,) if (name, symbol) in _ONE_SOURCE else (_BOLTS, _STRUCTURALCODES)


def _family(
    family_id: str, number: int, series: str, rows: Mapping[int, object], sections: Iterator[Section]
) -> Family:
    return Family(
        id=family_id,
        part_id=f"90-24112026-{number:06}",
        category="CW.50.030",
        title=f"{series} beams EN 10365",
        description=f"{series} {min(rows)} to {series} {max(rows)}",
        name="Beam",
        standard="EN 10365",
        material=STEEL,
        selectors=(Selector("size", "Nominal size", "integer"), LENGTH),
        configurations=in_stock_lengths(sections),
    )
