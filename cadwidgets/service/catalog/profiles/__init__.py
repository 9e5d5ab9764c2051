"""Profiles, tubes and bars: the tables of the families."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadwidgets.service.catalog.model import Category, Family
from cadwidgets.service.catalog.profiles import angles, bars, beams, channels, hollow, t_slot
from cadwidgets.service.catalog.profiles.words import ROWS

FAMILIES: Mapping[str, Callable[[], Family]] = {
    "t_slot_profile": t_slot.t_slot,
    "v_slot_profile": t_slot.v_slot,
    "chs_hot": hollow.chs_hot,
    "chs_cold": hollow.chs_cold,
    "shs_hot": hollow.shs_hot,
    "shs_cold": hollow.shs_cold,
    "rhs_hot": hollow.rhs_hot,
    "rhs_cold": hollow.rhs_cold,
    "ipe": beams.ipe,
    "hea": beams.hea,
    "heb": beams.heb,
    "hem": beams.hem,
    "ipn": beams.ipn,
    "upe": channels.upe,
    "upn": channels.upn,
    "angle_equal": angles.equal,
    "angle_unequal": angles.unequal,
    "round_bar": bars.round_bar,
    "square_bar": bars.square_bar,
    "flat_bar": bars.flat_bar,
    "hexagon_bar": bars.hexagon_bar,
}
CATEGORIES: tuple[Category, ...] = (
    Category("CW.50", "Profiles and tubes"),
    Category("CW.50.010", "T-slot profiles"),
    Category("CW.50.020", "Tubes"),
    Category("CW.50.030", "Sections"),
    Category("CW.50.040", "Bars"),
)
WORDS = ROWS
