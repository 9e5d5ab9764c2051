"""Families of made-up parts with and without values, for tests that count and sort them the plain way, too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from cadwidgets.service.search.blocks import NUMBER, Block, Property

Part = Mapping[str, Any]
CATEGORIES = ("CW.10.010", "CW.10.020", "CW.20.010")
PROPERTIES = {
    "d": Property("d", NUMBER, "mm"),
    "l": Property("l", NUMBER, "mm"),
    "class": Property("class"),
    "material": Property("material"),
}
VALUES = {
    "d": st.sampled_from([None, 3.0, 6.0, 6.35]),
    "l": st.sampled_from([None, 5.0, 25.4, 100.0]),
    "class": st.sampled_from([None, "8.8", "A2-70"]),
    "material": st.sampled_from([None, "steel"]),
}
TABLES = st.lists(st.lists(st.fixed_dictionaries(VALUES), max_size=8), max_size=5).filter(any)


def block(place: int, parts: list[Part]) -> Block:
    """A family of the parts."""
    same = {"catalog": "C", "category": CATEGORIES[place % 3], "standard": f"ISO {place}", "family": f"f{place}"}
    return Block(
        part_id=f"90-24112026-{place:06}",
        name="thing",
        part_numbers=[f"ISO {place} no {number}" for number in range(len(parts))],
        paths=[f"n={number}|" for number in range(len(parts))],
        same=same,
        meanings={},
        columns={known: [part[name] for part in parts] for name, known in PROPERTIES.items()},
        selectors=("d", "l", "class"),
        labels={"d": "Nominal diameter d", "l": "Length l"},
    )


def everything(tables: list[list[Part]]) -> list[Part]:
    """All parts with all that is known of them."""
    return [
        dict(part) | dict(block(place, parts).same) | {"number": number}
        for place, parts in enumerate(tables)
        for part, number in zip(parts, block(place, parts).part_numbers, strict=True)
    ]
