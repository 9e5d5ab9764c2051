"""3MF in (3MF Consortium: Core Specification 1.3, Production Extension 1.1, Materials and Properties Extension 1.2).

What is built is shown with its base materials and its groups of colours. Textures, composites, lattices and slices
are left out; an object that has no triangles without them is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element  # only the type

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import GeometryError
from cadwidgets.geometry.archive import unzipped_all
from cadwidgets.geometry.faults import check_amount, reading
from cadwidgets.geometry.grouping import shifted_groups
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.placing import Matrix, Placed, gathered
from cadwidgets.geometry.row_xml import RowTree
from cadwidgets.geometry.threemf_objects import ROWS, Materials, mesh_of

MAX_XML_BYTES = 256 << 20
"""Longer XML, of all model files together, is refused: what is read takes several times its text's memory."""
MAX_PLACES = 50_000
"""Components of components repeat an object without end in a few lines; more than this is refused."""

_UNITS = {"micron": "um", "millimeter": "mm", "centimeter": "cm", "inch": "in", "foot": "ft", "meter": "m"}
_MAIN = "3d/3dmodel.model"
"""Where the model is that the package is about, as all programs call it; its relations could name another file."""
_TARGET = re.compile(rb'Target\s*=\s*"([^"]{1,500}\.model)"', re.IGNORECASE)
_Place: TypeAlias = tuple[str, str, Matrix]
"""(The model file, the object's number in it, where it stands)."""


def read_3mf(data: bytes) -> Mesh:
    """All that the build of a 3MF consists of, where it stands, in one mesh.

    Every object is a group with its name, and one of several materials a group for each. ``unit`` of the mesh is the
    file's. Raises GeometryError.
    """
    with reading("3MF"):
        package = _Package(data)
        placed = list(package.placed())
        if not placed:
            raise GeometryError("nothing with triangles is built", offset=0)
        return gathered(placed, shifted_groups([one.mesh for one in placed]), package.unit)


class _Package:
    """The model files of a package, each read when something in it is built."""

    def __init__(self, data: bytes) -> None:
        files = unzipped_all(data, (".model", ".rels"), MAX_XML_BYTES)
        self._texts = {_key(name): text for name, text in files.items() if name.lower().endswith(".model")}
        self._models: dict[str, _Model] = {}
        self._main = _main(files, self._texts)
        self.unit = self._model(self._main).unit

    def placed(self) -> Iterator[Placed]:
        """Every mesh of the build, where it stands."""
        waiting = list(reversed(self._model(self._main).items(self._main)))
        elements = 0
        for _ in range(MAX_PLACES):
            if not waiting:
                return
            path, number, matrix = waiting.pop()
            found = self._model(path).object(number)
            if found.mesh is not None and len(found.mesh.triangles):
                elements += len(found.mesh.triangles) + len(found.mesh.vertices)
                check_amount(elements)
                yield Placed(found.mesh, None if np.array_equal(matrix, np.eye(4)) else matrix)
            if len(waiting) + len(found.components) > MAX_PLACES:
                break
            waiting += [(to or path, part, matrix @ inner) for to, part, inner in reversed(found.components)]
        raise GeometryError(f"there are more than {MAX_PLACES} components, or components in a circle", offset=0)

    def _model(self, path: str) -> _Model:
        if path not in self._models:
            if path not in self._texts:
                raise GeometryError(f"the package has no model file {path!r}", offset=0)
            self._models[path] = _Model(self._texts[path])
        return self._models[path]


def _main(files: dict[str, bytes], models: dict[str, bytes]) -> str:
    named = (_TARGET.search(text) for name, text in files.items() if name.lower() == "_rels/.rels")
    start = next((_key(match[1].decode("utf-8", "replace")) for match in named if match), _MAIN)
    if start not in models:
        raise GeometryError(f"the package has no model file {start!r}", offset=0)
    return start


def _key(path: str) -> str:
    """Names in a package are told apart without their case (OPC, 6.2.2.3)."""
    return path.lstrip("/").lower()


@dataclass(frozen=True)
class _Object:
    mesh: Mesh | None
    components: list[_Place]


class _Model:
    """One model file: its objects by number, and the items of its build."""

    def __init__(self, text: bytes) -> None:
        self._tree = RowTree(text, ROWS)
        root = self._tree.root
        if root.tag != "model":
            raise GeometryError(f"the XML's root is <{root.tag}>, not <model>", offset=0)
        unit = root.get("unit", "millimeter").strip().lower()
        if unit not in _UNITS:
            raise GeometryError(f"the unit {unit!r} is not known", offset=0)
        self.unit = _UNITS[unit]
        self._materials = Materials(root)
        self._elements = {item.get("id", ""): item for item in root.iterfind("resources/object")}
        self._objects: dict[str, _Object] = {}

    def items(self, path: str) -> list[_Place]:
        """What is built."""
        items = [_place(item) for item in self._tree.root.iterfind("build/item")]
        return [(to or path, number, matrix) for to, number, matrix in items]

    def object(self, number: str) -> _Object:
        """Raises GeometryError for a number that no object has."""
        if number not in self._objects:
            if number not in self._elements:
                raise GeometryError(f"there is no object {number!r}", offset=0)
            item = self._elements[number]
            mesh = mesh_of(item, self._tree.rows, self._materials)
            self._objects[number] = _Object(mesh, [_place(one) for one in item.iterfind("components/component")])
        return self._objects[number]


def _place(item: Element) -> _Place:
    path = next((value for name, value in item.items() if name.rpartition(":")[2] == "path"), "")
    return _key(path), item.get("objectid", ""), _matrix(item.get("transform", ""))


def _matrix(text: str) -> NDArray[np.float64]:
    """Twelve numbers of a matrix for row vectors, without its last column (Core Specification, 3.3)."""
    matrix = np.eye(4)
    if not text.strip():
        return matrix
    try:
        numbers = np.array(text.split(), np.float64).reshape(4, 3)
    except ValueError:
        raise GeometryError(f"{text[:60]!r} is no transform: twelve numbers are due", offset=0) from None
    if not np.isfinite(numbers).all():
        raise GeometryError(f"{text[:60]!r} is no transform: a number is not finite", offset=0)
    matrix[:3, :] = numbers.T
    return matrix
