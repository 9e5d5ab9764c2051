"""The builds of a ModelExplorer, in the background: what is asked of a service, and the picture out of its answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.understood import as_understood
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import CadWidgetsError
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.variants.outcomes import outcomes
from cadwidgets.viewer.exact import Exact
from cadwidgets.widgets._budget import options

_AT_THE_SERVICE = ("wait", "parse", "run", "mesh", "read", "encode")
_LOOK_UP = ("cache",)
START = "start"
"""The stage in which an embedded service starts; it stands in no answer, for the service was not there yet."""


@dataclass(frozen=True)
class Wish:
    """What is to be on screen: the ``request``, in the ``best`` type that the service offers or in its own."""

    client: BuildClient
    schema: ParameterSchema | None
    request: BuildRequest
    best: bool

    def at(self, level: int, *, ours: bool) -> BuildRequest:
        """What is asked of the service for a picture at ``level``; a foreign one keeps the contract's fineness."""
        request = replace(self.request, type="GLB") if self.best and ours else self.request
        request = as_understood(self.client, self.schema, request)
        return replace(request, options=tuple(options(level).items())) if ours else request

    @contextmanager
    def learning(self) -> Iterator[None]:
        """What is built inside tells whether these values give a model; it is remembered for all of the kernel."""
        try:
            yield
        except CadWidgetsError as error:
            self._learn(error)
            raise
        self._learn(None)

    def _learn(self, error: Exception | None) -> None:
        if self.schema is not None:
            values = self.schema.resolve(self.request.preset, dict(self.request.values))
            outcomes(self.request, self.schema).learn(values, error)


@dataclass(frozen=True)
class Outcome:
    """A model with its picture, ready to be drawn, whether it is from a service of ours, and how fine it is.

    ``timings`` are the seconds of each stage as this build had them, from the script to the triangles.
    """

    wish: Wish
    model: BuiltModel
    mesh: Mesh
    ours: bool
    level: int
    timings: Mapping[str, float]

    def exact(self, local: BuildClient) -> Exact | None:
        """Who knows the model exactly: its own service if that is ours, else the ``local`` one, which has the kernel,
        by its script."""
        if self.ours:
            return Exact.of(self.wish.client, self.model.request)
        request = self.wish.request
        return Exact(local, lambda _: request, numbered=False) if request.script else None

    def stages(self, start: float, draw: float) -> dict[str, float]:
        """All stages from the slider to the picture, with the seconds of drawing it and of the service's ``start``."""
        waited = min(start, self.timings["send"])
        begun = {START: waited} if waited else {}
        return {**begun, **self.timings, "send": self.timings["send"] - waited, "draw": draw}


def build_and_mesh(wish: Wish, level: int, cancel: threading.Event) -> Outcome:
    """The service's answer at ``level`` of fineness, and all of the arithmetic that the picture needs."""
    ours = wish.client.is_ours()
    request = wish.at(level if ours else 0, ours=ours)
    begun = time.perf_counter()
    with wish.learning():
        model = wish.client.build(request, cancel=cancel)
        answered = time.perf_counter()
        _ = model.bom  # read here, and refused here if it is none
        mesh = model.mesh.drawable()
    timings = _stages(model, answered - begun, time.perf_counter() - answered)
    return Outcome(wish, model, mesh, ours, level if ours else 0, timings)


def _stages(model: BuiltModel, asked: float, decoded: float) -> dict[str, float]:
    """Seconds by stage, one after the other: what the service told, then ``send`` for all else of the time until its
    answer was here, and ``decode`` for reading it.

    An answer that was made before took none of the stages of its build again.
    """
    happened = _LOOK_UP if model.cached else _AT_THE_SERVICE
    told = {stage: model.timings[stage] for stage in happened if stage in model.timings}
    return told | {"send": max(asked - sum(told.values()), 0.0), "decode": decoded}
