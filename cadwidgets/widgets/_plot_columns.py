"""What a plot shows of variants: columns of numbers, choices and truths, as arrays that the browser reads at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import RequestError
from cadwidgets.tables.bom_texts import visible

Group: TypeAlias = Literal["parameter", "result"]
MOST_TEXT = 300
"""Characters of a label, a choice or a reason: a picture has no room for more."""


@dataclass(frozen=True, eq=False)
class PlotColumn:
    """A parameter or a result of variants.

    ``values`` has one for each variant. Of a number they are floats, NaN where there is none (yet); of a choice texts,
    empty where there is none; of a bool 0, 1 or NaN. Raises RequestError for another kind or group.
    """

    name: str
    label: str
    unit: str
    values: NDArray[Any] | tuple[str, ...]
    kind: Literal["number", "choice", "bool"] = "number"
    group: Group = "parameter"

    def __post_init__(self) -> None:
        for name, allowed in (("kind", ("number", "choice", "bool")), ("group", ("parameter", "result"))):
            if getattr(self, name) not in allowed:
                value = getattr(self, name)
                raise RequestError(f"{name} is {value!r}", parameter=name, value=value, allowed=", ".join(allowed))

    @property
    def choices(self) -> tuple[str, ...]:
        """The words for 0, 1, ...; of a number none."""
        if self.kind == "bool":
            return ("no", "yes")
        return tuple(dict.fromkeys(filter(None, map(str, self.values)))) if self.kind == "choice" else ()

    @property
    def numbers(self) -> NDArray[np.float64]:
        """The values (n,) as numbers, those of a choice as its place in `choices`; NaN for none and infinite ones."""
        if self.kind == "choice":
            places = {word: place for place, word in enumerate(self.choices)}
            return np.array([places.get(str(word), np.nan) for word in self.values], np.float64)
        numbers = np.asarray(self.values, np.float64)
        return np.where(np.isfinite(numbers), numbers, np.nan)

    @property
    def different(self) -> int:
        """How many different values there are."""
        numbers = self.numbers
        return len(np.unique(numbers[~np.isnan(numbers)]))


def to_browser(ids: Sequence[int], columns: Sequence[PlotColumn], failed: Mapping[int, str]) -> dict[str, Any]:
    """What browser/plot_data.js reads: arrays as bytes, small ones first that are exact to six digits."""
    return {
        "ids": np.array(ids, np.int32).tobytes(),
        "failed": [[int(number), _short(why)] for number, why in failed.items()],
        "columns": [
            {
                "name": column.name,
                "label": _short(column.label or column.name),
                "unit": _short(column.unit),
                "group": column.group,
                "choices": [_short(choice) for choice in column.choices],
                "values": column.numbers.astype(np.float32).tobytes(),
            }
            for column in columns
        ],
    }


def check(ids: Sequence[int], columns: Sequence[PlotColumn]) -> None:
    """Raises RequestError for ids or names that are there twice, and for columns of another length than ``ids``."""
    if len(set(ids)) != len(ids):
        raise RequestError("two variants have the same id", parameter="ids")
    names = [column.name for column in columns]
    for column in columns:
        if names.count(column.name) > 1 or not column.name:
            raise RequestError(f"there are two columns {column.name!r}, or it has no name", parameter="columns")
        if len(column.values) != len(ids):
            told = f"{column.name!r} has {len(column.values):,} values for {len(ids):,} variants"
            raise RequestError(told, parameter="columns", value=column.name)


def _short(text: str) -> str:
    return visible(str(text))[:MOST_TEXT]
