"""Where failing begins: while nothing else is to do, builds half way between a value that came and one that failed."""

from __future__ import annotations

import threading
from dataclasses import replace

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.modelscript.ranges import slider_range
from cadwidgets.variants.feasible import nearest_edge
from cadwidgets.variants.outcomes import Outcomes
from cadwidgets.viewer.background import LatestJob
from cadwidgets.widgets._activity import rest
from cadwidgets.widgets._budget import ANGLES
from cadwidgets.widgets._choice import Choice
from cadwidgets.widgets._live_builds import build_ahead

PROBES = 3
"""So many builds make the edge of what failed eight times as sharp."""
_LOOK_AGAIN_SECONDS = 0.2


def sharpen(choice: Choice, parameter: Parameter, known: Outcomes, before: LatestJob, cancel: threading.Event) -> None:
    """In the background, once ``before`` has done its work: build where failing may begin along the parameter.

    What comes of it is learned as of any build. Ends early where the service has something else to do, or the slider
    has no value in between. Raises Cancelled.
    """
    while before.busy:
        rest(cancel, _LOOK_AGAIN_SECONDS)
    for _ in range(PROBES):
        value = _between(choice, parameter, known)
        if value is None:
            return
        wish = replace(choice, params={**choice.params, parameter.name: value}).picture("STL")
        if not build_ahead([(wish, wish.at(len(ANGLES) - 1, ours=True))], cancel):
            return


def _between(choice: Choice, parameter: Parameter, known: Outcomes) -> Value | None:
    """The value of the slider half way between the nearest that came and its neighbour that failed, if there is one."""
    builds = known.along(choice.params).get(parameter.name)
    if builds is None or parameter.kind not in ("int", "float"):
        return None
    edge = nearest_edge(builds, float(choice.params[parameter.name]))  # type: ignore[arg-type]  # a number by its kind
    if edge is None:
        return None
    low, _, step = slider_range(parameter)
    whole = parameter.kind == "int"
    step = max(step, 1) if whole else step
    value = round(low + round((sum(edge) / 2 - low) / step) * step, 9)  # as the slider rounds
    return (int(value) if whole else value) if edge[0] < value < edge[1] else None
