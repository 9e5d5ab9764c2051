"""The numbers of one variant of a model: of the solid from a service of ours, else of the triangles that one sends."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cadwidgets.clients._http import Notice
from cadwidgets.clients._json import parsed
from cadwidgets.clients._transport import BUILD_SECONDS
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.picks import Point
from cadwidgets.contract.properties import ModelProperties
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.user_measures import UserMeasure, check_names, measures_text
from cadwidgets.errors import BadAnswer, GeometryError, RequestError
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.measure import Floats
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.modelscript import parse_script


@dataclass(frozen=True)
class MeasuredModel:
    """The ``properties`` of a built model, the ``seconds`` from the call to its answer, whether the service had it
    already (``cached``), and what it noticed."""

    properties: ModelProperties
    seconds: float
    cached: bool = False
    warnings: tuple[str, ...] = ()


def model_properties(
    build: BuildClient,
    request: BuildRequest,
    measures: Mapping[str, UserMeasure] | None = None,
    *,
    parameters: Collection[str] | None = None,
    cancel: threading.Event | None = None,
    notice: Notice | None = None,
    seconds: float = BUILD_SECONDS,
) -> MeasuredModel:
    """The properties of the model of ``request``, whatever its type, and the user's ``measures`` by name.

    A service that keeps only the contract is asked for STL, and its triangles are measured; mass, bill of materials and
    measures are not to be had there. ``parameters`` are the names of the model's, which no measure may have; where they
    are not given and there are measures, they are read from the script, or asked for a stored model.

    Raises as `BuildClient.build` does, RequestError for measures that cannot be had or have a name that is taken,
    BadAnswer for an answer without properties, and GeometryError for triangles that cannot be read.
    """
    if measures:
        _check(build, request, measures, parameters, cancel)
    if not build.is_ours(cancel=cancel):
        built = build.build(request.as_type("STL", "version"), cancel=cancel, notice=notice, seconds=seconds)
        return _told(built, mesh_properties(built.mesh))
    options = {"measures": measures_text(measures)} if measures else {}
    asked = request.as_type("PROPERTIES", "version", "memo", **options)
    built = build.build(asked, cancel=cancel, notice=notice, seconds=seconds)
    try:
        return _told(built, ModelProperties.from_json(parsed(built.data)))
    except (KeyError, TypeError, ValueError, AttributeError, GeometryError) as error:
        raise BadAnswer(f"these are no properties: {error!r}", url=build.source, status=200) from None


def mesh_properties(mesh: Mesh) -> ModelProperties:
    """The properties of what the triangles enclose."""
    center, inertia = mesh.moments or (None, None)
    return ModelProperties(
        mesh.volume,
        mesh.area,
        mesh.bounding_box,
        None if center is None else _point(center),
        None if inertia is None else (_point(inertia[0]), _point(inertia[1]), _point(inertia[2])),
        exact=False,
    )


def _check(
    build: BuildClient,
    request: BuildRequest,
    measures: Mapping[str, UserMeasure],
    parameters: Collection[str] | None,
    cancel: threading.Event | None,
) -> None:
    """Raises RequestError for measures that this service, or this model, cannot have; a foreign one is not asked."""
    if not build.is_ours(cancel=cancel):
        allowed = "a service of cadwidgets, which has the exact model"
        message = f"{build.source} sends triangles alone, in which no selector of CadQuery finds anything"
        raise RequestError(message, parameter="measures", allowed=allowed)
    if parameters is None:
        parameters = _declared(request.script) if request.script else _stored(build, request)
    check_names(measures, parameters)


@lru_cache(maxsize=16)
def _declared(script: str) -> frozenset[str]:
    """The names of a script's parameters; hundreds of variants have the same script."""
    return frozenset(parse_script(script).names)


def _stored(build: BuildClient, request: BuildRequest) -> Collection[str]:
    version = dict(request.options).get("version", 0)
    schema = build.schema(model_id=request.model_id, version=int(str(version)))
    return schema.names if schema else ()


def _told(built: BuiltModel, properties: ModelProperties) -> MeasuredModel:
    return MeasuredModel(properties, built.result.seconds, built.cached, built.warnings)


def _point(row: Floats) -> Point:
    x, y, z = row.tolist()
    return (x, y, z)
