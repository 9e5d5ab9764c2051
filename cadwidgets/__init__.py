"""Sliders on any parametric CAD model and a picker over parts catalogs, in 3D inside a notebook.

The names below are loaded when they are first used: importing cadwidgets itself costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from cadwidgets._version import __version__

if TYPE_CHECKING:
    from cadwidgets import samples as samples
    from cadwidgets.clients.build import BuildClient as BuildClient
    from cadwidgets.clients.traceparts_classic import TracePartsClassic as TracePartsClassic
    from cadwidgets.clients.traceparts_gateway import TracePartsGateway as TracePartsGateway
    from cadwidgets.errors import CadWidgetsError as CadWidgetsError
    from cadwidgets.geometry.mesh import Mesh as Mesh
    from cadwidgets.geometry.registry import read_mesh as read_mesh
    from cadwidgets.settings import Settings as Settings
    from cadwidgets.sources import connect as connect
    from cadwidgets.viewer.show import show as show
    from cadwidgets.viewer.viewer import Viewer as Viewer
    from cadwidgets.widgets.bom import Bom as Bom
    from cadwidgets.widgets.bom_table import BomTable as BomTable
    from cadwidgets.widgets.catalog_part import part as part
    from cadwidgets.widgets.design_table import DesignTable as DesignTable
    from cadwidgets.widgets.model_explorer import ModelExplorer as ModelExplorer
    from cadwidgets.widgets.part_picker import PartPicker as PartPicker
    from cadwidgets.widgets.sweep import sweep as sweep

_HOMES = {
    "Bom": "cadwidgets.widgets.bom",
    "BomTable": "cadwidgets.widgets.bom_table",
    "BuildClient": "cadwidgets.clients.build",
    "CadWidgetsError": "cadwidgets.errors",
    "DesignTable": "cadwidgets.widgets.design_table",
    "Mesh": "cadwidgets.geometry.mesh",
    "ModelExplorer": "cadwidgets.widgets.model_explorer",
    "PartPicker": "cadwidgets.widgets.part_picker",
    "Settings": "cadwidgets.settings",
    "TracePartsClassic": "cadwidgets.clients.traceparts_classic",
    "TracePartsGateway": "cadwidgets.clients.traceparts_gateway",
    "Viewer": "cadwidgets.viewer.viewer",
    "connect": "cadwidgets.sources",
    "part": "cadwidgets.widgets.catalog_part",
    "read_mesh": "cadwidgets.geometry.registry",
    "samples": "cadwidgets.samples",
    "show": "cadwidgets.viewer.show",
    "sweep": "cadwidgets.widgets.sweep",
}

__all__ = ["__version__", "load_ipython_extension", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cadwidgets' has no attribute {name!r}")
    home = importlib.import_module(_HOMES[name])
    value = home if name == "samples" else getattr(home, name)  # samples is itself a module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext cadwidgets`` does: the ``%%modelscript`` magic, and the embedded service warmed up."""
    from cadwidgets.magics import load

    load(shell)
