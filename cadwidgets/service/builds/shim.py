"""What a script finds around it: the names of both dialects, and the functions that take its model."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import cadquery as cq
from cadquery import exporters

from cadwidgets.contract.parameters import Value
from cadwidgets.service.builds.caps import MAX_PARTS, MAX_SHOWN, CapExceeded
from cadwidgets.service.builds.catalog_parts import CatalogParts
from cadwidgets.service.builds.colors import Look, read_look
from cadwidgets.service.builds.failures import SCRIPT_FILE
from cadwidgets.service.builds.freecad import freecad_names
from cadwidgets.service.builds.parts import clean_name, named, parts_of
from cadwidgets.service.builds.shapes import Part, has_faces, is_cad_object
from cadwidgets.service.builds.typed_parameters import parameter_classes


@dataclass(frozen=True)
class Model:
    """The parts that a script made, and what it should be told.

    ``fallback`` tells how they were found when the script showed none; it is among the ``warnings``, too. ``shown`` are
    the CAD objects with their names, as the script showed them; ``catalog_parts`` what it made of the catalog.
    """

    parts: list[Part]
    fallback: str = ""
    warnings: tuple[str, ...] = ()
    shown: tuple[tuple[Any, str], ...] = ()
    catalog_parts: CatalogParts = field(default_factory=CatalogParts)


@dataclass(frozen=True)
class _Shown:
    """One call of show_object. What it shows is looked at when the script has ended, as an editor does."""

    thing: Any
    name: str
    look: Look


class Stage:
    """One run of a script: the namespace it gets, and in ``shown`` what it puts on show."""

    def __init__(self, values: Mapping[str, Value], unit: str = "mm") -> None:
        self.shown: list[_Shown] = []
        self._catalog_parts = CatalogParts(unit)
        self._warnings: list[str] = []
        self._values = values

    def namespace(self, module_name: str) -> dict[str, Any]:
        """Fresh globals for a script that runs under ``module_name``."""
        return {
            **self._library(),
            **freecad_names(self.show_object),
            **parameter_classes(self._values),
            "show_object": self.show_object,
            "build_object": self.show_object,
            "debug": self.ignore,
            "describe_parameter": self.ignore,
            "log": print,
            "part": self._catalog_parts.part,
            "__name__": module_name,
            "__file__": SCRIPT_FILE,
        }

    @staticmethod
    def _library() -> dict[str, Any]:
        names = ("Workplane", "Plane", "Sketch", "Assembly")
        found = {name: getattr(cq, name) for name in names}
        return found | {
            "cq": cq,
            "cadquery": cq,
            "CQ": cq.Workplane,
            "exporters": exporters,
            "math": math,
        }

    def show_object(self, shape: Any = None, name: Any = None, options: Any = None, *_: Any, **more: Any) -> None:
        """Put a CAD object on show, called in any of the ways that the editors know.

        ``(shape)``, ``(shape, name)``, ``(shape, options)``, ``(shape, name, options)``, and every option as a
        keyword; CQGI calls the first one ``shape``, the desktop editor ``obj``. What an option means is said at
        `read_look`; those of other meanings change nothing.
        """
        shape = more.pop("obj", None) if shape is None else shape
        if not is_cad_object(shape):
            raise TypeError(f"show_object was given {_described(shape)}, which is no CAD object")
        if len(self.shown) >= MAX_SHOWN:
            raise CapExceeded(f"a script may show at most {MAX_SHOWN:,} objects", MAX_SHOWN)
        if isinstance(name, Mapping):
            name, options = None, {**name, **(options if isinstance(options, Mapping) else {})}
        if options is not None and not isinstance(options, Mapping):
            self.warn(f"show_object: options are ignored: they are {_described(options)}, not a dict")
            options = None
        options = {**(options or {}), **more}
        name = options.get("name") if name is None else name
        self.shown.append(_Shown(shape, "" if name is None else clean_name(name), read_look(options, self.warn)))

    def warn(self, text: str) -> None:
        """Tell the script's author something, once."""
        if text not in self._warnings:
            self._warnings.append(text)

    def model(self, fallback: str = "") -> Model:
        """The parts of all that is on show."""
        found = (part for item in self.shown for part in parts_of(item.thing, item.name, item.look))
        parts = list(islice(found, MAX_PARTS + 1))
        if len(parts) > MAX_PARTS:
            raise CapExceeded(f"a model may have at most {MAX_PARTS:,} parts", MAX_PARTS)
        bare = [part for part in parts if not has_faces(part.shape)]
        if bare and len(bare) < len(parts):
            self.warn(f"{len(bare)} of {len(parts)} parts have no solid and no face: files of triangles lack them")
        said = [*self._warnings, *([f"the script shows no model; {fallback}"] if fallback else [])]
        shown = tuple((item.thing, item.name) for item in self.shown)
        return Model(named(parts), fallback, tuple(said), shown, self._catalog_parts)

    @staticmethod
    def ignore(*arguments: Any, **keywords: Any) -> None:
        """Take anything, do nothing: help for an editor, not output."""


def _described(thing: Any) -> str:
    return "nothing (None)" if thing is None else f"a {type(thing).__name__}"
