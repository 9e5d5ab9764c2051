"""Builds many rows at a time, through any executor, and hands each on as it is done."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager

from cadwidgets.contract.design_row import DesignRow, row_key
from cadwidgets.contract.parameters import Value
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.variants.journal import Journal
from cadwidgets.variants.model import VariantModel
from cadwidgets.variants.task import RowTask

Values = Mapping[str, Value]

_AHEAD = 2
"""So many rows for each one at work are given to an executor: it never waits, and little is lost when it is stopped."""
_LOOK_SECONDS = 0.2
"""So often a cancelled run is noticed while nothing is done."""
_PASSING = ("timeout", "died", "refused")
"""Kinds of failures that may be the machine's, or a stranger's that does not tell: such a row is tried again when it is
asked for anew."""


class VariantBuilder:
    """Builds the variants of a ``model``. Those in the ``journal`` are not built again, and those that are become part
    of it.

    ``executor`` is any of concurrent.futures; without one the service is asked from threads of our own: as many as this
    machine has processors and one more, and a foreign one for one after the other. ``charged`` says that a foreign
    service may count the builds; it can be set at any time.
    """

    def __init__(
        self,
        model: VariantModel,
        journal: Journal | None = None,
        executor: Executor | None = None,
        *,
        charged: bool = False,
    ) -> None:
        self.model = model
        self._journal = journal
        self._executor = executor
        self.charged = charged
        self._known: dict[object, DesignRow] = {}

    def known(self, values: Values) -> DesignRow | None:
        """The row of these values, if it is done; nothing is asked for it."""
        found = self._known.get(row_key(values))
        return found or (self._journal.get(values) if self._journal is not None else None)

    def requests(self, points: Sequence[Values]) -> int:
        """How many builds these variants would ask of the service."""
        return len({row_key(point) for point in points if self.known(point) is None})

    def check_charge(self, points: Sequence[Values]) -> None:
        """Raises RequestError where a foreign service would count the builds and nobody has agreed to it."""
        build = self.model.source.build
        count = self.requests(points)
        if count and not self.charged and not build.is_ours():
            raise RequestError(
                f"these variants are {count:,} requests to {build.source}, which may charge each of them",
                parameter="charged",
                value=False,
                allowed="charged=True to make them",
            )

    def rows(self, points: Sequence[Values], cancel: threading.Event | None = None) -> Iterator[tuple[int, DesignRow]]:
        """Each variant with its place in ``points``, as it is done; those that are known come first.

        Raises Cancelled once ``cancel`` is set, RequestError as `check_charge`, and whatever else ends a build but the
        values of its variant: the builds that have begun are then told to stop. What has been handed on is in the
        journal by then.
        """
        self.check_charge(points)
        places: dict[object, list[int]] = {}
        for place, point in enumerate(points):
            places.setdefault(row_key(point), []).append(place)
        unknown = []
        for at in places.values():
            if (row := self.known(points[at[0]])) is None:
                unknown.append(points[at[0]])
            else:
                self.model.outcomes.take(row)
                yield from ((place, row) for place in at)
        for row in self._build(unknown, cancel or threading.Event()):
            self.model.outcomes.take(row)
            yield from ((place, row) for place in places[row_key(row.values)])

    def all(self, points: Sequence[Values], cancel: threading.Event | None = None) -> list[DesignRow]:
        """All rows, in the order of the points. Raises as `rows`."""
        found = dict(self.rows(points, cancel))
        return [found[place] for place in range(len(points))]

    def close(self) -> None:
        """Free the journal."""
        if self._journal is not None:
            self._journal.close()

    def _build(self, points: Sequence[Values], cancel: threading.Event) -> Iterator[DesignRow]:
        if not points:
            return
        stop = threading.Event()  # ends our own builds when another one fails, too
        with self._executing() as (executor, at_once):
            waiting = iter(points)
            running: set[Future[DesignRow]] = set()
            task = RowTask(self.model, stop)
            try:
                while True:
                    for _, point in zip(range(_AHEAD * at_once - len(running)), waiting, strict=False):
                        running.add(executor.submit(task, point))
                    if not running:
                        return
                    done, running = wait(running, _LOOK_SECONDS, FIRST_COMPLETED)
                    yield from [self._keep(future.result()) for future in done]
                    if cancel.is_set():
                        raise Cancelled("the variants that are left are not wanted")
            finally:
                stop.set()
                for future in running:
                    future.cancel()

    def _keep(self, row: DesignRow) -> DesignRow:
        if row.kind not in _PASSING:
            self._known[row_key(row.values)] = row
            if self._journal is not None:
                self._journal.add(row)
        return row

    @contextmanager
    def _executing(self) -> Iterator[tuple[Executor, int]]:
        """The executor, and how many builds it does at once."""
        if self._executor is not None:
            yield self._executor, int(getattr(self._executor, "_max_workers", 0)) or (os.cpu_count() or 1)
            return
        at_once = (os.cpu_count() or 1) + 1 if self.model.source.build.is_ours() else 1
        with ThreadPoolExecutor(at_once, thread_name_prefix="cadwidgets-variants") as own:
            yield own, at_once
