"""What was saved, and what will be: values with a good face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cadwidgets.errors import RequestError
from cadwidgets.viewer.words import size_text

MEGABYTES = 20.0
"""What a page may have by itself: mails and chats take files up to about that."""


@dataclass(frozen=True, repr=False)
class SavedPage:
    """A page that was written: where, how many ``bytes`` it has, how many ``builds`` it shows, and why some of the
    wanted ones are not there, by the values of their sliders."""

    path: Path
    bytes: int
    builds: int
    refused: Mapping[str, str]

    def __repr__(self) -> str:
        refused = f", {len(self.refused)} positions without a model" if self.refused else ""
        return f"<SavedPage: {self.path.name}, {size_text(self.bytes)}, {_builds(self.builds)}{refused}>"


@dataclass(frozen=True, repr=False)
class PagePlan:
    """A page before it is made: ``values`` of each slider, how many ``builds`` that takes, and about how many
    ``bytes`` the file will have, if each build is as large as the present one and shares nothing with it."""

    values: Mapping[str, tuple[object, ...]]
    builds: int
    bytes: int

    def __repr__(self) -> str:
        each = ", ".join(f"{name}: {len(values)} values" for name, values in self.values.items())
        return f"<PagePlan: {_builds(self.builds)}, about {size_text(self.bytes)}{f' ({each})' if each else ''}>"

    def check(self, megabytes: float) -> None:
        """Raises RequestError if the file will be larger than so many million bytes."""
        if self.bytes > megabytes * 1e6:
            raise too_large(f"{_builds(self.builds)} make a page of about {size_text(self.bytes)}", megabytes)


def too_large(message: str, megabytes: float) -> RequestError:
    """For a page beyond its budget."""
    return RequestError(
        f"{message}: more than the budget of {megabytes:g} MB",
        parameter="budget",
        value=megabytes,
        allowed="a larger budget (in MB), fewer sliders, or fewer steps",
    )


def _builds(count: int) -> str:
    return "1 build" if count == 1 else f"{count:,} builds"
