"""Who can tell exactly about a model on screen: a service with the CAD kernel, asked for what the picture is of."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.geometry.mesh import Mesh

Asked = Callable[[threading.Event], BuildRequest]
"""Makes the request, which may take a download. Raises what that raises."""


@dataclass(frozen=True, eq=False)
class Exact:
    """A model at a service: what `BuildClient.build` would build there. ``numbered``: its faces have the numbers there
    that the mesh has."""

    client: BuildClient
    request: Asked
    numbered: bool = True

    @classmethod
    def of(cls, client: BuildClient, request: BuildRequest) -> Exact:
        """A model whose request is there already."""
        return cls(client, lambda _: request)


@dataclass(frozen=True, eq=False)
class Origin:
    """Where some parts of a mesh come from: ``count`` of them from ``first`` on. ``exact`` is None for triangles that
    nothing exact is known of."""

    first: int
    count: int
    exact: Exact | None = None

    def __contains__(self, part: int) -> bool:
        return self.first <= part < self.first + self.count


@dataclass(frozen=True, eq=False)
class Loaded:
    """What is shown: its triangles, and where its parts come from."""

    mesh: Mesh
    origins: tuple[Origin, ...] = ()
