"""The line of code that gives the same part again, in a notebook that has the names of `cadwidgets`.

Keys never stand in it: they come from the settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from cadwidgets.settings import Secret, Settings
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets._shelf import PartFacts


def part_code(facts: PartFacts, sources: Sources) -> str:
    """The line for a catalog that finds its parts by their designation."""
    shown = [f"{name}={repr_text(value)}" for name, value in facts.options.items()]
    return f"part({', '.join([*_designation(facts), *shown, *_source_code(sources)])})"


def own_part_code(facts: PartFacts, sources: Sources) -> str:
    """The line for a part of the user's own DataFrame, which it calls ``frame``."""
    picker = ", ".join(["catalog=frame", *_source_code(sources)])
    return f"PartPicker({picker}).pick({repr_text(facts.part_number)})"


def foreign_part_code(facts: PartFacts, sources: Sources) -> str:
    """The line for a catalog that knows no designations: the part by number and catalog, or exactly as configured."""
    picker, part = ", ".join(_source_code(sources)), facts.part
    if part.has_path:
        return f"PartPicker({picker}).choose({repr_text(part.part_id)}, {repr_text(part.selection_path)})"
    catalog = facts.source or part.classification_id
    return f"PartPicker({picker}).pick({repr_text(facts.part_number)}, {repr_text(catalog)})"


def repr_text(text: str) -> str:
    """A text as Python code; what cannot be seen in it, as marks that turn the direction of writing, is spelt out."""
    shown = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in _escaped(text))
    return f'"{shown}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _designation(facts: PartFacts) -> list[str]:
    """The standard and the size, as people say it, where the part number consists of these."""
    size = facts.part_number.removeprefix(f"{facts.standard} ")
    apart = facts.standard and size != facts.part_number
    return [repr_text(facts.standard), repr_text(size)] if apart else [repr_text(facts.part_number)]


def _source_code(sources: Sources) -> list[str]:
    """How the catalog's service is named, unless it is the one that is meant anyway."""
    if sources is connect():
        return []
    return [f"source=connect({', '.join(_settings_code(sources.settings))})"]


def _settings_code(settings: Settings) -> Iterator[str]:
    usual = Settings.load()
    for field in fields(settings):
        value = getattr(settings, field.name)
        if value != getattr(usual, field.name) and not isinstance(value, Secret):
            yield f"{field.name}={repr_text(str(value))}"
