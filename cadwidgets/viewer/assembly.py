"""What a viewer can do with the parts of its model: hide, isolate, move apart, and take that back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets
from traitlets import Bool, Float, Instance, List, TraitError, Unicode, validate

from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.parts import Part, parts_of, spread, without
from cadwidgets.viewer.parts_pane import Action, PartsPane
from cadwidgets.viewer.visibility import Visibility


class AssemblyViewer(ipywidgets.VBox):
    """The part of a `Viewer` that knows parts. A path is a part's name, with ``/`` between those of its assemblies."""

    mesh = Instance(Mesh, allow_none=True)
    """The model on screen, or None. The first one that has triangles is fitted into the view."""

    hidden = List(Unicode())
    """The paths of the parts that are not drawn. Another model keeps those hidden that it has, too."""

    spread = Float(0.0, min=0.0)
    """How far parts stand apart: so many times their distance from the model's middle."""

    tree = Bool(False)
    """Show the tree of parts below the picture."""

    _visibility = Visibility()

    @property
    def parts(self) -> tuple[str, ...]:
        """The paths of all parts, in the model's order; empty for a model that names none."""
        return tuple(part.path for part in self._visibility.parts)

    def hide(self, *paths: str) -> None:
        """Hide parts, or all in the assemblies with these paths. Raises RequestError for a path that there is not."""
        self._visibility.hide(*paths)
        self._follow()

    def show(self, *paths: str) -> None:
        """Draw hidden parts again. Raises as `hide`."""
        self._visibility.show(*paths)
        self._follow()

    def show_only(self, *paths: str) -> None:
        """Hide all but these. Raises as `hide`."""
        self._visibility.only(*paths)
        self._follow()

    def show_all(self) -> None:
        """Draw every part."""
        self._visibility.show_all()
        self._follow()

    def undo(self) -> None:
        """Take the last change of what is hidden back."""
        self._visibility.undo()
        self._follow()

    def redo(self) -> None:
        """Do again what was undone."""
        self._visibility.redo()
        self._follow()

    def _part_meshes(self, mesh: Mesh, path: str) -> Mesh:
        """Of ``mesh`` the parts with this path, where they stand now. Raises RequestError."""
        others = Visibility(self._visibility.parts)
        others.only(path)
        return without(spread(mesh, self._visibility.parts, self.spread), self._visibility.parts, others.hidden)

    def _assembled(self, mesh: Mesh) -> Mesh:
        """``mesh`` as it is drawn: its parts apart, without the hidden ones."""
        parts = self._visibility.parts
        return without(spread(mesh, parts, self.spread), parts, self._visibility.hidden)

    def _new_parts(self, mesh: Mesh | None) -> None:
        parts: tuple[Part, ...] = () if mesh is None else parts_of(mesh)
        self._visibility = Visibility(parts, self.hidden)
        self._pane.parts = [part.path for part in parts]
        self._follow()

    def _make_pane(self, fit: Callable[[str], None]) -> None:
        self._pane = PartsPane(lambda action: self._act(action, fit))
        self._pane.layout.display = "none"
        self.observe(lambda change: self._take_over(change["new"]), "hidden")
        self.observe(lambda _: self._unfold(), "tree")
        self.observe(lambda change: self._pane.set_trait("spread", change["new"]), "spread")

    def _follow(self) -> None:
        self.hidden = list(self._visibility.hidden)
        self._pane.hidden, self._pane.undo = self.hidden, self._visibility.can_undo

    def _take_over(self, hidden: list[str]) -> None:
        if tuple(hidden) != self._visibility.hidden:  # somebody assigned the trait
            self._visibility.replace(hidden)
            self._follow()

    def _unfold(self) -> None:
        self._pane.layout.display = "" if self.tree else "none"

    def _act(self, action: Action, fit: Callable[[str], None]) -> None:
        kind, path = str(action.get("type")), str(action.get("path", ""))
        acts: dict[str, Callable[[], None]] = {"all": self.show_all, "undo": self.undo, "redo": self.redo}
        named: dict[str, Callable[[str], None]] = {
            "hide": self.hide,
            "show": self.show,
            "only": self.show_only,
            "fit": fit,
        }
        try:
            if kind in acts:
                acts[kind]()
            elif kind in named:
                named[kind](path)
            elif kind == "spread":
                self.spread = float(action.get("factor", 0.0))
        except RequestError:  # the model has changed since the browser drew its tree, and the new one is on its way
            self._follow()

    @validate("hidden")
    def _there(self, proposal: dict[str, Any]) -> list[str]:
        hidden: list[str] = proposal["value"]
        unknown = [path for path in hidden if path not in self.parts]
        if unknown and self.parts:
            raise TraitError(f"there is no part {unknown[0]!r}; there are {', '.join(self.parts[:10])}")
        return hidden

    @property
    def _solid(self) -> Mesh | None:
        """The mesh, if it has anything to draw."""
        return self.mesh if self.mesh is not None and len(self.mesh.triangles) else None
