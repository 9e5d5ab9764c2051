"""What the bill of materials says of a part of the catalog, in every language of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cadwidgets.contract.bom_text import BomField
from cadwidgets.service.catalog.languages import DEFAULT, translated
from cadwidgets.service.catalog.model import Configuration, Family
from cadwidgets.service.catalog.registry import family

LABELS = (
    "Part number",
    "Designation",
    "Standard",
    "Material",
    "Mass (calculated)",
    "Mass (stated)",
    "Component",
    "Unverified values",
    "Catalog",
)
"""The labels that do not come from a family's dimensions."""


@dataclass(frozen=True)
class Attribute:
    """A line of a part's bill of materials. ``symbol`` is the same in every language; ``kind`` is Text or Real."""

    symbol: str
    label: str
    value: str
    unit: str = ""
    kind: str = "Text"


def attributes(
    part_family: Family, part_number: str, mass: float | None = None, language: str = DEFAULT
) -> tuple[Attribute, ...]:
    """What the bill of materials says of a part; ``mass`` in grams, see `Family.mass`."""

    def line(symbol: str, label: str, value: str, unit: str = "", kind: str = "Text") -> Attribute:
        return Attribute(symbol, translated(label, language), value, unit, kind)

    configuration = part_family.configuration(part_number)
    weighed = "Mass (calculated)" if configuration.mass is None else "Mass (stated)"
    return (
        line("PARTNUMBER", "Part number", part_number),
        line("DESIGNATION", "Designation", designation(part_family, configuration, language)),
        *_if_known(line("STANDARD", "Standard", part_family.standard)),
        *_if_known(line("MATERIAL", "Material", _materials(part_family, configuration, language))),
        *(line(symbol, label, value) for symbol, label, value in _words(part_family, configuration)),
        *(line(size.symbol, size.label, size.text, size.unit, "Real") for size in configuration.dimensions),
        *(() if mass is None else (line("MASS", weighed, f"{mass:.3g}", "g", "Real"),)),
        *_components(configuration, language),
        *(line("UNVERIFIED", "Unverified values", symbols) for symbols in _unverified(configuration)),
        line("CATALOG", "Catalog", part_family.classification_id),
    )


def designation(part_family: Family, configuration: Configuration, language: str = DEFAULT) -> str:
    """What a part is called in full: its name and its part number."""
    return f"{translated(configuration.name or part_family.name, language)} {configuration.part_number}"


def bom_fields(
    part_family: Family, part_number: str, mass: float | None = None, language: str = DEFAULT
) -> tuple[BomField, ...]:
    """The same as the BOM text has it."""
    return tuple(
        BomField(line.label, line.value, line.unit) for line in attributes(part_family, part_number, mass, language)
    )


def _if_known(line: Attribute) -> tuple[Attribute, ...]:
    """Nothing where there is nothing to say."""
    return (line,) if line.value else ()


def _materials(part_family: Family, configuration: Configuration, language: str) -> str:
    """The material, or those of an assembly's components, each named once."""
    own = part_family.material_of(configuration)
    if own is not None:
        return translated(own.name, language)
    parts = (family(component.family_id) for component in configuration.components)
    numbers = (component.part_number for component in configuration.components)
    made_of = (part.material_of(part.configuration(number)) for part, number in zip(parts, numbers, strict=True))
    return ", ".join(dict.fromkeys(translated(known.name, language) for known in made_of if known))


def _words(part_family: Family, configuration: Configuration) -> Iterator[tuple[str, str, str]]:
    """(symbol, label, value) of what was chosen by a text other than the part number, and of the further properties."""
    chosen = zip(part_family.selectors, configuration.selection, strict=True)
    texts = ((known, value) for known, value in chosen if known.kind == "text" and value != configuration.part_number)
    yield from ((known.symbol.upper(), known.label, value) for known, value in texts)
    for place, (label, value) in enumerate(configuration.properties, start=1):
        yield f"PROPERTY{place}", label, value


def _unverified(configuration: Configuration) -> tuple[str, ...]:
    """The symbols of the values that lack a second source, as one text; nothing where none does."""
    symbols = [size.symbol for size in configuration.dimensions if size.doubtful]
    return (", ".join(symbols),) if symbols else ()


def _components(configuration: Configuration, language: str) -> Iterator[Attribute]:
    word = translated("Component", language)
    for place, component in enumerate(configuration.components, start=1):
        yield Attribute(f"COMPONENT{place}", f"{word} {place}", f"{component.count} x {component.part_number}")
