"""The catalogs and their families, and how a part is found in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.by_standard import by_standard
from cadwidgets.service.catalog.groups import GROUPS
from cadwidgets.service.catalog.model import (
    BY_STANDARD_ID,
    CLASSIFICATION_ID,
    EXAMPLES_ID,
    Category,
    Configuration,
    Contents,
    Family,
)

PART_VERSION = "1"
"""The version of every part: a part number never changes its meaning here."""
_UPDATED = "2026-11-24T00:00:00Z"
_PUNCTUATION = re.compile(r"[\s/+-]")


@dataclass(frozen=True, eq=False)
class Catalog:
    """A catalog: its classification id, its title, when its contents last changed (ISO 8601), who supplies it, and
    whose parts they are.

    ``make`` is called once, when the contents are first asked for.
    """

    classification_id: str
    title: str
    updated: str
    make: Callable[[], Contents] = field(repr=False)
    supplier: str = "Standard parts, made by this service: nobody sells them here."
    manufacturer: str = "cadwidgets"
    published: str = _UPDATED

    @cached_property
    def contents(self) -> Contents:
        """The categories, each before those below it, and the families, in catalog order."""
        return self.make()

    @cached_property
    def plain_numbers(self) -> dict[str, tuple[Family, str]]:
        """The parts by their numbers without blanks and punctuation, the first of those that then are equal; and by
        their numbers with nothing kept of these but dots."""
        numbers = [(known, number) for known in self.contents.families for number in known.part_numbers]
        plain = {_plain(number): (known, number) for known, number in reversed(numbers)}
        return plain | {_dotted(number): (known, number) for known, number in reversed(numbers)}


class Catalogs:
    """Some catalogs, which stay as they are: other contents are another object."""

    def __init__(self, *catalogs: Catalog) -> None:
        self._by_id = {known.classification_id: known for known in catalogs}

    def __iter__(self) -> Iterator[Catalog]:
        return iter(self._by_id.values())

    def with_catalog(self, catalog: Catalog) -> Catalogs:
        """These and that one, which takes the place of the one with its id."""
        return Catalogs(*(self._by_id | {catalog.classification_id: catalog}).values())

    def without(self, classification_id: str) -> Catalogs:
        """These but that one."""
        return Catalogs(*(known for known in self if known.classification_id != classification_id))

    def catalog_of(self, classification_id: str) -> Catalog:
        """The catalog of that id, spelled exactly. Raises NotFound."""
        if classification_id not in self._by_id:
            raise NotFound(f"there is no catalog {classification_id[:60]!r}")
        return self._by_id[classification_id]

    def categories_of(self, classification_id: str) -> tuple[Category, ...]:
        """The categories of a catalog, each before those below it. Raises NotFound."""
        return self.catalog_of(classification_id).contents.categories

    def category_of(self, family: Family) -> Category:
        """The category that a family is in."""
        return next(known for known in self.categories_of(family.classification_id) if known.code == family.category)

    def families_of(self, classification_id: str) -> tuple[Family, ...]:
        """The families of a catalog, spelled exactly, in catalog order. Raises NotFound."""
        return self.catalog_of(classification_id).contents.families

    def families_in(self, classification_id: str, category: str) -> tuple[Family, ...]:
        """The families of a category and of those below it; ``category`` is its code or its path, ``/`` the whole
        catalog.

        Raises NotFound for an unknown catalog or category.
        """
        found = self.families_of(classification_id)
        if category == "/":
            return found
        for known in self.categories_of(classification_id):
            if category in (known.code, known.path):
                return tuple(each for each in found if f"{each.category}.".startswith(f"{known.code}."))
        raise NotFound(f"there is no category {category[:60]!r} in the catalog {classification_id[:60]!r}")

    def find(self, classification_id: str, part_number: str) -> tuple[Family, Configuration]:
        """The part that a classification and a part number name, both spelled exactly. Raises NotFound."""
        for known in self.families_of(classification_id):
            if known.has(part_number):
                return known, known.configuration(part_number)
        raise _no_part(classification_id, part_number)

    def find_plain(self, classification_id: str, part_number: str) -> tuple[Family, Configuration]:
        """As `find`, whatever blanks and . - / + the number is written with; of M1.6 and M16, which then are equal, the
        one that has the same dots. Raises NotFound."""
        numbers = self.catalog_of(classification_id).plain_numbers
        for wanted in (_dotted(part_number), _plain(part_number)):
            if wanted in numbers:
                known, number = numbers[wanted]
                return known, known.configuration(number)
        raise _no_part(classification_id, part_number)

    def find_family(self, part_id: str) -> Family:
        """The family of a part id, as the first catalog that has it shows it. Raises NotFound."""
        if part_id not in self._by_part_id:
            raise NotFound(f"there is no part family {part_id[:60]!r}")
        return self._by_part_id[part_id]

    def home_of(self, classification_id: str) -> str:
        """The first catalog that has the families of a catalog: itself, unless it only classifies them otherwise.

        Raises NotFound.
        """
        known = self.catalog_of(classification_id)
        homes = (self.find_family(family.part_id).classification_id for family in known.contents.families)
        return next(homes, classification_id)

    @property
    def every_family(self) -> tuple[Family, ...]:
        """Every family once, however many catalogs have it: as the first of them shows it."""
        return tuple(self._by_part_id.values())

    @cached_property
    def _by_part_id(self) -> dict[str, Family]:
        return {known.part_id: known for each in reversed([*self]) for known in each.contents.families}


_FAMILIES = {family_id: make for group in GROUPS for family_id, make in group.FAMILIES.items()}


@cache
def family(family_id: str) -> Family:
    """The shipped family of that id: made when it is first asked for. Raises NotFound."""
    if family_id not in _FAMILIES:
        raise NotFound(f"there is no part family {family_id[:60]!r}")
    return _FAMILIES[family_id]()


def families() -> tuple[Family, ...]:
    """The families of the standard catalog, in catalog order."""
    return SHIPPED.families_of(CLASSIFICATION_ID)


def _shipped(classification_id: str) -> Contents:
    categories = (known for group in GROUPS for known in group.CATEGORIES)
    made = map(family, _FAMILIES)
    return Contents(
        tuple(
            sorted(
                (known for known in categories if known.classification_id == classification_id),
                key=lambda known: known.code,
            )
        ),
        tuple(known for known in made if known.classification_id == classification_id),
    )


def _no_part(classification_id: str, part_number: str) -> NotFound:
    return NotFound(f"there is no part {part_number[:60]!r} in the catalog {classification_id[:60]!r}")


def _dotted(part_number: str) -> str:
    return _PUNCTUATION.sub("", part_number)


def _plain(part_number: str) -> str:
    return _dotted(part_number).replace(".", "")


SHIPPED = Catalogs(
    Catalog(CLASSIFICATION_ID, "cadwidgets standard parts", _UPDATED, lambda: _shipped(CLASSIFICATION_ID)),
    Catalog(BY_STANDARD_ID, "cadwidgets standard parts by standard", _UPDATED, lambda: by_standard(families())),
    Catalog(EXAMPLES_ID, "cadwidgets examples", _UPDATED, lambda: _shipped(EXAMPLES_ID)),
)
"""What comes with this package."""
