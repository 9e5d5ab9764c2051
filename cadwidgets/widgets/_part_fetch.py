"""A part's files and its triangles, fetched in the background: for a picture only, or because the user wants them."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from cadwidgets.clients._parts import Progress
from cadwidgets.clients.exact_shapes import file_request, mesh_of_file
from cadwidgets.clients.part_meshes import first_mesh, is_shown_from, is_step, step_in
from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import CadWidgetsError, Cancelled, NotFound
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.sources import Sources
from cadwidgets.viewer.exact import Exact
from cadwidgets.widgets._part_exact import part_exact
from cadwidgets.widgets._shelf import PartFacts

_PREVIEW_LABEL = "GLB"
"""The format of a preview: it has colours and edges."""


@dataclass(frozen=True)
class Fetched:
    """What came: the files, none for a picture alone; the triangles and who knows the part exactly, or ``why_not``."""

    files: PartFiles | None = None
    mesh: Mesh | None = None
    why_not: str = ""
    exact: Exact | None = None


def previewed(sources: Sources, facts: PartFacts, cancel: threading.Event) -> Fetched:
    """A part's triangles, for its picture: only where nobody records it. Raises SourceError, GeometryError."""
    found = preview_format(facts)
    if found is None:
        return Fetched(why_not=f"There is no CAD of {facts.part_number}.")
    try:
        files = sources.parts.download(facts.part, found, with_text=False, cancel=cancel)
    except NotFound as error:  # a catalog of somebody's own lists formats also for parts without a file
        return Fetched(why_not=str(error))
    return Fetched(mesh=_drawn(first_mesh(files)), exact=part_exact(sources, facts.part))


def fetched(
    sources: Sources, request: CadRequest, *, drawn: bool, progress: Progress, cancel: threading.Event
) -> Fetched:
    """A part's files, by one CAD request, and its triangles if ``drawn``: its own ones, or those of its STEP.

    Raises SourceError and its kinds.
    """
    files = sources.parts.download(request.part, request.format_id, progress=progress, cancel=cancel)
    if not drawn:
        return Fetched(files)
    try:
        mesh = _drawn(_mesh_in(sources, files, cancel))
    except Cancelled:
        raise
    except CadWidgetsError as error:  # the files are worth having all the same, and the reason is told
        return Fetched(files, why_not=f"Not shown in 3D: {error}")
    step = step_in(files)  # what came is measured, and nothing more is asked for
    exact = Exact(sources.local, lambda _: file_request(step, "STEP"), numbered=False) if step else None
    return Fetched(files, mesh, "" if mesh else "This format cannot be shown in 3D.", exact)


def preview_format(facts: PartFacts) -> CadFormat | None:
    """The format that a picture is best made from without a kernel of our own; None if there is none."""
    shown = [known for known in facts.formats if is_shown_from(known)]
    return next((known for known in shown if known.label == _PREVIEW_LABEL), shown[0] if shown else None)


def format_to_show(facts: PartFacts) -> CadFormat | None:
    """The format that a part can be seen from in 3D at all: one with triangles, else STEP."""
    return preview_format(facts) or next(filter(is_step, facts.formats), None)


def _mesh_in(sources: Sources, files: PartFiles, cancel: threading.Event) -> Mesh | None:
    mesh = first_mesh(files)
    step = step_in(files) if mesh is None else b""
    return mesh_of_file(sources.local, step, "STEP", cancel) if step else mesh


def _drawn(mesh: Mesh | None) -> Mesh | None:
    return None if mesh is None else mesh.drawable()
