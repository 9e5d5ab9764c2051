"""Parameters that refer to the catalog, bound to its sizes."""

from __future__ import annotations

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.sized_parameters import with_sizes
from cadwidgets.service import catalog
from cadwidgets.service.catalog.sizes import sizes_of


def sized(schema: ParameterSchema) -> ParameterSchema:
    """The schema with the sizes of the standard catalog, which every service has: a script means the same everywhere,
    whatever catalogs somebody has imported."""
    return with_sizes(schema, lambda reference: sizes_of(catalog.families(), reference))
