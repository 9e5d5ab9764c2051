"""`part`: one call from a designation to a catalog part, which shows itself in 3D."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadwidgets.clients._parts import Progress
from cadwidgets.clients.part_meshes import first_mesh
from cadwidgets.contract.bom_parts import line_of_details
from cadwidgets.contract.part_details import PartDetails
from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.errors import RequestError
from cadwidgets.geometry.mesh import Mesh
from cadwidgets.sources import Sources, connect
from cadwidgets.tables.part import part_frame
from cadwidgets.viewer.exact import Exact
from cadwidgets.widgets._components import components_of
from cadwidgets.widgets._part_exact import part_exact
from cadwidgets.widgets.bom import Bom

if TYPE_CHECKING:
    import pandas as pd

_MESH_FORMAT = "GLB"


class CatalogPart:
    """A part of the catalog: ``part["d"]`` is a dimension, ``part.frame`` its technical data with sources.

    Nothing is built before it is asked for: ``mesh``, ``bom`` and ``files()`` ask the service. As the last line of a
    cell the part shows itself in 3D.
    """

    def __init__(self, details: PartDetails, source: Sources) -> None:
        self.details = details
        self._source = source
        self._mesh: Mesh | None = None

    @property
    def part_number(self) -> str:
        """What people order it by."""
        return self.details.part_number

    @property
    def mass(self) -> float | None:
        """The mass in grams, calculated from volume and density; None where there is no geometry."""
        return self.details.mass

    @property
    def formats(self) -> tuple[CadFormat, ...]:
        """The CAD formats that the part comes in."""
        return self.details.formats

    @property
    def attributes(self) -> Mapping[str, Any]:
        """All values by name: dimensions by symbol (float, in their unit), then texts by label."""
        details = self.details
        texts = {"Standard": details.standard, "Material": details.material, **details.properties}
        return {size.symbol: size.value for size in details.dimensions} | texts

    @property
    def frame(self) -> pd.DataFrame:
        """The dimensions as a table: value, unit, basis, source, and whether a second source agrees."""
        return part_frame(self.details)

    def __getitem__(self, symbol: str) -> float:
        """The dimension with that symbol, in its unit. Raises KeyError."""
        for size in self.details.dimensions:
            if size.symbol == symbol:
                return size.value
        raise KeyError(symbol)

    @property
    def mesh(self) -> Mesh:
        """The part as triangles, in millimetres. Raises SourceError and its kinds, GeometryError."""
        return self.load_mesh()

    def load_mesh(self, cancel: threading.Event | None = None) -> Mesh:
        """The same, made once; ``cancel`` stops the waiting, with Cancelled."""
        if self._mesh is None:
            files = self._source.parts.download(self.details.part, _MESH_FORMAT, with_text=False, cancel=cancel)
            self._mesh = first_mesh(files)
        if self._mesh is None:
            raise RequestError(f"{self.part_number} has no 3D here", parameter="format", allowed=_MESH_FORMAT)
        return self._mesh

    @cached_property
    def exact(self) -> Exact | None:
        """Where the part can be measured exactly; None at a catalog that counts every request for CAD."""
        return part_exact(self._source, self.details.part)

    @cached_property
    def bom(self) -> Bom:
        """The part as a bill of materials: one line, as the picker adds it; an assembly has its parts in it, each with
        its own data. Raises SourceError and its kinds."""
        catalog = self._source.catalog
        children = () if catalog is None else components_of(self.details, catalog)
        return Bom([replace(line_of_details(self.details), children=children)])

    def files(
        self,
        format: str = "STEP AP214",  # noqa: A002 - the field's word
        folder: str | Path | None = None,
        *,
        progress: Progress | None = None,
    ) -> PartFiles:
        """The CAD files in a format (its label or the beginning of it), and the BOM text; saved if a folder is given.

        Raises RequestError for an unknown format, and as `PartsClient.download`.
        """
        place = None if folder is None else Path(folder)
        return self._source.parts.download(
            self.details.part, format, place, name=self.part_number.replace(" ", "_"), progress=progress
        )

    def __repr__(self) -> str:
        return f"<{self.details.title}>"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        from cadwidgets.widgets.part_card import PartCard

        return PartCard(self)._repr_mimebundle_(**options)


def part(standard: str, size: str = "", *, source: Sources | None = None, **options: str) -> CatalogPart:
    """A part of the catalog by its designation: ``part("ISO 4762", "M6x20")``, ``part("6205-2RS")``, in any spelling.

    ``options`` choose how it is shown: ``thread="real"``. ``source`` is what `cadwidgets.connect` returned; without
    it, the catalog that the settings name, which is the embedded one if they name none. Raises NotFound, which names
    near part numbers; RequestError at a catalog that cannot be asked by designation, as TraceParts.
    """
    source = source or connect()
    catalog = source.catalog
    if catalog is None:
        raise RequestError(
            f"{source.parts.source} does not know designations",
            parameter="source",
            allowed="a service of cadwidgets; elsewhere, PartPicker with catalog and part number",
        )
    return CatalogPart(catalog.part(f"{standard} {size}".strip(), options=options), source)
