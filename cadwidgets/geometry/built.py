"""BuiltModel: what a build gave, with its measures and its triangles when somebody asks for them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cadwidgets.contract.bom import BomLine
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import Box, BuildResult
from cadwidgets.geometry.carried_bom import carried_bom
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.geometry.registry import read_mesh


@dataclass(frozen=True)
class BuiltModel:
    """A build's answer. Numbers are the solid's own where the service told them, else measured on the mesh.

    Measuring and ``mesh`` raise GeometryError for bytes that cannot be read, and for STEP and others, which have no
    triangles.
    """

    result: BuildResult

    def __repr__(self) -> str:
        numbers = {"volume {:g}": self.result.number("volume"), "mass {:g} kg": self.mass}
        told = "".join(f", {text.format(number)}" for text, number in numbers.items() if number is not None)
        return f"<BuiltModel: {self.type}, {len(self.data)} bytes{told}>"

    @property
    def request(self) -> BuildRequest:
        """What was asked."""
        return self.result.request

    @property
    def data(self) -> bytes:
        """The bytes of the answer."""
        return self.result.data

    @property
    def type(self) -> str:
        """The output type, as in STL."""
        return self.result.type

    @cached_property
    def timings(self) -> dict[str, float]:
        """The seconds of each stage, by the names of `contract.results.STAGES`; who draws the model notes it here."""
        return dict(self.result.timings)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the service noticed."""
        return self.result.warnings

    @property
    def cached(self) -> bool:
        """Whether the service had made this answer before; such a one is not charged."""
        return self.result.cached

    @property
    def builds_left(self) -> int | None:
        """How many builds the account has left; None without a quota, or where the service does not tell."""
        return self.result.builds_left

    def save(self, path: str | Path) -> Path:
        """Write the bytes to ``path``, all or nothing; without an ending it gets the type's own.

        Returns the path written. Raises RequestError for a place that cannot be written.
        """
        return self.result.save(path)

    @cached_property
    def mesh(self) -> Mesh:
        """The triangles. How long it took to read them is noted in ``timings``."""
        began = time.perf_counter()
        mesh = read_mesh(self.data, "GLB" if self.type == "SECTION" else self.type)
        self.timings["decode"] = time.perf_counter() - began
        return mesh

    @cached_property
    def bom(self) -> tuple[BomLine, ...] | None:
        """What the model is made of, counted; None where the answer carries none, as all but GLB and BOM of our own
        services. Raises GeometryError for a broken one."""
        return carried_bom(self.data, self.type)

    @property
    def volume(self) -> float:
        """The volume in the model's unit, cubed."""
        told = self.result.number("volume")
        return self.mesh.volume if told is None else told

    @property
    def area(self) -> float:
        """The area of the surface in the model's unit, squared."""
        told = self.result.number("area")
        return self.mesh.area if told is None else told

    @property
    def mass(self) -> float | None:
        """The mass in kg; None where the script names no material or the service tells none."""
        return self.result.number("mass")

    @property
    def bounding_box(self) -> Box:
        """(xmin, ymin, zmin, xmax, ymax, zmax) in the model's unit."""
        told = self.result.box
        return self.mesh.bounding_box if told is None else told

    @property
    def size(self) -> tuple[float, float, float]:
        """(dx, dy, dz) of the bounding box."""
        xmin, ymin, zmin, xmax, ymax, zmax = self.bounding_box
        return (xmax - xmin, ymax - ymin, zmax - zmin)
