"""Whatever can be shown, as one mesh: meshes, built models, files, parts, CadQuery's own objects, several of these.

Files of exact surfaces, parts and CadQuery's objects have no triangles: a service makes them, which takes its time.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

import numpy as np

from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.exact_shapes import Rgba, ShapeLook, file_request, shapes_request
from cadwidgets.clients.part_meshes import first_mesh, holds_triangles, step_in
from cadwidgets.contract.parts import PartFiles
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import GeometryError, RequestError
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.geometry.grouping import joined
from cadwidgets.geometry.mesh import Group, Mesh, single
from cadwidgets.geometry.registry import EXACT, format_of, read_mesh
from cadwidgets.units import MILLIMETRES
from cadwidgets.viewer.exact import Exact, Loaded, Origin
from cadwidgets.viewer.parts import parts_of


@runtime_checkable
class MakesMesh(Protocol):
    """What has its triangles made when it is asked, as a catalog part."""

    def load_mesh(self, cancel: threading.Event | None = None) -> Mesh:
        """The triangles. Raises Cancelled once ``cancel`` is set."""
        ...


@runtime_checkable
class KnownExactly(Protocol):
    """What a service knows exactly, too."""

    @property
    def exact(self) -> Exact | None:
        """Where it can be asked; None where it cannot."""
        ...


Model: TypeAlias = Any
"""A Mesh, a BuiltModel, a part, an object of CadQuery, the path or the bytes of a file; a list or a dict of these."""
Builder: TypeAlias = Callable[[], BuildClient]
"""Who has the CAD kernel; asked for when it is needed."""


@dataclass(frozen=True)
class Shown:
    """One model among those that are shown together; ``name`` and ``color`` (``#rrggbb``) win over its own."""

    model: Model
    name: str = ""
    color: str = ""

    @property
    def title(self) -> str:
        """What people may call it."""
        own = Path(self.model).name if isinstance(self.model, str | Path) else ""
        return self.name or own or str(getattr(self.model, "part_number", "")) or "the model"

    @property
    def is_slow(self) -> bool:
        """Whether a service makes its triangles."""
        return not isinstance(self.model, Mesh) and (
            isinstance(self.model, MakesMesh) or _is_of_cadquery(self.model) or bool(_exact_kind(self.model))
        )

    def loaded(self, builder: Builder, cancel: threading.Event | None = None) -> tuple[Mesh, Exact | None]:
        """Its triangles with its look, and who can tell exactly about it. Raises as `loaded`."""
        mesh, exact = self._own(builder, cancel)
        if not self.name and not self.color:
            return mesh, exact
        groups = mesh.groups or (Group("", 0, len(mesh.triangles)),)
        named = self.name if len(groups) == 1 else ""
        looks = (
            replace(group, name=named or group.name or self.name, color=self.color or group.color) for group in groups
        )
        return replace(mesh, groups=tuple(looks)), exact

    def _own(self, builder: Builder, cancel: threading.Event | None) -> tuple[Mesh, Exact | None]:
        model = self.model
        if isinstance(model, Mesh):
            return model, None
        if isinstance(model, MakesMesh):
            return model.load_mesh(cancel), model.exact if isinstance(model, KnownExactly) else None
        if (request := self._exact_request()) is not None:
            exact = Exact.of(builder(), request)
            return exact.client.build(request, cancel=cancel).mesh, exact
        if isinstance(model, PartFiles):
            return _mesh_in(model)
        if isinstance(model, BuiltModel):  # a stored model is known to its own service alone
            return model.mesh, Exact.of(builder(), model.request) if model.request.script else None
        return read_mesh(model), None

    def _exact_request(self) -> BuildRequest | None:
        """The build by which a service makes its triangles; None for what has its own."""
        if _is_of_cadquery(self.model):
            return shapes_request(*_exported(self.model))
        kind = _exact_kind(self.model)
        return file_request(_exact_bytes(self.model), kind) if kind else None


def shown(model: Model, names: Sequence[str] = (), colors: Sequence[str] = ()) -> list[Shown]:
    """The models in ``model``, one or several, with their names and colours in the same order.

    Raises TypeError for what is no model, RequestError when there are more names or colours than models.
    """
    if isinstance(model, Mapping):
        names, model = names or [str(name) for name in model], list(model.values())
    models = list(model) if isinstance(model, list | tuple) else [model]
    for given, what in ((names, "names"), (colors, "colors")):
        if isinstance(given, str) or len(given) > len(models):
            allowed = f"a list of at most {len(models)}, one for each model"
            raise RequestError(f"{what} does not fit the models", parameter=what, value=str(given), allowed=allowed)
    for one in models:
        _check(one)
    looks = [(*names, *[""] * (len(models) - len(names))), (*colors, *[""] * (len(models) - len(colors)))]
    return [Shown(one, name, color) for one, name, color in zip(models, *looks, strict=True)]


def loaded(models: Sequence[Shown], builder: Builder, cancel: threading.Event | None = None) -> Loaded:
    """All models in one mesh, in the unit of the first that names one.

    Raises GeometryError for bytes that are no model, OSError for a path that cannot be read, and for what a service
    makes as `BuildClient.build` does.
    """
    found = [one.loaded(builder, cancel) for one in models]
    if len(found) == 1:
        ((mesh, exact),) = found
        return Loaded(mesh, (Origin(0, _part_count(mesh), exact),))
    unit = next((mesh.unit for mesh, _ in found if mesh.unit), "")
    meshes, origins = [], list[Origin]()
    for number, (one, (mesh, exact)) in enumerate(zip(models, found, strict=True), 1):
        same = _in_unit(mesh, unit)
        meshes.append(_named(same, one, number))
        first = origins[-1].first + origins[-1].count if origins else 0
        # a service answers in the model's own unit: what is shown in another one is measured by its triangles
        origins.append(Origin(first, _part_count(meshes[-1]), exact if same is mesh else None))
    return Loaded(joined([mesh.drawable() for mesh in meshes]), tuple(origins))


def _part_count(mesh: Mesh) -> int:
    return len(parts_of(mesh)) or 1


def _named(mesh: Mesh, one: Shown, number: int) -> Mesh:
    """Among several, each can be told by a name."""
    if any(group.name for group in mesh.groups) or not len(mesh.triangles):
        return mesh
    name = Path(one.model).stem if isinstance(one.model, str | Path) else f"model {number}"
    groups = mesh.groups or (Group("", 0, len(mesh.triangles)),)
    return replace(mesh, groups=tuple(replace(group, name=name) for group in groups))


def _in_unit(mesh: Mesh, unit: str) -> Mesh:
    if not mesh.unit or mesh.unit == unit:
        return mesh
    factor = MILLIMETRES[mesh.unit] / MILLIMETRES[unit]
    edges = None if mesh.edges is None else single(mesh.edges * np.float64(factor))
    return replace(mesh, vertices=single(mesh.vertices * np.float64(factor)), edges=edges, unit=unit)


def _mesh_in(files: PartFiles) -> tuple[Mesh, None]:
    mesh = first_mesh(files)
    if mesh is None:
        raise GeometryError(f"none of the files can be shown: {', '.join(files.files)}", offset=0)
    return mesh, None


def _check(model: Model) -> None:
    if isinstance(model, str | Path):
        Path(model).stat()  # what is not there is told at once, and not by a service
    if isinstance(model, Mesh | BuiltModel | MakesMesh | PartFiles | bytes | str | Path) or _is_of_cadquery(model):
        return
    raise TypeError(
        f"a {type(model).__name__} is no model: give a Mesh, a BuiltModel, a part, an object of CadQuery, "
        "a path or the bytes of a file, or a list of these"
    )


def _exact_kind(model: Model) -> str:
    """The format of what holds exact surfaces and no triangles; empty for anything else."""
    if isinstance(model, BuiltModel):
        kind = model.type
    elif isinstance(model, PartFiles):
        kind = "STEP" if step_in(model) and not holds_triangles(model) else ""
    else:
        kind = format_of(model) if isinstance(model, bytes | str | Path) else ""
    return kind if kind in EXACT else ""


def _exact_bytes(model: Model) -> bytes:
    if isinstance(model, BuiltModel):
        return model.data
    if isinstance(model, PartFiles):
        return step_in(model)
    return model if isinstance(model, bytes) else Path(model).read_bytes()


def _is_of_cadquery(model: Model) -> bool:
    """Whether it is an object of the CadQuery that the notebook has loaded itself: nothing is loaded here."""
    cq = sys.modules.get("cadquery")
    return cq is not None and isinstance(model, cq.Workplane | cq.Assembly | cq.Shape | cq.Sketch)


def _exported(model: Model) -> tuple[bytes, list[ShapeLook]]:
    """(One compound of all shapes as binary BREP, the look of each)."""
    shapes, looks = [], list[ShapeLook]()
    for shape, look in _shapes(model):
        shapes.append(shape)
        looks.append(look)
    if not shapes:
        raise RequestError("the CadQuery object holds no shape", parameter="model", allowed="at least one shape")
    buffer = BytesIO()
    sys.modules["cadquery"].Compound.makeCompound(shapes).exportBin(buffer)
    return buffer.getvalue(), looks


def _shapes(model: Model) -> Iterator[tuple[Any, ShapeLook]]:
    cq = sys.modules["cadquery"]
    if isinstance(model, cq.Assembly):
        for shape, name, location, color in model:
            yield shape.moved(location), (name.partition("/")[2] or name, _rgba(color))
    elif isinstance(model, cq.Shape):
        yield model, ("", None)
    else:
        values = model.vals() if isinstance(model, cq.Workplane) else list(model)
        yield from ((value, ("", None)) for value in values if isinstance(value, cq.Shape))


def _rgba(color: Any) -> Rgba | None:
    if color is None:
        return None
    red, green, blue, opacity = color.toTuple()
    return red, green, blue, opacity
