"""Pins, keys, rings and O-rings: their tables obey the laws of their standards, and say who agrees with them."""

from __future__ import annotations

import itertools
import math

import pytest

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Configuration, Dimension
from cadwidgets.service.catalog.pins_keys_rings.tables import Column, Document, Lengths, Table

RINGS = ("din471", "din472")
PINS = (
    "iso2338",
    "iso8734",
    "iso2339",
    "iso8752",
    "iso13337",
    "iso1234",
    "iso2340a",
    "iso2340b",
    "iso2341a",
    "iso2341b",
)
LENGTHENED = (*PINS, "din6885a", "din6885b")


def first_of_each(family_id: str, symbol: str) -> list[Configuration]:
    """One part of each size, in order."""
    parts = catalog.family(family_id).configurations
    return list({part[symbol]: part for part in reversed(parts)}.values())[::-1]


def dimension(part: Configuration, symbol: str) -> Dimension:
    return next(size for size in part.dimensions if size.symbol == symbol)


@pytest.mark.parametrize("family_id", LENGTHENED)
def test_every_size_is_made_in_rising_lengths_and_shares_its_other_dimensions(family_id: str) -> None:
    family = catalog.family(family_id)
    size = family.selectors[0].symbol
    for _, group in itertools.groupby(family.configurations, lambda part: part[size]):
        parts = list(group)
        lengths = [part["l"] for part in parts]
        assert lengths == sorted(lengths)
        assert len({id(part.dimensions[0]) for part in parts}) == 1


@pytest.mark.parametrize("family_id", LENGTHENED)
def test_larger_sizes_are_larger_in_every_dimension(family_id: str) -> None:
    parts = first_of_each(family_id, catalog.family(family_id).selectors[0].symbol)
    for smaller, larger in itertools.pairwise(parts):
        for size in smaller.dimensions:
            assert size.value <= larger[size.symbol], f"{larger.part_number}: {size.symbol}"


@pytest.mark.parametrize("family_id", PINS)
def test_the_default_material_stays_unnamed_and_others_end_the_part_number(family_id: str) -> None:
    family = catalog.family(family_id)
    for part in family.configurations:
        assert (part.material is None) == (part.part_number.endswith(f"x{part['l']:g}"))
        if part.material is not None:
            assert part.part_number.endswith(f" {part.selection[-1]}")


@pytest.mark.parametrize("family_id", ["iso2340b", "iso2341b"])
def test_split_pins_fit_the_holes_of_clevis_pins(family_id: str) -> None:
    """There is a split pin for each hole: the hole is its nominal diameter."""
    holes = {part["d1"] for part in catalog.family(family_id).configurations}
    assert holes <= {part["dn"] for part in catalog.family("iso1234").configurations}


def test_forms_a_and_b_of_clevis_pins_differ_by_the_hole_alone() -> None:
    for plain, drilled in (("iso2340a", "iso2340b"), ("iso2341a", "iso2341b")):
        for a, b in zip(catalog.family(plain).configurations, catalog.family(drilled).configurations, strict=True):
            assert a.part_number.replace(" A ", " B ") == b.part_number
            assert {size.symbol for size in b.dimensions} - {size.symbol for size in a.dimensions} == {"d1", "le"}
            assert all(b[size.symbol] == size.value for size in a.dimensions)


@pytest.mark.parametrize("family_id", RINGS)
def test_a_retaining_ring_holds_its_groove_and_covers_its_shoulder(family_id: str) -> None:
    """Unstressed it is tighter than the groove; the groove is wider than the ring, and n is three times its depth."""
    side = 1 if family_id == "din471" else -1
    for ring in catalog.family(family_id).configurations:
        depth = side * (ring["d1"] - ring["d2"]) / 2
        assert side * ring["d3"] < side * ring["d2"] < side * ring["d1"]
        assert ring["s"] < ring["m"] <= ring["s"] + 0.15 + 1e-9
        assert ring["n"] == pytest.approx(3 * depth, abs=0.11), ring.part_number
        assert ring["d5"] < ring["a"]
        assert ring["b"] < ring["a"]


def test_a_retaining_washer_is_held_by_its_opening_and_covers_the_shafts_it_is_for() -> None:
    for washer in catalog.family("din6799").configurations:
        assert washer["a"] < washer["d2"] < washer["d1min"] < washer["d1max"] < washer["d3"]


