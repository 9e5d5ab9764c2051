"""Nuts with their real thread, for those who ask for it."""

from __future__ import annotations

from collections.abc import Callable

import cadquery as cq

from cadwidgets.service.builds.failures import Failure
from cadwidgets.service.builds.families import thread
from cadwidgets.service.catalog import Configuration
from cadwidgets.service.catalog.threads import is_real

Simplified = Callable[[Configuration], cq.Workplane]
_WAYS = tuple((over, turn) for over in (0.25, 0.6) for turn in (0, 50, 110, 200))
"""How far (in pitches) a thread goes on beyond an open end, and where it begins (in degrees). One after the other is
tried: where faces or edges nearly coincide, the kernel cannot cut some threads of some sizes."""


def threaded(build: Simplified, end: str = "m", *, blind: bool = False) -> Simplified:
    """The builder of a nut, which also cuts the thread, up to the height that the dimension ``end`` says.

    The nut is the first solid that ``build`` makes; what else there is, such as an insert, stays as it is.
    """

    def built(configuration: Configuration) -> cq.Workplane:
        nut = build(configuration)
        if not is_real(configuration):
            return nut
        body, *others = nut.val().Solids()
        solids = [_cut(body, configuration, configuration[end], blind), *others]
        return cq.Workplane(solids[0] if len(solids) == 1 else cq.Compound.makeCompound(solids))

    return built


def _cut(body: cq.Solid, size: Configuration, height: float, blind: bool) -> cq.Solid:
    for over, turn in _WAYS:
        ends = (1 if blind else 2) * over * size["P"]
        tap = thread.internal(size["d"], size["P"], height + ends).rotate(cq.Vector(), cq.Vector(0, 0, 1), turn)
        solids = body.cut(tap.moved(cq.Location(cq.Vector(0, 0, -over * size["P"])))).Solids()
        if len(solids) == 1 and solids[0].isValid() and 0 < solids[0].Volume() < body.Volume():
            return solids[0]
    raise Failure("geometry", "the CAD kernel cannot cut the thread of this nut")
