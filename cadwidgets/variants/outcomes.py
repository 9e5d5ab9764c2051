"""What came of the builds of a model, for as long as the kernel lives: which values gave one, and which failed.

Explorers, sweeps and design tables of the same model share what they know. Nothing is written to disk.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import BuildRefused, GeometryError, ScriptError, ScriptSyntaxError
from cadwidgets.variants.feasible import Along

MOST = 20_000
"""So many builds of a model are remembered: the oldest are forgotten first."""
MOST_MODELS = 64
"""Of so many models: the one that was asked for longest ago is forgotten first."""
COUNTED_KINDS = ("script", "geometry", "timeout", "died", "memory")
"""The sorts of failure that follow from the values, as a service names them."""

_LONGEST_TEXT = 120
_MOST_TEXTS = 1000
_WORDS = 1e200
"""What is no number is counted in these: no number of a model is as large."""


def outcomes(request: BuildRequest, schema: ParameterSchema) -> Outcomes:
    """What is known of the request's model, whatever its values: one memory for all of a kernel."""
    names = tuple(schema.names)
    version = tuple(option for option in request.options if option[0] == "version")
    key = _digest(request.script, request.model_id, version, request.files), names
    with _lock:
        found = _models.setdefault(key, Outcomes(names))
        _models.move_to_end(key)
        if len(_models) > MOST_MODELS:
            _models.popitem(last=False)
    return found


def counts(error: Exception) -> bool:
    """Whether a failure follows from the values: not from the service, the network, the account, or the script's text.

    A service that keeps only the contract says 500 for a value that does not work; 502 and 504 are a proxy's words.
    """
    if isinstance(error, BuildRefused):
        return error.status == 500
    return isinstance(error, (ScriptError, GeometryError)) and not isinstance(error, ScriptSyntaxError)


class Outcomes:
    """The builds of one model with the parameters ``names``. For many threads."""

    def __init__(self, names: tuple[str, ...], most: int = MOST) -> None:
        self._names, self._most = names, most
        self._lock = threading.Lock()
        self._rows: dict[bytes, int] = {}  # of which values
        self._keys: list[bytes] = []  # of which row
        self._next = 0
        self._numbers = np.empty((len(names), 0))
        self._failure = np.empty(0, np.intp)
        self._texts = ["failed"]
        self._words: dict[Value, float] = {}

    def add(self, values: Mapping[str, Value], failure: str | None) -> None:
        """These ``values`` of all parameters gave a model, or failed with this text. What came last is what counts.

        Raises KeyError where a value is missing.
        """
        with self._lock:
            numbers = np.array([self._number(values[name]) for name in self._names])
            row = self._row(numbers)
            self._numbers[:, row] = numbers
            self._failure[row] = -1 if failure is None else self._text(failure)

    def learn(self, values: Mapping[str, Value], error: Exception | None) -> None:
        """As `add`, of what a build raised; what does not follow from the values is not remembered."""
        if error is None or counts(error):
            self.add(values, None if error is None else str(error))

    def take(self, row: DesignRow) -> None:
        """As `learn`, of a row of a design table; one that waits, or was cancelled, tells nothing."""
        if row.status == "ready" or (row.status == "failed" and row.kind in COUNTED_KINDS):
            self.add(row.values, None if row.status == "ready" else row.error)

    def __len__(self) -> int:
        return len(self._keys)

    def along(self, values: Mapping[str, Value]) -> dict[str, Along]:
        """By parameter, the builds along it, where all others are at ``values``; empty where nothing has failed."""
        with self._lock:
            known = len(self._keys)
            failure = self._failure[:known].copy()
            if not (failure >= 0).any():
                return {}
            numbers = self._numbers[:, :known].copy()
            now = np.array([self._number(values[name]) for name in self._names])
        other = numbers != now[:, np.newaxis]
        different = other.sum(axis=0)
        return {
            name: Along(column, failure, different == differs)
            for name, column, differs in zip(self._names, numbers, other, strict=True)
        }

    def number(self, value: Value) -> float:
        """What stands for ``value`` among the builds along a parameter: itself, if it is a number."""
        with self._lock:
            return self._number(value)

    def text(self, failure: int) -> str:
        """The failure of this number in words."""
        return self._texts[failure]

    def _number(self, value: Value) -> float:
        if isinstance(value, (int, float)):
            return float(value)
        return self._words.setdefault(value, _WORDS * (1 + len(self._words)))

    def _text(self, failure: str) -> int:
        line = next(iter(failure.strip().splitlines()), "failed")
        text = line if len(line) <= _LONGEST_TEXT else line[: _LONGEST_TEXT - 1] + "\u2026"
        if text in self._texts:
            return self._texts.index(text)
        if len(self._texts) == _MOST_TEXTS:  # of a script that says something else each time
            return 0
        self._texts.append(text)
        return len(self._texts) - 1

    def _row(self, numbers: NDArray[np.float64]) -> int:
        """Where these values stand, or will stand: in the place of the oldest ones once there is no room."""
        key = (numbers + 0.0).tobytes()  # no negative zero
        if (row := self._rows.get(key)) is not None:
            return row
        row = self._next
        if row < len(self._keys):
            del self._rows[self._keys[row]]
            self._keys[row] = key
        else:
            self._keys.append(key)
            self._grow()
        self._rows[key] = row
        self._next = (row + 1) % self._most
        return row

    def _grow(self) -> None:
        if (more := len(self._keys) - len(self._failure)) > 0:
            more = max(more, min(max(64, len(self._failure)), self._most - len(self._failure)))
            self._numbers = np.pad(self._numbers, ((0, 0), (0, more)))
            self._failure = np.pad(self._failure, (0, more))


@lru_cache(maxsize=8)
def _digest(
    script: str, model_id: str, version: tuple[tuple[str, Value], ...], files: tuple[tuple[str, bytes], ...]
) -> str:
    """What names a model: hashed once and not at every move of a slider."""
    return BuildRequest("STL", script, model_id, options=version, files=files).digest


_models: OrderedDict[tuple[str, tuple[str, ...]], Outcomes] = OrderedDict()
_lock = threading.Lock()
