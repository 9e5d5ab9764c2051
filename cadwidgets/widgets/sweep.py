"""sweep: every variant that a range of parameters gives, built, in a design table."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from typing import Any

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.variants.plan import planned
from cadwidgets.widgets.design_table import DesignTable


def sweep(
    model: object,
    vary: Mapping[str, Any],
    how: str = "grid",
    *,
    count: int | None = None,
    seed: int = 0,
    executor: Executor | None = None,
    charged: bool = False,
    **named: Any,
) -> DesignTable:
    """Build variants of a model: ``sweep(samples.bracket, {"width": range(40, 90, 10), "holes": [2, 4]})``.

    ``vary`` says for each parameter what it is to be: a list, a range, an array, one value, or ``...`` for all that its
    slider or menu has. ``how`` is ``grid`` for every combination, ``zip`` for the first of each, then the second, and
    so on; ``random`` and ``lhs`` (a Latin hypercube) spread ``count`` variants, where a tuple (low, high) is the range
    between. All else is as in ``params`` and ``preset``, which are given as to `DesignTable`, as are ``measures``,
    ``files``, ``source`` and the like.

    The table is filled as results come: ``frame`` is a DataFrame at any time, ``wait()`` waits for all of it,
    ``cancel()`` stops. What was built once is on the disk: the same call goes on where it was stopped or killed, and
    builds nothing twice. A foreign service is asked for nothing before you agree in the table, or with
    ``charged=True``.

    Raises RequestError for what cannot be planned, before anything is built.
    """

    def rows(schema: ParameterSchema, base: Mapping[str, Value]) -> list[dict[str, Value]]:
        return planned(schema, base, vary, how, count=count, seed=seed)

    return DesignTable(model, rows=rows, executor=executor, charged=charged, **named)
