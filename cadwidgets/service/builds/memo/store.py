"""The operations of the builds of one process, remembered by what they were called with.

**Why a build with memory is the build without.** Every operation that is remembered is a function of its key: it
gives equal geometry for equal keys, and changes nothing that it was given. What is left is identity: the kernel tells
two equal bodies apart by their TShapes, so two calls with equal inputs give two bodies. Hence results are numbered:
the n-th call of a build with one key gets the n-th result of that key, never one that this build already has in
another place. So the bodies of a build are the same, or not the same, exactly where they would be in a process
without memory. A query, which makes no shape, needs no number.

In the first build of a process nothing is looked up: most processes build once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from time import perf_counter
from types import GeneratorType
from typing import Any

import cadquery as cq
from OCP.BRepTools import BRepTools
from OCP.TopExp import TopExp
from OCP.TopoDS import TopoDS_Shape
from OCP.TopTools import TopTools_IndexedMapOfShape

from cadwidgets.service.builds.memo.keys import NoKey, key_of
from cadwidgets.service.builds.memo.results import Again, NotKept, kept

Operation = Callable[..., Any]

MAX_RESULTS = 100_000
"""Results that are kept at most, those of queries included."""
MAX_BYTES = 256 << 20
"""What the kept shapes may take, as `_BYTES` estimates it."""
MAX_STATES = 10_000
"""Meshes that scripts make themselves before all is forgotten."""
MAX_AGE = 20
"""Builds after which what none of them used is forgotten."""
MAX_BUILDS = 200
"""Builds after which all is forgotten: the kernel's operations leave traces on edges that they are given, curves on the
surfaces that the edges came to lie on. They change no shape, but would become more with every build."""
_BYTES = 1_000
"""About what the kernel holds of one vertex, edge, wire or face, its curves and surfaces included."""


class Entry:
    """The results of one key, in the order of the calls of a build. ``used`` counts the calls of build ``build``."""

    __slots__ = ("again", "bodies", "build", "bytes", "seconds", "used")

    def __init__(self, build: int) -> None:
        self.again: list[Again] = []
        self.bodies: list[TopoDS_Shape] = []
        self.seconds: list[float] = []
        self.build = build
        self.used = 0
        self.bytes = -1


@dataclass
class Count:
    """What came of the calls of one build. ``reason`` says why nothing was remembered, if so."""

    hits: int = 0
    misses: int = 0
    seconds_saved: float = 0.0
    reason: str = ""


class Memo:
    """Remembers while ``active``; that is a build's script and checks, not what an operation does inside."""

    def __init__(self, max_results: int = MAX_RESULTS, max_bytes: int = MAX_BYTES, max_age: int = MAX_AGE) -> None:
        self.active = False
        self.count = Count()
        self._limits = (max_results, max_bytes, max_age)
        self._entries: dict[Hashable, Entry] = {}
        self._results = 0
        self._build = 0
        self._is_tidy = True
        self._held = 0
        self._state: int | None = None
        self._states: dict[Hashable, int] = {}
        self._meshed: list[TopoDS_Shape] = []

    def begin(self, reason: str = "") -> None:
        """Another build starts; with a ``reason`` not to, it neither looks anything up nor is remembered."""
        self.tidy()
        self._build += 1
        self._is_tidy = False
        self._state = None
        self._held = self._results
        self.count = Count(reason=reason)
        self.active = not reason

    def call(
        self,
        name: str,
        makes: bool,
        operation: Operation,
        given: tuple[Any, ...],
        options: dict[str, Any],
        read: Hashable = None,
    ) -> Any:
        """What ``operation`` gives; ``makes`` says that it makes shapes, while a query only looks at them.

        ``read`` is what else the operation depends on, such as the content of a file.
        """
        if any(type(one) is GeneratorType for one in given):
            given = tuple(list(one) if type(one) is GeneratorType else one for one in given)
        try:
            key = (name, self._state, read, key_of(options) if options else None, *map(key_of, given))
        except NoKey:
            self.count.misses += 1
            return operation(*given, **options)
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = Entry(self._build)
        elif entry.build != self._build:
            entry.build, entry.used = self._build, 0
        turn = entry.used if makes else 0
        if turn < len(entry.again):
            return self._known(entry, turn)
        return self._computed(entry, operation, given, options)

    def _known(self, entry: Entry, turn: int) -> Any:
        entry.used += 1
        self.count.hits += 1
        self.count.seconds_saved += entry.seconds[turn]
        return entry.again[turn]()

    def _computed(self, entry: Entry, operation: Operation, given: tuple[Any, ...], options: dict[str, Any]) -> Any:
        """An exception of the operation is not remembered, and is no call that counts."""
        self.count.misses += 1
        self.active = False  # what it does inside is part of it
        start = perf_counter()
        try:
            result = operation(*given, **options)
        finally:
            self.active = not self.count.reason
        seconds = perf_counter() - start
        if self.active and self._results < self._limits[0] and not any(result is one for one in given):
            self._keep(entry, result, seconds)
        return result

    def _keep(self, entry: Entry, result: Any, seconds: float) -> None:
        bodies: list[TopoDS_Shape] = []
        try:
            entry.again.append(kept(result, bodies))
        except NotKept:
            return
        entry.bodies += bodies
        entry.seconds.append(seconds)
        entry.used += 1
        entry.bytes = -1
        self._results += 1

    def meshes(self, name: str, given: tuple[Any, ...], options: dict[str, Any]) -> None:
        """An operation puts a mesh on shapes, by which the kernel measures them then: it is in all later keys."""
        try:
            change: Hashable = (self._state, name, *map(key_of, given), key_of(options))
        except NoKey:
            change = object()
        self._state = self._states.setdefault(change, len(self._states))
        if len(self._states) > MAX_STATES:
            self.spoil("the script makes too many meshes")
        self._meshed += [one.wrapped for one in given if isinstance(one, cq.Shape)]

    @property
    def was_used(self) -> bool:
        """Whether a result of an earlier build may be in the one that runs, or ran last."""
        return self._held > 0 and self.count.hits > 0

    @property
    def builds(self) -> int:
        """How many builds there have been, the one that runs included."""
        return self._build

    @property
    def holds(self) -> int:
        """The number of results that are kept."""
        return self._results

    def cleaned(self, shapes: Iterable[TopoDS_Shape]) -> None:
        """Before the next build the shapes lose the meshes that they get after this script."""
        self._meshed += shapes

    def look(self, query: Operation, *given: Any) -> Any:
        """What a function of ours finds out about shapes."""
        return self.call(_name(query), False, query, given, {}) if self.active else query(*given)

    def make(self, maker: Operation, *given: Any) -> Any:
        """The shapes that a function of ours makes."""
        return self.call(_name(maker), True, maker, given, {}) if self.active else maker(*given)

    def spoil(self, reason: str) -> None:
        """Something changes shapes that may be remembered: all is forgotten, nothing of this build is remembered."""
        self.active = False
        self.count.reason = self.count.reason or reason
        self.forget()

    def forget(self) -> None:
        """Everything."""
        self._entries.clear()
        self._states.clear()
        self._results = 0

    def tidy(self) -> None:
        """After a build: meshes leave the shapes, and what is too old or too much is forgotten, the oldest first.

        Half of the results stay at most, so that there is room for those of the next build. Done once for each build.
        """
        if self._is_tidy:
            return
        self._is_tidy = True
        for shape in self._meshed:
            BRepTools.Clean_s(shape)
        self._meshed.clear()
        if self._build % MAX_BUILDS == 0:
            self.forget()
        max_results, max_bytes, max_age = self._limits
        self._weigh()
        kept_bytes = self._results = 0
        for key, entry in sorted(self._entries.items(), key=_age):
            kept_bytes += entry.bytes
            too_much = self._results + len(entry.again) > max_results // 2 or kept_bytes > max_bytes
            if too_much or self._build - entry.build > max_age:
                del self._entries[key]
            else:
                self._results += len(entry.again)

    def _weigh(self) -> None:
        """Estimates the memory of the entries of the last build; what several of them share counts once."""
        found = TopTools_IndexedMapOfShape()
        for entry in self._entries.values():
            if entry.bytes < 0:
                before = found.Extent()
                for body in entry.bodies:
                    TopExp.MapShapes_s(body, found)
                entry.bytes = _BYTES * (1 + found.Extent() - before)


def _name(function: Operation) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _age(item: tuple[Hashable, Entry]) -> int:
    return -item[1].build
