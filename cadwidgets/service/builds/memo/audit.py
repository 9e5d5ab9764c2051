"""Whether what is remembered can be trusted with a script: what it could change that no key tells.

`reason_in` reads a script's text before it runs. `Surroundings` looks afterwards at what the text did not tell; then
what was remembered is not used: the script is run again without it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from cadquery.occ_impl import geom, shapes

_KERNEL = re.compile(r"\b(OCP|wrapped|_geomAdaptor|_curve|_approxCurve|ctypes)\b")
_OURS = ("OCP", "cadquery", "cadwidgets")


def reason_in(texts: Iterable[str]) -> str:
    """Why a script, given with the modules beside it, may change shapes behind CadQuery's back; empty if it does not.

    The kernel's own objects can be changed in place, and so can the curves and surfaces that it hands out. A word in a
    comment counts, too: that costs no more than time.
    """
    found = next((match for text in texts if (match := _KERNEL.search(text))), None)
    return f"the script works with the kernel's own objects ({found[0]})" if found else ""


class Surroundings:
    """The modules, and CadQuery's shapes, as they are when no script has run yet."""

    def __init__(self) -> None:
        self._modules = frozenset(sys.modules)
        owners: list[Any] = [geom, shapes]
        owners += {thing for module in owners for thing in vars(module).values() if _is_of_shapes(thing)}
        self._names = {owner: dict(vars(owner)) for owner in owners}
        self._known = frozenset(name for names in self._names.values() for name in names)

    def reason(self, beside: Path) -> str:
        """What is not as it was so that a remembered operation may mean something else; empty if nothing.

        The modules in the folder ``beside`` are not looked at: `reason_in` has read them.
        """
        changed = next((owner for owner in self._names if self._changes(owner)), None)
        if changed:
            return f"the script changes {changed.__name__} of CadQuery"
        new = sys.modules.keys() - self._modules
        library = next((name for name in sorted(new) if _works_with_kernel(sys.modules[name], beside)), "")
        return f"the module {library} works with the kernel's own objects" if library else ""

    def restore(self) -> None:
        """Make CadQuery what it was: the next script of this process finds what it would find in a fresh one."""
        for owner, names in self._names.items():
            for name in self._changes(owner):
                if name in names:
                    setattr(owner, name, names[name])
                else:
                    delattr(owner, name)

    def _changes(self, owner: Any) -> list[str]:
        """The names of an owner that are others than before, or new and hide one that another owner has."""
        names, now = self._names[owner], vars(owner)
        changed = [name for name, value in names.items() if now.get(name) is not value]
        new = now.keys() - names.keys() if len(now) > len(names) else ()
        return changed + [name for name in new if name in self._known]


def _is_of_shapes(thing: Any) -> bool:
    return isinstance(thing, type) and thing.__module__ in (geom.__name__, shapes.__name__)


def _works_with_kernel(module: ModuleType, beside: Path) -> bool:
    file = getattr(module, "__file__", None)
    if not isinstance(file, str) or Path(file).parent == beside or module.__name__.partition(".")[0] in _OURS:
        return False
    return any(_is_of_kernel(value) for value in list(vars(module).values()))


def _is_of_kernel(value: Any) -> bool:
    origin = value.__name__ if isinstance(value, ModuleType) else value.__module__ if isinstance(value, type) else ""
    return isinstance(origin, str) and origin.partition(".")[0] == "OCP"
