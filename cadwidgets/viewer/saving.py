"""What a viewer can do to be seen elsewhere: save itself as a page that needs nobody."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cadwidgets.contract.part_file import write_whole
from cadwidgets.contract.results import with_suffix
from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.saved.contents import Contents, Numbers
from cadwidgets.viewer.saved.pages import page_of
from cadwidgets.viewer.saved.saved_page import MEGABYTES, SavedPage, too_large
from cadwidgets.viewer.scene import Scene
from cadwidgets.viewer.state import KeepingViewer
from cadwidgets.viewer.words import size_text

_TITLE = "Model"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def save_page(path: str | Path, page: bytes, builds: int, refused: Mapping[str, str], budget: float) -> SavedPage:
    """Write a page, all or nothing. Raises RequestError for one beyond its budget in MB, and for a place that cannot be
    written."""
    if len(page) > budget * 1e6:
        raise too_large(f"the page has {size_text(len(page))}", budget)
    return SavedPage(write_whole(with_suffix(path, ".html"), page), len(page), builds, refused)


class SavingViewer(KeepingViewer):
    """The part of a `Viewer` that saves it."""

    caption: str
    _scene: Scene

    def to_html(self, path: str | Path, *, title: str = "", budget: float = MEGABYTES) -> SavedPage:
        """Save what is shown, as it is seen now, as one HTML file that any browser opens without a network.

        Without an ending ``path`` gets ``.html``; a file that stands there is replaced in one step. ``budget`` is in MB
        (a million bytes). Raises RequestError for a viewer without a model, a page beyond the budget, and a place that
        cannot be written.
        """
        mesh = self._to_save()
        contents = Contents(self._unit)
        contents.add("", mesh, Numbers.of(mesh))
        return save_page(path, self.page(contents, title), 1, {}, budget)

    def page(self, contents: Contents, title: str = "", more: Mapping[str, Any] = _NOTHING) -> bytes:
        """The page that shows ``contents`` as this shows its model; ``more`` are sliders and parameters."""
        title = title or self.caption or _TITLE
        return page_of(self, self._scene, title, contents.to_json() | dict(more))

    def _to_save(self) -> Mesh:
        """Raises RequestError for a viewer with nothing to show."""
        if self._solid is not None:
            return self._solid
        message = "the model is still being made" if self.status == "loading" else "there is no model to save"
        raise RequestError(message, parameter="mesh", allowed="a viewer that shows a model")

    @property
    def _unit(self) -> str:
        """The name of the model's unit."""
        return "mm"
