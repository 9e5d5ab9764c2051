"""What a viewer can do with models: show one that is there, and load one whose triangles have to be made."""

from __future__ import annotations

from collections.abc import Sequence

from traitlets import Instance, Unicode

from cadwidgets.geometry.mesh import Mesh
from cadwidgets.sources import Sources
from cadwidgets.viewer.cutting import CuttingViewer
from cadwidgets.viewer.exact import Exact, Loaded, Origin
from cadwidgets.viewer.given import Given
from cadwidgets.viewer.loading import Loader
from cadwidgets.viewer.models import Model


class LoadingViewer(CuttingViewer):
    """The part of a `Viewer` that knows where its model comes from."""

    status = Unicode("ready", read_only=True)
    """ready, loading, failed or cancelled: what came of the last `load`."""

    error = Instance(Exception, allow_none=True, read_only=True)
    """Why the last `load` failed; None after one that did not."""

    def _make_loader(self) -> None:
        self._loader = Loader(self._show, self._tell)

    def load(
        self, model: Model, *, names: Sequence[str] = (), colors: Sequence[str] = (), source: Sources | None = None
    ) -> None:
        """Show ``model``: a Mesh, a built model, a catalog part, a CadQuery object, or a file (its path or its bytes:
        STL, TJS, AMF, GLB, 3MF, STEP, BREP); or a list of these, or a dict by their names.

        ``names`` and ``colors`` (``#rrggbb``) are those of the models in a list, in its order; empty keeps their own.
        Exact surfaces have their triangles made by the embedded service, or by that of ``source`` (see `connect`),
        beside the notebook: `status` tells when it is done, `cancel` stops it. Raises TypeError for what is no model,
        RequestError for names or colours that do not fit, GeometryError for bytes that are no model, OSError for a path
        that cannot be read.
        """
        self._take(Given.of(model, names, colors, source))

    def _take(self, given: Given) -> None:
        self._builder = given.builder
        if given.loaded is None:
            self._loader.start(given.models, given.builder)
        else:
            self._loader.skip()
            self._show(given.loaded)

    def put(self, mesh: Mesh, exact: Exact | None = None) -> None:
        """Show ``mesh``, all of which ``exact`` knows exactly: for measures, selectors and the faces of sections."""
        self._show(Loaded(mesh, (Origin(0, len(mesh.groups) or 1, exact),)))

    def cancel(self) -> None:
        """Stop loading; what is on screen stays."""
        self._loader.cancel()

    def wait(self, timeout: float = 120.0) -> None:
        """Wait until the model is loaded, and what is selected and cut is measured, as scripts and tests want it.

        Raises TimeoutError after ``timeout`` s.
        """
        self._loader.wait(timeout)
        if not (self._measurer.wait(timeout) and self._capper.wait(timeout)):
            raise TimeoutError(f"the selection or the section is still being measured after {timeout:g} s")

    def _show(self, model: Loaded) -> None:
        self._known = model
        self.mesh = model.mesh

    def _tell(self) -> None:
        self.set_trait("status", self._loader.status)
        self.set_trait("error", self._loader.error)
        self._told()

    def _told(self) -> None:
        """`status` or `error` is another one."""
