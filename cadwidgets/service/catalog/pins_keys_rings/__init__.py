"""Pins, keys and retaining rings: the tables of the families, one module a standard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.pins_keys_rings import (
    clevis_pins,
    din471,
    din472,
    din6799,
    din6885,
    din6888,
    iso1234,
    iso2338,
    iso2339,
    iso8734,
    iso8752,
    iso13337,
)
from cadwidgets.service.catalog.pins_keys_rings.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "iso2338": iso2338.family,
    "iso8734": iso8734.family,
    "iso2339": iso2339.family,
    "iso8752": iso8752.family,
    "iso13337": iso13337.family,
    "iso1234": iso1234.family,
    "iso2340a": clevis_pins.iso2340a,
    "iso2340b": clevis_pins.iso2340b,
    "iso2341a": clevis_pins.iso2341a,
    "iso2341b": clevis_pins.iso2341b,
    "din471": din471.family,
    "din472": din472.family,
    "din6799": din6799.family,
    "din6885a": din6885.form_a,
    "din6885b": din6885.form_b,
    "din6888": din6888.family,
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.10.060", "Pins"),
    Category("CW.10.070", "Retaining rings"),
    Category("CW.40.050", "Keys"),
)
WORDS = ROWS
