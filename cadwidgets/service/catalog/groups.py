"""The groups of families, in catalog order. A new group finds its place here, and its builders in builds/families."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from cadwidgets.service.catalog import (
    assemblies,
    bearings,
    examples,
    hardware,
    nuts_and_washers,
    pins_keys_rings,
    profiles,
    screws,
    seals,
    transmission,
)
from cadwidgets.service.catalog.model import Category, Family


class Group(Protocol):
    """A package of families: their makers by id, the categories that they bring, and their words."""

    FAMILIES: Mapping[str, Callable[[], Family]]
    CATEGORIES: tuple[Category, ...]
    WORDS: tuple[tuple[str, str, str], ...]


GROUPS: tuple[Group, ...] = (
    screws,
    nuts_and_washers,
    pins_keys_rings,
    assemblies,
    bearings,
    seals,
    transmission,
    profiles,
    hardware,
    examples,
)
