"""The trees of categories that the catalogs' families are in."""

from __future__ import annotations

from dataclasses import dataclass

from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.model import CLASSIFICATION_ID, EXAMPLES_ID


@dataclass(frozen=True)
class Category:
    """A category: its code (``CW.10.010``), which begins with that of its parent, and its title."""

    code: str
    title: str
    classification_id: str = CLASSIFICATION_ID

    @property
    def path(self) -> str:
        """The codes of its parents and its own, as the classic services write them: ``/CW.10/CW.10.010/``."""
        levels = self.code.split(".")
        return "/" + "".join(".".join(levels[: end + 1]) + "/" for end in range(1, len(levels)))

    @property
    def level(self) -> int:
        """1 for a category right below the catalog."""
        return self.code.count(".")


CATEGORIES = (
    Category("CW.10", "Fasteners"),
    Category("CW.10.010", "Screws"),
    Category("CW.10.020", "Washers"),
    Category("CW.10.030", "Screws with washers"),
    Category("CW.20", "Bearings"),
    Category("CW.20.010", "Ball bearings"),
    Category("CX.10", "Jobs that fail", EXAMPLES_ID),
)


def of(classification_id: str) -> tuple[Category, ...]:
    """The categories of a catalog, each before those below it. Raises NotFound."""
    found = tuple(known for known in CATEGORIES if known.classification_id == classification_id)
    if not found:
        raise NotFound(f"there is no catalog {classification_id[:60]!r}")
    return found
