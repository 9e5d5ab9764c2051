"""Profiles are sold by length: a cross section times the stock lengths of this catalog.

No standard fixes a length to order, and each merchant cuts others. The lengths here are this catalog's own choice, so
there is no document to compare them with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cadwidgets.contract.part_details import CHOSEN
from cadwidgets.service.catalog.model import Configuration, Dimension, Selector

LENGTH = Selector("l", "Length l", "real", "mm")

_OWN_LENGTHS = tuple(
    Dimension("l", "Length l", float(length), CHOSEN, "stock lengths of this catalog")
    for length in (250, 500, 1000, 2000, 3000, 6000)
)


@dataclass(frozen=True)
class Section:
    """A cross section: its name in the trade, what it is chosen by, and its dimensions."""

    name: str
    selection: tuple[str, ...]
    dimensions: tuple[Dimension, ...]


def in_stock_lengths(sections: Iterable[Section]) -> tuple[Configuration, ...]:
    """Each section in each length; the part number is that of EN 10060 and its sisters: section x length."""
    return tuple(
        Configuration(f"{section.name}x{length.text}", (*section.dimensions, length), (*section.selection, length.text))
        for section in sections
        for length in _OWN_LENGTHS
    )
