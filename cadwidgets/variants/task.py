"""The build of one row as a value that travels to another process: there it finds its service by itself."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import Value
from cadwidgets.sources import Sources, connect
from cadwidgets.variants.model import VariantModel


class RowTask:
    """Builds rows of a model. In the process where it was made it uses that one's clients and ends with ``cancel``;
    after a pickle it connects to the same address, with the key that is set there: keys do not travel."""

    def __init__(self, model: VariantModel, cancel: threading.Event | None = None) -> None:
        self._model, self._cancel = model, cancel

    def __call__(self, values: Mapping[str, Value]) -> DesignRow:
        """The row of these values. Raises as `VariantModel.row`."""
        return self._model.row(values, self._cancel)

    def __getstate__(self) -> dict[str, Any]:
        told = {field.name: getattr(self._model, field.name) for field in fields(self._model)}
        settings = told.pop("source").settings
        return {"model": told, "build_url": settings.build_url, "data_dir": settings.data_dir}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        source = _connected(state["build_url"], state["data_dir"])
        self._model, self._cancel = VariantModel(source=source, **state["model"]), None


@cache
def _connected(build_url: str, data_dir: Path) -> Sources:
    return connect(build_url=build_url, data_dir=data_dir)
