"""Nuts and washers: the tables of the families, one module a standard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.nuts_and_washers import (
    din127,
    din439,
    din508,
    din557,
    din562,
    din934,
    din985,
    din1587,
    din6319,
    din6796,
    din7349,
    din9021,
    iso4032,
    iso4033,
    iso4035,
    iso4036,
    iso4161,
    iso7040,
    iso7089,
    iso7090,
    iso7091,
    iso7092,
    iso7093,
    iso7094,
    iso8673,
    iso10511,
)
from cadwidgets.service.catalog.nuts_and_washers.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "iso4032": iso4032.family,
    "iso4033": iso4033.family,
    "iso4035": iso4035.family,
    "iso4036": iso4036.family,
    "iso8673": iso8673.family,
    "din934": din934.coarse,
    "din934_fine": din934.fine,
    "din439": din439.family,
    "iso7040": iso7040.family,
    "iso10511": iso10511.family,
    "din985": din985.family,
    "iso4161": iso4161.family,
    "din1587": din1587.family,
    "din557": din557.family,
    "din562": din562.family,
    "din508": din508.family,
    "iso7089": iso7089.family,
    "iso7090": iso7090.family,
    "iso7091": iso7091.family,
    "iso7092": iso7092.family,
    "iso7093": iso7093.family,
    "iso7094": iso7094.family,
    "din9021": din9021.family,
    "din7349": din7349.family,
    "din127": din127.family,
    "din6796": din6796.family,
    "din6319_c": din6319.spherical,
    "din6319_d": din6319.conical,
    "din6319_g": din6319.large,
}
CATEGORIES: tuple[Category, ...] = (Category("CW.10.020", "Washers"), Category("CW.10.050", "Nuts"))
WORDS = ROWS