def test_a_key_is_as_high_as_its_two_grooves_are_deep_together_but_for_some_play() -> None:
    for key in first_of_each("din6885a", "b"):
        assert 0 < key["t1"] + key["t2"] - key["h"] <= 0.45 + 1e-9, key.part_number
        assert key["t1"] > key["t2"]


def test_woodruff_keys_have_the_published_lengths() -> None:
    """The lengths of the standard's page of 1956, where each key is the slice that its disc and height give."""
    published = {"1x1.4": 3.82, "1.5x2.6": 6.76, "2x3.7": 9.66, "3x5": 12.65, "4x6.5": 15.72, "4x7.5": 18.57}
    family = catalog.family("din6888")
    found = {number: family.configuration(f"DIN 6888 {number}")["l"] for number in published}
    assert found == published


def test_o_rings_of_as568_grow_by_sixteenths_of_an_inch() -> None:
    """From 010 on, within the rounding to 0.01 mm; three series drop by a little at the same two diameters."""
    rings = first_of_each("as568", "d1")
    steps = [
        (larger.part_number[6:9], larger["d1"] - smaller["d1"])
        for smaller, larger in itertools.pairwise(rings_in_order())
        if smaller["d2"] == larger["d2"] and larger["d1"] > 7.6
    ]
    off = {number for number, step in steps if abs(step - round(step / 1.5875) * 1.5875) > 0.03}
    assert off == {"282", "385", "392", "461", "472"}
    assert len(rings) < len(rings_in_order())


def rings_in_order() -> list[Configuration]:
    return [part for part in catalog.family("as568").configurations if part.selection[1] == "NBR70"]


def test_as568_has_its_349_sizes_in_four_compounds() -> None:
    family = catalog.family("as568")
    assert len(rings_in_order()) == 349
    assert len(family.configurations) == 4 * 349
    ring = family.configuration("AS568-214 FKM75")
    assert (ring["d1"], ring["d2"], ring.selection) == (24.99, 3.53, ("214", "FKM75"))


def test_an_o_ring_weighs_what_its_compound_weighs() -> None:
    family = catalog.family("metric_o_rings")
    volume = math.pi / 4 * 2**2 * math.pi * 22
    light, heavy = (family.mass(f"O-ring 20x2 {compound}", volume) for compound in ("NBR70", "FKM75"))
    assert light == pytest.approx(0.2714, abs=1e-4)
    assert heavy / light == pytest.approx(1900 / 1250)


@pytest.mark.parametrize(
    ("number", "symbol", "verified"),
    [
        ("DIN 471 20x1.2", "d3", True),
        ("DIN 471 52x2", "d2", False),
        ("DIN 471 20x1.2", "n", False),
        ("DIN 471 12x1", "n", True),
        ("ISO 8734 6x20", "c", True),
        ("ISO 2338 6x20", "c", False),
        ("DIN 6885 A 6x6x63", "l", True),
        ("DIN 6885 A 6x6x70", "l", False),
        ("DIN 6888 5x6.5", "h", False),
        ("AS568-012 NBR70", "d1", True),
        ("AS568-475 NBR70", "d1", False),
    ],
)
def test_a_value_is_verified_where_two_documents_state_it(number: str, symbol: str, verified: bool) -> None:
    _, part = catalog.SHIPPED.find(catalog.CLASSIFICATION_ID, number)
    assert dimension(part, symbol).verified is verified


def test_a_document_states_what_lies_in_its_range_and_is_not_unlike() -> None:
    document = Document("page", 2, 8, unlike=frozenset({(5, "c")}), only=frozenset({1.0, 2.0}))
    assert document.states(2, "c", 1)
    assert not document.states(1, "c", 1)
    assert not document.states(9, "c", 1)
    assert not document.states(5, "c", 1)
    assert document.states(5, "d", 1)
    assert not document.states(2, "c", 3)


def test_lengths_are_offered_from_the_shortest_to_the_longest_of_a_row() -> None:
    table = Table("X 1", (Column("b", "Width", "nominal"), Column("h", "Height", "nominal")))
    made = Lengths("X", table, ((2, 1, 4, 8),), Column("l", "Length", "nominal"), (2, 4, 6, 8, 10), named=2)
    assert [part.part_number for part in made.configurations()] == ["X 2x1x4", "X 2x1x6", "X 2x1x8"]
    assert [part.selection for part in made.configurations()] == [("2", "4"), ("2", "6"), ("2", "8")]
    assert [selector.symbol for selector in made.selectors] == ["b", "l"]
