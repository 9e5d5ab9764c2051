"""What a process of several builds keeps from one to the next, and what it must not keep.

A build must not notice those before it. So when one ends, CadQuery and Python's own names get back what they held
before the first, and the modules from beside the script go, with whatever they remember. Libraries that a script has
loaded itself stay as they are. None of this is a defence: a script that wants to can leave what it likes, to the next
build of that very script.
"""

from __future__ import annotations

import functools
import operator
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from cadwidgets.modelscript import load_script

_KEPT_SCRIPTS = 4
read_script = functools.lru_cache(maxsize=_KEPT_SCRIPTS)(load_script)
"""`load_script` for a process that meets the same text again and again."""


@dataclass(frozen=True)
class _State:
    """What a process was like before its first build: ``names`` are those of modules and classes."""

    names: list[tuple[Any, dict[str, Any]]]
    modules: dict[str, ModuleType]
    path: list[str]
    environment: dict[str, str]
    filters: list[Any]
    handlers: dict[int, Any]
    numbers: Any
    depth: int


@functools.cache
def note_state() -> _State:
    """What this process is like when this is called first: before it runs any script."""
    return _State(
        names=[(owner, dict(vars(owner))) for owner in _owners()],
        modules=dict(sys.modules),
        path=list(sys.path),
        environment=dict(os.environ),
        filters=list(warnings.filters),
        handlers={number: signal.getsignal(number) for number in signal.valid_signals()},
        numbers=np.random.get_state(),
        depth=sys.getrecursionlimit(),
    )


def _owners() -> list[Any]:
    """The modules of CadQuery with the classes made in them, and what is always at hand."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "cadquery"]
    classes = {
        id(value): value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__.startswith("cadquery")
    }
    return [*modules, *classes.values(), sys.modules["builtins"], sys.modules["math"]]


@contextmanager
def unnoticed(folder: Path) -> Iterator[None]:
    """A build, in ``folder``, which the next one in this process does not notice."""
    before, output = note_state(), (sys.stdout, sys.stderr)
    try:
        yield
    finally:
        for owner, names in before.names:
            _give_back(owner, names)
        sys.stdout, sys.stderr = output
        _restore(sys.path, before.path)
        _restore(warnings.filters, before.filters)
        sys.setrecursionlimit(before.depth)
        _restore_modules(before.modules, folder)
        _restore_environment(before.environment)
        _restore_signals(before.handlers)
        np.random.set_state(before.numbers)  # a script that takes numbers without a seed builds the same every time


def _restore(kept: Any, before: list[Any]) -> None:
    """Put back what was in a list that others hold, too."""
    kept[:] = before


def _give_back(owner: Any, names: dict[str, Any]) -> None:
    """Let a module or a class have exactly these names again."""
    now = dict(vars(owner))
    if len(now) == len(names) and all(map(operator.is_, now.values(), names.values())):
        return
    for name in now.keys() - names.keys():
        delattr(owner, name)
    for name, value in names.items():
        if now.get(name) is not value or name not in now:
            setattr(owner, name, value)


def _restore_modules(before: dict[str, ModuleType], folder: Path) -> None:
    """Forget modules from ``folder`` and those that were made up; what else was loaded stays loaded."""
    own = f"{folder.resolve()}{os.sep}"
    for name, module in list(sys.modules.items()):
        if name not in before and (getattr(module, "__file__", None) or own).startswith(own):
            del sys.modules[name]
    sys.modules.update(before)


def _restore_environment(before: dict[str, str]) -> None:
    if dict(os.environ) != before:
        os.environ.clear()
        os.environ.update(before)


def _restore_signals(before: dict[int, Any]) -> None:
    if hasattr(signal, "setitimer"):
        for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
            signal.setitimer(timer, 0)
    for number, handler in before.items():
        if signal.getsignal(number) is not handler and handler is not None:
            signal.signal(number, handler)
