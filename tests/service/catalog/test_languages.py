"""The catalog in German and French: nothing is left in English, and nothing that names a part changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadwidgets.service import catalog
from cadwidgets.service.catalog import Category
from cadwidgets.service.catalog.bom import LABELS
from cadwidgets.service.catalog.by_standard import NO_STANDARD
from cadwidgets.service.catalog.languages import LANGUAGES, ROWS, WORDS, known, translated
from cadwidgets.service.catalog.own_contents import DESCRIPTION
from cadwidgets.service.catalog.own_rows import PROPERTIES
from cadwidgets.service.own_catalogs import SUPPLIER
from cadwidgets.service.search.blocks import GENERAL

EVERY_FAMILY = [family for known in catalog.SHIPPED for family in catalog.SHIPPED.families_of(known.classification_id)]


def worded(category: Category) -> bool:
    """Whether the title is made of words: a standard is called the same in every language."""
    return category.classification_id != catalog.BY_STANDARD_ID


def texts() -> Iterator[str]:
    """Every text of the catalogs that people read."""
    yield from (*LABELS, *GENERAL.values(), NO_STANDARD, *PROPERTIES.values(), DESCRIPTION, SUPPLIER)
    yield from (known.title for known in catalog.SHIPPED)
    yield from (
        category.title for known in catalog.SHIPPED for category in known.contents.categories if worded(category)
    )
    yield from (known.supplier for known in catalog.SHIPPED)
    for family in EVERY_FAMILY:
        yield from (family.title, family.description, family.name)
        yield from (selector.label for selector in family.selectors)
        yield from (size.label for known in family.configurations for size in known.dimensions)
        yield from (known.name for part in family.configurations if (known := family.material_of(part)))
        yield from (label for part in family.configurations for label, _ in part.properties)
        yield from (text for option in family.options for text in (option.label, *option.values))


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_text_exists_in_every_language(language: str) -> None:
    assert sorted(set(texts()) - set(WORDS[language])) == []
    assert all(WORDS[language][text].strip() for text in texts())


def test_every_text_is_translated_once() -> None:
    texts = [english for english, _, _ in ROWS]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_no_word_is_kept_that_no_part_needs() -> None:
    for words in WORDS.values():
        assert sorted(set(words) - set(texts())) == []


def test_labels_of_one_part_stay_different_in_every_language() -> None:
    for family in EVERY_FAMILY:
        for language in LANGUAGES:
            labels = [line.label for line in catalog.attributes(family, family.part_numbers[0], 1.0, language)]
            assert len(labels) == len(set(labels))


def test_symbols_values_and_units_are_the_same_in_every_language() -> None:
    translatable = ("DESIGNATION", "MATERIAL")
    for family in EVERY_FAMILY:
        lines = [
            [
                (line.symbol, line.value, line.unit, line.kind)
                for line in catalog.attributes(family, family.part_numbers[-1], 12.5, language)
                if line.symbol not in translatable
            ]
            for language in LANGUAGES
        ]
        assert all(others == lines[0] for others in lines)


def test_a_language_is_known_by_its_code_in_any_case_and_with_a_country() -> None:
    assert all(known(code) for code in ("en", "DE", "fr-CH", "de_AT", "EN-gb"))
    assert not any(known(code) for code in ("", "it", "deu", "english"))
    assert translated("Part number", "de-AT") == "Artikelnummer"
    assert translated("Part number", "it") == "Part number"


def test_the_bom_of_an_assembly_speaks_german() -> None:
    lines = catalog.attributes(catalog.family("screw_with_washer"), "ISO 4762 M6x20 with ISO 7089", 7.4, "de")
    values = {line.label: line.value for line in lines}
    assert values["Komponente 1"] == "1 x ISO 4762 M6x20"
    assert values["Komponente 2"] == "1 x ISO 7089 6"
    assert values["Werkstoff"] == "Stahl"
    assert values["Scheibendicke h"] == "1.6"
