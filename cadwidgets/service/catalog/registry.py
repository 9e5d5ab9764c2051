"""The catalogs and their families, and how a part is found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cadwidgets.errors import NotFound
from cadwidgets.service.catalog import categories
from cadwidgets.service.catalog.groups import GROUPS
from cadwidgets.service.catalog.model import CLASSIFICATION_ID, EXAMPLES_ID, Configuration, Family

PART_VERSION = "1"
"""The version of every part: a part number never changes its meaning here."""
_PUNCTUATION = re.compile(r"[\s./+-]")


@dataclass(frozen=True)
class Catalog:
    """A catalog: its classification id, its title, when its contents last changed (ISO 8601), and who supplies it."""

    classification_id: str
    title: str
    updated: str
    supplier: str = "Standard parts, made by this service: nobody sells them here."


CATALOGS = (
    Catalog(CLASSIFICATION_ID, "cadwidgets standard parts", "2026-11-24T00:00:00Z"),
    Catalog(EXAMPLES_ID, "cadwidgets examples", "2026-11-24T00:00:00Z"),
)


_FAMILIES = {family_id: make for group in GROUPS for family_id, make in group.FAMILIES.items()}


def _all_families() -> tuple[Family, ...]:
    return tuple(family(family_id) for family_id in _FAMILIES)


@cache
def families() -> tuple[Family, ...]:
    """The families of the standard catalog, in catalog order."""
    return families_of(CLASSIFICATION_ID)


def families_of(classification_id: str) -> tuple[Family, ...]:
    """The families of a catalog, spelled exactly, in catalog order. Raises NotFound."""
    catalog_of(classification_id)
    return tuple(known for known in _all_families() if known.classification_id == classification_id)


def families_in(classification_id: str, category: str) -> tuple[Family, ...]:
    """The families of a category and of those below it; ``category`` is its code or its path, ``/`` the whole catalog.

    Raises NotFound for an unknown catalog or category.
    """
    found = families_of(classification_id)
    if category == "/":
        return found
    for known in categories.of(classification_id):
        if category in (known.code, known.path):
            return tuple(each for each in found if f"{each.category}.".startswith(f"{known.code}."))
    raise NotFound(f"there is no category {category[:60]!r} in the catalog {classification_id[:60]!r}")


def catalog_of(classification_id: str) -> Catalog:
    """The catalog of that id, spelled exactly. Raises NotFound."""
    for known in CATALOGS:
        if known.classification_id == classification_id:
            return known
    raise NotFound(f"there is no catalog {classification_id[:60]!r}")


@cache
def family(family_id: str) -> Family:
    """The family of that id, in any catalog: made when it is first asked for. Raises NotFound."""
    if family_id not in _FAMILIES:
        raise NotFound(f"there is no part family {family_id[:60]!r}")
    return _FAMILIES[family_id]()


def find(classification_id: str, part_number: str) -> tuple[Family, Configuration]:
    """The part that a classification and a part number name, both spelled exactly. Raises NotFound."""
    for known in _all_families():
        if known.classification_id == classification_id and known.has(part_number):
            return known, known.configuration(part_number)
    raise NotFound(f"there is no part {part_number[:60]!r} in the catalog {classification_id[:60]!r}")


def find_plain(classification_id: str, part_number: str) -> tuple[Family, Configuration]:
    """As `find`, whatever blanks and . - / + the number is written with. Raises NotFound."""
    wanted = _plain(part_number)
    for known in families_of(classification_id):
        for number in known.part_numbers:
            if wanted == _plain(number):
                return known, known.configuration(number)
    raise NotFound(f"there is no part {part_number[:60]!r} in the catalog {classification_id[:60]!r}")


def _plain(part_number: str) -> str:
    return _PUNCTUATION.sub("", part_number)


def find_family(part_id: str) -> Family:
    """The family of a part id, in any catalog. Raises NotFound."""
    for known in _all_families():
        if known.part_id == part_id:
            return known
    raise NotFound(f"there is no part family {part_id[:60]!r}")
