"""Nuts and washers: the proportions of their standards, their classes, and what they weigh."""

from __future__ import annotations

import itertools

import pytest

from cadwidgets.service import catalog
from cadwidgets.service.builds.families import build_part
from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.nuts_and_washers import FAMILIES

NUTS = [family_id for family_id in FAMILIES if catalog.family(family_id).category == "CW.10.050"]
WASHERS = ("iso7089", "iso7090", "iso7091", "iso7092", "iso7093", "iso7094", "din7349")


def sizes_of(family_id: str) -> dict[str, Configuration]:
    """The parts of the default class, by what is chosen of their size."""
    known = catalog.family(family_id).configurations
    return {part.selection[0]: part for part in known if part.selection[-1] == known[0].selection[-1]}


def mass_of(family_id: str, part_number: str) -> float:
    """What the built part weighs, in grams."""
    solids = build_part(family_id, part_number)
    volume = sum(solid.Volume() for solid in solids.solids().vals())
    return catalog.family(family_id).mass(part_number, volume)


@pytest.mark.parametrize("family_id", [family_id for family_id in NUTS if family_id not in ("iso8673", "din934_fine")])
def test_nuts_grow_with_their_thread(family_id: str) -> None:
    parts = list(sizes_of(family_id).values())
    height = "m" if "m" in {size.symbol for size in parts[0].dimensions} else "h"
    for smaller, larger in itertools.pairwise(parts):
        assert smaller["d"] < larger["d"]
        assert smaller["P"] <= larger["P"]
        assert smaller[height] <= larger[height]


def test_widths_across_flats_are_those_of_iso_272() -> None:
    widths = {"4": 7, "5": 8, "6": 10, "8": 13, "10": 16, "12": 18, "14": 21, "16": 24, "20": 30, "24": 36}
    for family_id in ("iso4032", "iso4035", "iso7040", "iso10511", "din1587"):
        assert widths == {size: part["s"] for size, part in sizes_of(family_id).items() if size in widths}


def test_nuts_of_the_older_standard_are_wider_at_four_sizes_only() -> None:
    old, new = sizes_of("din934"), sizes_of("iso4032")
    assert {size: old[size]["s"] for size in new if old[size]["s"] != new[size]["s"]} == {
        "10": 17,
        "12": 19,
        "14": 22,
        "22": 32,
    }


def test_high_nuts_are_higher_and_thin_nuts_are_lower() -> None:
    regular = sizes_of("iso4032")
    assert all(part["m"] > regular[size]["m"] for size, part in sizes_of("iso4033").items())
    assert all(part["m"] < regular[size]["m"] for size, part in sizes_of("iso4035").items())


@pytest.mark.parametrize("family_id", WASHERS)
def test_a_washer_lets_its_screw_through_and_reaches_farther(family_id: str) -> None:
    for size, part in sizes_of(family_id).items():
        assert float(size) < part["d1"] < part["d2"] / 1.4


def test_series_of_washers_become_wider() -> None:
    small, normal, large = sizes_of("iso7092"), sizes_of("iso7089"), sizes_of("iso7093")
    assert all(part["d2"] < normal[size]["d2"] for size, part in small.items())
    assert all(part["d2"] > normal[size]["d2"] for size, part in large.items())
    assert all(part["d2"] > large[size]["d2"] for size, part in sizes_of("iso7094").items())


def test_a_class_follows_the_number_and_brings_its_material() -> None:
    family = catalog.family("iso4032")
    default, stainless = family.configuration("ISO 4032 M6"), family.configuration("ISO 4032 M6 A4-80")
    assert family.selection_path(default) == "d=6 mm|class=8|"
    assert family.selection_path(stainless) == "d=6 mm|class=A4-80|"
    assert stainless.dimensions is default.dimensions
    assert family.material_of(stainless) is not family.material_of(default)


def test_classes_are_offered_in_the_sizes_that_they_are_made_in() -> None:
    family = catalog.family("iso4032")
    assert family.has("ISO 4032 M24 A2-70")
    assert not family.has("ISO 4032 M27 A2-70")
    assert family.has("ISO 4032 M27 A2-50")
    assert not family.has("ISO 4032 M4 10")


@pytest.mark.parametrize(
    ("family_id", "part_number", "grams"),
    [
        # fasten.it, Aspen Fasteners and ajaxboltco.com (as DIN 125)
        ("din985", "DIN 985 M8", 5.1),
        ("din985", "DIN 985 M16", 35),
        ("din127", "DIN 127 B 8", 1.6),
        ("din127", "DIN 127 B 20", 15.2),
        ("din6796", "DIN 6796 10", 6.45),
        ("din6796", "DIN 6796 20", 48.8),
        ("iso7089", "ISO 7089 10", 3.57),
    ],
)
def test_parts_weigh_what_published_tables_say(family_id: str, part_number: str, grams: float) -> None:
    """Within 10 %: tables weigh parts within their tolerances, and round."""
    assert mass_of(family_id, part_number) == pytest.approx(grams, rel=0.10)


def test_a_fine_thread_leaves_less_metal_than_a_coarse_one() -> None:
    """The hole of the mean diameter is wider, though that of the simplified thread is, too."""
    assert mass_of("din934_fine", "DIN 934 M10x1") < mass_of("din934", "DIN 934 M10")


def test_the_ring_of_an_insert_nut_weighs_as_polyamide() -> None:
    """It makes up the difference between the solids' volume in steel and the mass."""
    family = catalog.family("iso7040")
    size = family.configuration("ISO 7040 M8")
    nut, ring = sorted(
        (solid.Volume() for solid in build_part("iso7040", size.part_number).solids().vals()), reverse=True
    )
    lighter = ring * (7850 - 1140) * 1e-6
    without = family.mass(size.part_number, nut + ring) + lighter
    thread = (nut + ring) * 7.85e-3 - without
    assert 0.1 < thread < 0.5
