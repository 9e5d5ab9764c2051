"""The embedded catalog: what it offers, where its numbers come from, and what its BOM says."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from cadwidgets.contract.bom_text import BomText
from cadwidgets.errors import NotFound
from cadwidgets.service import catalog
from cadwidgets.service.catalog import Dimension
from cadwidgets.service.catalog.by_standard import by_standard
from cadwidgets.service.catalog.formats import FORMATS, format_by_id

# limits of size in mm as the ISO 4762 page of geartoolkit.com states them:
# dk min, dk max (knurled), k min, k max, s min, s max
LIMITS = {
    3: (5.32, 5.68, 2.86, 3, 2.52, 2.58),
    4: (6.78, 7.22, 3.82, 4, 3.02, 3.08),
    5: (8.28, 8.72, 4.82, 5, 4.02, 4.095),
    6: (9.78, 10.22, 5.7, 6, 5.02, 5.14),
    8: (12.73, 13.27, 7.64, 8, 6.02, 6.14),
    10: (15.73, 16.27, 9.64, 10, 8.025, 8.175),
    12: (17.73, 18.27, 11.57, 12, 10.025, 10.175),
}


def dimension(family_id: str, part_number: str, symbol: str) -> Dimension:
    configuration = catalog.family(family_id).configuration(part_number)
    return next(size for size in configuration.dimensions if size.symbol == symbol)


# ISO 7089 page of engineeringhardware.com: d1, d2, h
WASHERS = {3: (3.2, 7, 0.5), 4: (4.3, 9, 0.8), 5: (5.3, 10, 1), 6: (6.4, 12, 1.6)}
WASHERS |= {8: (8.4, 16, 1.6), 10: (10.5, 20, 2), 12: (13, 24, 2.5)}


def test_the_catalog_bears_its_own_name() -> None:
    assert {family.classification_id for family in catalog.families()} == {"CADWIDGETS_STANDARD_PARTS"}


def test_the_part_that_fails_is_found_but_not_among_the_standard_parts() -> None:
    family, _ = catalog.SHIPPED.find("CADWIDGETS_EXAMPLES", "FAILS")
    assert family is catalog.SHIPPED.find_family("90-24112026-000099")
    assert catalog.SHIPPED.families_of("CADWIDGETS_EXAMPLES") == (family,)
    assert family not in catalog.families()


def test_every_catalog_has_families_in_categories_of_its_own() -> None:
    for known in catalog.SHIPPED:
        codes = {category.code for category in catalog.SHIPPED.categories_of(known.classification_id)}
        assert catalog.SHIPPED.families_of(known.classification_id)
        assert {family.category for family in catalog.SHIPPED.families_of(known.classification_id)} <= codes
    every = [category.code for known in catalog.SHIPPED for category in known.contents.categories]
    assert len(set(every)) == len(every)


def test_part_ids_are_unique_and_have_the_form_of_part_ids() -> None:
    every = [*catalog.families(), *catalog.SHIPPED.families_of(catalog.EXAMPLES_ID)]
    assert len({family.part_id for family in every}) == len(every)
    assert all(re.fullmatch(r"90-24112026-[0-9]{6}", family.part_id) for family in every)


def test_the_standard_parts_are_classified_by_their_standards_too() -> None:
    """The same part ids and part numbers in another tree, in which a number stands below its body."""
    by_standard = catalog.SHIPPED.families_of("CADWIDGETS_BY_STANDARD")
    assert [known.part_id for known in by_standard] == [known.part_id for known in catalog.families()]
    family, part = catalog.SHIPPED.find("CADWIDGETS_BY_STANDARD", "ISO 4762 M6x20")
    assert part is catalog.family("iso4762").configuration("ISO 4762 M6x20")
    category = catalog.SHIPPED.category_of(family)
    assert (category.title, category.path) == ("ISO 4762", "/ST.ISO/ST.ISO.ISO-4762/")
    assert family in catalog.SHIPPED.families_in("CADWIDGETS_BY_STANDARD", "/ST.ISO/")
    assert catalog.SHIPPED.find_family(family.part_id) is catalog.family("iso4762")


@pytest.mark.parametrize(
    ("standard", "path"),
    [
        ("ISO 15", "/ST.ISO/ST.ISO.ISO-15/"),
        ("ISO 4762, ISO 7089", "/ST.ISO/ST.ISO.ISO-4762/"),
        ("DIN EN 10219-2:2006", "/ST.DIN-EN/ST.DIN-EN.DIN-EN-10219-2/"),
        ("AS568", "/ST.AS/ST.AS.AS568/"),
        ("none", "/ST.Without-a-standard/"),
        ("", "/ST.Without-a-standard/"),
    ],
)
def test_a_standard_has_a_place_in_the_tree(standard: str, path: str) -> None:
    categories, (family,) = by_standard([replace(catalog.family("iso4762"), standard=standard)])
    assert next(known.path for known in categories if known.code == family.category) == path


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("/CW.10/", {"iso4762", "iso7089", "screw_with_washer"}),
        ("CW.10", {"iso4762", "iso7089", "screw_with_washer"}),
        ("/CW.10/CW.10.020/", {"iso7089"}),
        ("CW.10.020", {"iso7089"}),
        ("/CW.20/", {"deep_groove_bearing"}),
        ("/", {"iso4762", "iso7089", "screw_with_washer", "deep_groove_bearing"}),
    ],
)
def test_a_category_has_its_families_and_those_below_it(category: str, expected: set[str]) -> None:
    some = {"iso4762", "iso7089", "screw_with_washer", "deep_groove_bearing"}
    found = {family.id for family in catalog.SHIPPED.families_in(catalog.CLASSIFICATION_ID, category)}
    assert found & some == expected


@pytest.mark.parametrize("category", ["", "CW", "CW.1", "/CW.10", "/CW.10.020/", "CX.10"])
def test_an_unknown_category_is_not_found(category: str) -> None:
    with pytest.raises(NotFound):
        catalog.SHIPPED.families_in(catalog.CLASSIFICATION_ID, category)


def test_an_unknown_catalog_is_not_found() -> None:
    for look in (
        catalog.SHIPPED.families_of,
        catalog.SHIPPED.categories_of,
        lambda name: catalog.SHIPPED.families_in(name, "/"),
    ):
        with pytest.raises(NotFound):
            look("cadwidgets_standard_parts")


def test_washers_have_the_published_sizes() -> None:
    for d, published in WASHERS.items():
        washer = catalog.family("iso7089").configuration(f"ISO 7089 {d}")
        assert (washer["d1"], washer["d2"], washer["h"]) == published
        assert all(size.verified for size in washer.dimensions)


def test_the_components_of_an_assembly_exist_and_fit() -> None:
    """The screw goes through the hole, the washer is wider than the head, and the screw reaches out by 1.5 d."""
    for assembly in catalog.family("screw_with_washer").configurations:
        screw, washer = (
            catalog.family(known.family_id).configuration(known.part_number) for known in assembly.components
        )
        assert assembly.part_number == f"{screw.part_number} with ISO 7089"
        assert screw["d"] < washer["d1"] < screw["dk"] < washer["d2"]
        assert screw["l"] - washer["h"] >= 1.5 * screw["d"]


def test_screws_that_are_too_short_for_a_washer_are_not_offered_with_one() -> None:
    numbers = catalog.family("screw_with_washer").part_numbers
    assert "ISO 4762 M6x12 with ISO 7089" in numbers
    assert "ISO 4762 M6x10 with ISO 7089" not in numbers


def test_an_assembly_has_no_density_of_its_own() -> None:
    with pytest.raises(ValueError, match="components"):
        catalog.family("screw_with_washer").mass("ISO 4762 M6x20 with ISO 7089", 1000.0)


def test_every_part_number_is_unique_in_the_whole_catalog() -> None:
    numbers = [number for family in catalog.families() for number in family.part_numbers]
    assert len(numbers) == len(set(numbers))


def test_a_part_is_found_by_classification_and_number() -> None:
    family, configuration = catalog.SHIPPED.find("CADWIDGETS_STANDARD_PARTS", "ISO 4762 M6x20")
    assert (family.id, configuration["d"], configuration["l"]) == ("iso4762", 6.0, 20.0)


@pytest.mark.parametrize(
    ("classification", "number"),
    [
        ("CADWIDGETS_STANDARD_PARTS", "ISO 4762 M6x21"),
        ("CADWIDGETS_STANDARD_PARTS", "iso 4762 m6x20"),
        ("CADWIDGETS_STANDARD_PARTS", ""),
        ("SOMEBODY_ELSE", "6205"),
    ],
)
def test_a_part_that_is_not_offered_is_not_found(classification: str, number: str) -> None:
    with pytest.raises(NotFound):
        catalog.SHIPPED.find(classification, number)


def test_unknown_families_and_formats_are_not_found() -> None:
    with pytest.raises(NotFound):
        catalog.family("iso9999")
    with pytest.raises(NotFound):
        format_by_id(1)


def test_format_ids_are_unique_and_have_a_suffix() -> None:
    assert len({known.id for known in FORMATS}) == len(FORMATS)
    assert {known.suffix for known in FORMATS} == {
        ".step",
        ".stl",
        ".amf",
        ".glb",
        ".3mf",
        ".brep",
        ".dxf",
        ".svg",
        ".wrl",
    }


def test_every_value_names_its_standard_and_its_basis() -> None:
    for family in catalog.families():
        for configuration in family.configurations:
            for size in configuration.dimensions:
                assert size.source
                assert size.basis
                assert size.value > 0


def test_no_document_counts_twice_for_a_value() -> None:
    for family in catalog.families():
        for configuration in family.configurations:
            for size in configuration.dimensions:
                assert len(set(size.agreeing)) == len(size.agreeing)


def test_only_values_that_two_documents_state_are_verified() -> None:
    assert dimension("iso4762", "ISO 4762 M6x20", "dk").verified
    assert dimension("deep_groove_bearing", "6205", "r_s").verified
    assert not dimension("iso4762", "ISO 4762 M6x20", "v").verified
    assert not dimension("deep_groove_bearing", "629", "r_s").verified


def test_screws_obey_the_proportions_of_their_standard() -> None:
    """Head as high as the screw is thick; thread length 2 d + 12 mm; socket about half as deep as the head."""
    for configuration in catalog.family("iso4762").configurations:
        assert configuration["k"] == configuration["d"]
        assert configuration["b"] == int(2 * configuration["d"] + 12)
        assert configuration["t"] < 0.55 * configuration["k"]
        assert configuration["s"] < configuration["dk"]
        assert configuration["thread"] <= configuration["l"]


def test_screws_lie_within_published_limits_of_size() -> None:
    """Nominal sockets are a little smaller than the smallest allowed one, so that the key fits."""
    screws = [known for known in catalog.family("iso4762").configurations if known["d"] in LIMITS]
    assert {known["d"] for known in screws} == set(LIMITS)
    for configuration in screws:
        dk_min, dk_max, k_min, k_max, s_min, s_max = LIMITS[int(configuration["d"])]
        assert dk_min < configuration["dk"] < dk_max
        assert k_min < configuration["k"] <= k_max
        assert s_min - 0.03 < configuration["s"] < s_min < s_max


def test_bores_follow_the_bearing_numbers() -> None:
    """The last two digits: 00 to 03 mean 10, 12, 15, 17 mm, from 04 on five times the code; of three, the last one."""
    special = {0: 10, 1: 12, 2: 15, 3: 17}
    for configuration in catalog.family("deep_groove_bearing").configurations:
        number = configuration.part_number.partition("-")[0]
        bore = int(number[-1]) if len(number) == 3 else special.get(int(number[-2:]), 5 * int(number[-2:]))
        assert configuration["d"] == bore
        assert number.startswith(configuration.selection[1])


def test_bearings_grow_with_their_bore() -> None:
    for series, sizes in (("60", 28), ("62", 28), ("63", 21), ("160", 18), ("618", 21), ("619", 21)):
        rows = [
            configuration
            for configuration in catalog.family("deep_groove_bearing").configurations
            if configuration.selection[1:] == (series, "open")
        ]
        assert len(rows) == sizes
        for smaller, larger in itertools.pairwise(rows):
            assert smaller["D"] < larger["D"]
            assert smaller["B"] <= larger["B"]
            assert smaller["r_s"] <= larger["r_s"]


def test_the_mass_leaves_out_the_grooves_of_the_thread() -> None:
    """M6x20 is threaded over its whole length: between d = 6 and d2 = 5.350481 mm there are 115.8 mm³."""
    family = catalog.family("iso4762")
    plain = family.mass("ISO 4762 M6x20", 1000.0)
    assert plain == pytest.approx((1000 - 115.805) * 7.85e-3, abs=1e-4)


def test_the_mass_of_a_bearing_is_volume_times_density() -> None:
    assert catalog.family("deep_groove_bearing").mass("6205", 1000.0) == pytest.approx(7.81)


def test_the_bom_names_the_part_and_its_sizes() -> None:
    fields = catalog.bom_fields(catalog.family("deep_groove_bearing"), "6205", 128.4)
    values = {field.label: (field.value, field.unit) for field in fields}
    assert values["Part number"] == ("6205", "")
    assert values["Designation"] == ("Deep groove ball bearing 6205", "")
    assert values["Standard"] == ("ISO 15", "")
    assert values["Outside diameter D"] == ("52", "mm")
    assert values["Mass (calculated)"] == ("128", "g")


def test_the_bom_leaves_out_an_unknown_mass() -> None:
    labels = [field.label for field in catalog.bom_fields(catalog.family("iso4762"), "ISO 4762 M6x20")]
    assert not any("Mass" in label for label in labels)


def test_every_bom_survives_its_text_form() -> None:
    for family in catalog.families():
        fields = catalog.bom_fields(family, family.part_numbers[-1], 1.5)
        assert BomText.parse(BomText(fields).to_bytes()) == BomText(fields)


def test_a_length_that_the_catalog_chose_itself_is_neither_verified_nor_in_doubt() -> None:
    length = dimension("ipe", catalog.family("ipe").part_numbers[0], "l")
    assert (length.basis, length.verified, length.doubtful) == ("chosen", False, False)


def test_a_number_without_punctuation_is_that_with_the_same_dots_where_two_look_alike() -> None:
    for written, meant in {"ISO-4032-M1.6": "ISO 4032 M1.6", "ISO4032M16": "ISO 4032 M16"}.items():
        assert catalog.SHIPPED.find_plain(catalog.CLASSIFICATION_ID, written)[1].part_number == meant
