"""From what a script shows to its parts: one for each thing shown, or for each leaf of an assembly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import cadquery as cq

from cadwidgets.service.builds.caps import MAX_NAME, MAX_NESTING, CapExceeded
from cadwidgets.service.builds.colors import Look, read_color
from cadwidgets.service.builds.shapes import Part, joined, shapes_of

_GENERATED = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What CadQuery calls a node of an assembly that has no name: another one in every run."""


def parts_of(thing: Any, name: str = "", look: Look | None = None) -> list[Part]:
    """The parts of a CAD object: each leaf of an assembly, and all else together as one.

    ``name`` and ``look`` hold for what has none of its own. Empty for a workplane that holds only points.
    """
    look = look or Look()
    assemblies = list(_assemblies(thing))
    shapes = [shape for item in flat_items(thing) if not isinstance(item, cq.Assembly) for shape in shapes_of(item)]
    own = [Part(joined(shapes), name, look.color, look.opacity)] if shapes else []
    return own + [part for item in assemblies for part in _leaves(item, name or own_name(item), look, None)]


def named(parts: Iterable[Part]) -> list[Part]:
    """The parts with names that differ: a second ``screw`` is ``screw_2``. No name stays no name."""
    parts = list(parts)
    taken = {part.name for part in parts}
    counts: dict[str, int] = {}
    return [replace(part, name=_free_name(part.name, counts, taken)) for part in parts]


def clean_name(name: Any) -> str:
    """A name that any file format can hold: printable, of one line, not too long."""
    text = "".join(character for character in str(name) if character.isprintable())
    return unicodedata.normalize("NFC", text.strip()[: 4 * MAX_NAME])[:MAX_NAME]


def flat_items(thing: Any) -> Iterator[Any]:
    """The things in nested lists, one after the other."""
    if isinstance(thing, (list, tuple)):
        for item in thing:
            yield from flat_items(item)
    else:
        yield thing


def own_name(node: cq.Assembly) -> str:
    """The name that the script gave to a node of an assembly; empty if it gave none."""
    return "" if _GENERATED.fullmatch(str(node.name)) else clean_name(node.name)


def _free_name(name: str, counts: dict[str, int], taken: set[str]) -> str:
    counts[name] = counts.get(name, 0) + 1
    if not name or counts[name] == 1:
        return name
    while (candidate := f"{name}_{counts[name]}") in taken:
        counts[name] += 1
    taken.add(candidate)
    return candidate


def _assemblies(thing: Any) -> Iterator[cq.Assembly]:
    return (item for item in flat_items(thing) if isinstance(item, cq.Assembly))


def _leaves(node: cq.Assembly, path: str, look: Look, place: cq.Location | None, level: int = 1) -> Iterator[Part]:
    """Every object in the assembly, where it stands, in its own colour or the nearest one above it."""
    if level > MAX_NESTING:
        raise CapExceeded(f"an assembly may be nested {MAX_NESTING} deep", MAX_NESTING)
    place = node.loc if place is None else place * node.loc
    look = read_color(node.color) if node.color else look
    shapes = shapes_of(node.obj) if node.obj is not None else []
    if shapes:
        yield Part(joined(shapes).moved(place), path, look.color, look.opacity)
    for child in node.children:
        inner = "/".join(filter(None, (path, own_name(child))))
        yield from _leaves(child, inner, look, place, level + 1)
