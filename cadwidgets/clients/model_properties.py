"""Provisional."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.properties import ModelProperties
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.user_measures import UserMeasure


@dataclass(frozen=True)
class Answer:
    properties: ModelProperties
    seconds: float
    cached: bool


def model_properties(
    build: BuildClient,
    request: BuildRequest,
    measures: Mapping[str, UserMeasure],
    *,
    cancel: threading.Event | None = None,
) -> Answer:
    ours = build.is_ours()
    model = build.build(replace(request, type="BOM" if ours else "STL"), cancel=cancel)
    told = ModelProperties(model.volume, model.area, model.bounding_box, mass=model.mass, bom=model.bom, exact=ours)
    return Answer(told, model.result.seconds, model.cached)
