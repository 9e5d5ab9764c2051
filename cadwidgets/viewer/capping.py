"""The faces of sections, made beside the notebook by a service that has the CAD kernel."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cadwidgets.clients.exact_sections import Cap, caps
from cadwidgets.clients.mesh_sections import caps_of_mesh
from cadwidgets.contract.sections import Plane
from cadwidgets.errors import Cancelled
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.viewer.background import LatestJob, Mailbox
from cadwidgets.viewer.exact import Origin
from cadwidgets.viewer.models import Builder
from cadwidgets.viewer.parts import Part, without


@dataclass(frozen=True, eq=False)
class Cut:
    """The ``planes`` through a ``mesh`` with its ``parts``, and where these come from; ``builder`` has the kernel for
    those of which only triangles are known."""

    planes: tuple[Plane, ...]
    mesh: Mesh
    parts: tuple[Part, ...]
    origins: tuple[Origin, ...]
    builder: Builder


class Capper:
    """``came`` gets one face for each plane, or why there are none, on the thread that made this; the newest planes
    win."""

    def __init__(self, came: Callable[[Sequence[Cap] | Exception], None]) -> None:
        self._came = came
        self._mailbox = Mailbox()
        self._job = LatestJob(self._mailbox)

    def start(self, cut: Cut) -> None:
        """Make the faces of these; those of a plane that moves come whenever one is ready."""
        self._job.submit(lambda cancel: _capped(cut, cancel), self._done)

    def stop(self) -> None:
        """Nothing is cut any more."""
        self._job.cancel()

    def wait(self, timeout: float) -> bool:
        """Wait until the faces are there; False if ``timeout`` seconds pass before that."""
        return self._mailbox.wait(lambda: not self._job.busy and self._mailbox.empty, timeout)

    def close(self) -> None:
        """Stop for good."""
        self._job.close()

    def _done(self, outcome: Sequence[Cap] | Exception) -> None:
        if self._job.settled and not isinstance(outcome, Cancelled):
            self._came(outcome)


def _capped(cut: Cut, cancel: threading.Event) -> tuple[Cap, ...]:
    found = [_of(cut, origin, cancel) for origin in cut.origins or (Origin(0, max(1, len(cut.parts))),)]
    return found[0] if len(found) == 1 else tuple(_together(same) for same in zip(*found, strict=True))


def _of(cut: Cut, origin: Origin, cancel: threading.Event) -> tuple[Cap, ...]:
    """The faces of the parts that come from one place."""
    exact = origin.exact
    if exact is not None and exact.client.is_ours():
        return caps(exact.client, exact.request(cancel), cut.planes, cancel)
    others = {part.path for number, part in enumerate(cut.parts) if number not in origin}
    return caps_of_mesh(cut.builder(), without(cut.mesh, cut.parts, others), cut.planes, cancel)


def _together(some: Sequence[Cap]) -> Cap:
    meshes = [cap.mesh for cap in some if len(cap.mesh.triangles)]
    parts = tuple(part for cap in some for part in cap.parts)
    mesh = joined([mesh.drawable() for mesh in meshes]) if meshes else some[0].mesh
    return Cap(some[0].plane, mesh, sum(cap.area for cap in some), parts)
