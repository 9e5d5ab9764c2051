"""The line of code that gives the same part again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from cadwidgets.settings import Secret, Settings
from cadwidgets.sources import Sources, connect
from cadwidgets.widgets._shelf import PartFacts


def pick_code(facts: PartFacts, sources: Sources, *, designations: bool, own: bool) -> str:
    """The line for a notebook that has the names of `cadwidgets`.

    ``designations``: the catalog finds a part by its designation. ``own``: the part is of the user's own DataFrame,
    which the line calls ``frame``. Keys never stand in it: they come from the settings.
    """
    source = _source_code(sources)
    if designations and not own:
        return f"part({', '.join([*_designation(facts), *source])})"
    arguments = ["catalog=frame"] * own + source
    number = [facts.part_number] if own else [facts.part_number, facts.source]
    return f"PartPicker({', '.join(arguments)}).pick({', '.join(map(repr_text, number))})"


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
