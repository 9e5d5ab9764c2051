"""The builds of one search: none twice, no more than its budget, the best known at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from cadwidgets.contract.design_row import DesignRow, row_key
from cadwidgets.contract.parameters import Value
from cadwidgets.errors import CadWidgetsError, RequestError
from cadwidgets.variants.expressions import numbers_of

Evaluate: TypeAlias = Callable[[Sequence[Mapping[str, Value]]], Sequence[DesignRow]]
"""Builds variants, each with the values of all parameters: their rows in the same order, failed ones too. It may raise
Cancelled, which ends a search with what it knows by then."""
OnTrial: TypeAlias = Callable[[DesignRow, DesignRow], None]
"""Hears of every variant that was built, and of the best so far."""
Rank: TypeAlias = Callable[[DesignRow], tuple[float, ...]]
"""How good a row is: smaller is better."""


class BudgetSpent(Exception):
    """No further build is allowed; inside of a search alone."""


class Trials:
    """Builds what a search asks for. ``rows`` are all that were built, in their order, ``best`` the one of least rank.

    A point that was built in this search is remembered. Batches of less than the budget are built as a whole.
    """

    def __init__(self, evaluate: Evaluate, rank: Rank, budget: int, on_trial: OnTrial | None = None) -> None:
        self._evaluate, self._rank, self._on_trial = evaluate, rank, on_trial
        self._known: dict[object, DesignRow] = {}
        self.budget = budget
        self.best: DesignRow | None = None

    @property
    def rows(self) -> tuple[DesignRow, ...]:
        """All variants that were built."""
        return tuple(self._known.values())

    @property
    def left(self) -> int:
        """How many builds the budget still allows."""
        return self.budget - len(self._known)

    def build(self, variants: Sequence[Mapping[str, Value]]) -> list[DesignRow]:
        """The rows of the variants, in their order; those that are new are built in one batch.

        Raises BudgetSpent where they are more than the budget allows, once as many as it allows were built, and
        whatever evaluating raises, Cancelled among them.
        """
        keys = [row_key(values) for values in variants]
        new = {key: values for key, values in zip(keys, variants, strict=True) if key not in self._known}
        allowed = list(new.items())[: max(self.left, 0)]
        if allowed:
            for (key, _), row in zip(allowed, self._evaluate([values for _, values in allowed]), strict=True):
                self._note(key, row)
        if len(allowed) < len(new):
            raise BudgetSpent
        return [self._known[key] for key in keys]

    def _note(self, key: object, row: DesignRow) -> None:
        self._known[key] = row
        if self.best is None or self._rank(row) < self._rank(self.best):
            self.best = row
        if self._on_trial is not None:
            self._on_trial(row, self.best)


def nothing_known(rows: Sequence[DesignRow], names: Iterable[str], measures: Iterable[str] = ()) -> RequestError:
    """Why a search that reads these names cannot judge any of the rows."""
    ready = next((row for row in rows if row.status == "ready"), None)
    if ready is None:
        error = next((row.error for row in rows if row.error), "")
        return RequestError(f"none of {len(rows)} variants could be built: {error}", allowed="values that can be built")
    known = numbers_of(ready, measures)
    missing = sorted(name for name in names if name not in known)
    allowed = ", ".join(known) + ("; a mass is known once the script names its material" if "mass" in missing else "")
    if not missing:
        return RequestError("what is asked for cannot be computed of any variant", allowed=allowed)
    why = f" ({ready.error})" if ready.error else ""
    message = f"{' and '.join(missing)} of this model is not known{why}"
    return RequestError(message, parameter=missing[0], allowed=allowed)


def library(name: str) -> Any:
    """A module of SciPy, loaded once a search needs it. Raises CadWidgetsError where SciPy is not installed."""
    import importlib

    try:
        return importlib.import_module(f"scipy.{name}")
    except ImportError:
        message = 'goal seek and optimisation need SciPy 1.15 or later: pip install "cadwidgets[optimise]"'
        raise CadWidgetsError(message) from None
