"""CadQuery without VTK, which draws on screens and costs a third of the import: it is loaded when a script uses it.

CadQuery names some classes of VTK where its modules begin, for hints of types and for a few functions. During the
import these names are given to stand-ins; whoever calls one gets what the real class makes. Afterwards nothing is left
of the stand-ins but those names: a script that imports ``vtkmodules`` or ``cadquery.vis`` gets the real ones.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_PACKAGE = "vtkmodules"
_BRIDGES = ("OCP.IVtkOCC", "OCP.IVtkVTK")
"""The kernel's modules that load all of VTK."""


def import_cadquery() -> None:
    """Import CadQuery without loading VTK. Where either has been imported before, nothing is left out."""
    if _PACKAGE in sys.modules:
        return
    with _stand_ins():
        importlib.import_module("cadquery")


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Every import of VTK gets stand-ins until the end, when their modules are forgotten."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _Module)]:
            _forget(name)


def _forget(name: str) -> None:
    """As if the module had never been imported: its package gets back what it called so before."""
    module: Any = sys.modules.pop(name)
    package, _, child = name.rpartition(".")
    if package in sys.modules:
        vars(sys.modules[package]).pop(child, None)
        vars(sys.modules[package]).update(module.hides)


class _Finder(MetaPathFinder, Loader):
    """Finds, and makes, the modules that stand in for VTK's."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module, if it is VTK's or loads VTK."""
        if name.partition(".")[0] == _PACKAGE or name in _BRIDGES:
            return ModuleSpec(name, self, is_package=name == _PACKAGE)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A module in which every name stands for that of the real one."""
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


class _Module(ModuleType):
    """A module that is not loaded yet; ``hides`` is what its package called by its name before."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        package, _, child = name.rpartition(".")
        known = vars(sys.modules[package]) if package else {}
        self.hides = {child: known[child]} if child in known else {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"{self.__name__} is not loaded yet and has no {name}")
        return _StandIn(name, (), {"__module__": self.__name__})


class _StandIn(type):
    """A class, or a whole number, of a module that is not loaded yet: loaded by the first use.

    It is a class itself because hints of types want one.
    """

    def real(cls) -> Any:
        """What it stands for. Raises ImportError where VTK cannot be loaded."""
        return getattr(importlib.import_module(cls.__module__), cls.__name__)

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        return cls.real()(*arguments, **options)

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.real())

    def __index__(cls) -> int:
        number: int = cls.real()
        return number

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"{cls.__name__} is not loaded yet and has no {name}")
        return getattr(cls.real(), name)
