"""Measures of the exact geometry: asked of a service of ours, which has the CAD kernel."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from cadwidgets.clients._json import parsed
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.measures import Measurement
from cadwidgets.contract.picks import Pick, picks_text
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import BadAnswer


def measure(
    build: BuildClient, request: BuildRequest, picks: Sequence[Pick], cancel: threading.Event | None = None
) -> Measurement:
    """What was picked in the model of ``request``, whatever its type: the facts of each, and how the last two stand to
    each other.

    Raises as `BuildClient.build` does: RequestError for what is not there, BadAnswer for an answer that is none.
    """
    told = asked(build, request, {"picks": picks_text(picks)}, cancel)
    try:
        return Measurement.from_json(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadAnswer(f"these are no measures: {error!r}", url=build.source, status=200) from None


def asked(
    build: BuildClient, request: BuildRequest, options: dict[str, str], cancel: threading.Event | None
) -> dict[str, Any]:
    """The JSON object that MEASURE answers for the model of ``request``. Raises as `measure`."""
    data = build.build(request.as_type("MEASURE", "version", **options), cancel=cancel).data
    try:
        told = parsed(data)
    except ValueError as error:
        raise BadAnswer(f"these are no measures: {error}", url=build.source, status=200) from None
    if not isinstance(told, dict):
        raise BadAnswer("these are no measures: no JSON object", url=build.source, status=200)
    return told
