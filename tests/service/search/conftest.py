"""A small catalog of its own, so that what is found does not change when the real one grows."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from cadwidgets.service.catalog.materials import BEARING_STEEL, MATERIALS, STEEL
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.search import Search, Stock
from cadwidgets.service.search.blocks import blocks_of

_D = Selector("d", "Nominal diameter d", "real", "mm")
_L = Selector("l", "Length l", "real", "mm")
_CLASS = Selector("class", "Property class", "text")
_BORE = Selector("d", "Bore d", "real", "mm")
_OUTSIDE = Selector("D", "Outside diameter D", "real", "mm")
_PITCH = Selector("P", "Pitch P", "real", "mm")


def _family(
    standard: str, category: str, title: str, selectors: tuple[Selector, ...], parts: Iterable[tuple[str, ...]]
) -> Family:
    """Parts are (part number, a value for each selector)."""
    configurations = tuple(
        Configuration(
            number,
            tuple(
                Dimension(known.symbol, known.label, float(value), "nominal", standard, (), known.unit)
                for known, value in zip(selectors, values, strict=True)
                if known.kind == "real"
            ),
            values,
            material=MATERIALS["stainless steel 304"] if "A2-70" in values else None,
        )
        for number, *rest in parts
        for values in (tuple(rest),)
    )
    return Family(
        id="".join(standard.lower().split()),
        part_id="90-24112026-000900",
        category=category,
        title=f"{standard} {title}",
        description="",
        name=title,
        standard=standard,
        material=BEARING_STEEL if category.startswith("CW.20") else STEEL,
        selectors=selectors,
        configurations=configurations,
    )


def _screws(standard: str, title: str) -> Family:
    parts = [
        (f"{standard} M{d}x{length}{'' if grade == '8.8' else f' {grade}'}", d, length, grade)
        for d in ("5", "6", "8")
        for length in ("10", "20", "25.4", "30")
        for grade in ("8.8", "12.9", "A2-70")
    ]
    return _family(standard, "CW.10.010", title, (_D, _L, _CLASS), parts)


def families() -> tuple[Family, ...]:
    """Screws, nuts, washers, circlips, pins, bearings and O-rings: 100 parts and some."""
    return (
        _screws("ISO 4762", "Hexagon socket head cap screw"),
        _screws("ISO 7380-1", "Hexagon socket button head screw"),
        _family(
            "ISO 8765",
            "CW.10.010",
            "Hexagon head bolt with fine thread",
            (_D, _PITCH, _L),
            [(f"ISO 8765 M8x1x{length}", "8", "1", length) for length in ("40", "50")],
        ),
        _family(
            "ISO 4032",
            "CW.10.050",
            "Hexagon nut",
            (_D, _CLASS),
            [(f"ISO 4032 M{d}{c and ' ' + c}", d, c or "8") for d in ("2.5", "6", "8") for c in ("", "A2-70")],
        ),
        _family("ISO 7089", "CW.10.020", "Plain washer", (_D,), [(f"ISO 7089 {d}", d) for d in ("5", "6", "8")]),
        _family("DIN 471", "CW.10.070", "Retaining ring", (_BORE,), [("DIN 471 20x1.2", "20"), ("DIN 471 6x0.7", "6")]),
        _family("ISO 2338", "CW.10.060", "Parallel pin", (_D, _L), [("ISO 2338 6x20", "6", "20")]),
        _family(
            "ISO 15",
            "CW.20.010",
            "Deep groove ball bearing",
            (_BORE, _OUTSIDE),
            [
                ("626", "6", "19"),
                ("6205", "25", "52"),
                ("6205-2RS", "25", "52"),
                ("6205-2Z", "25", "52"),
                ("R4", "6.35", "15.875"),
            ],
        ),
        _family("AS568", "CW.30.010", "O-ring", (_BORE,), [("AS568-010 NBR", "6.07")]),
    )


@pytest.fixture(scope="session")
def search() -> Search:
    """The search of the small catalog."""
    return Search(blocks_of(Stock(families(), {"CW.10": "Fasteners", "CW.10.010": "Screws"})))
