"""What a design table is of: a model as a ModelExplorer takes it, or the explorer itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources, connect
from cadwidgets.variants.building import VariantBuilder
from cadwidgets.variants.journal import FOLDER, Journal
from cadwidgets.variants.model import VariantModel
from cadwidgets.widgets._model_controls import ModelControls
from cadwidgets.widgets._model_source import ModelSource, model_source, read_files


@dataclass(frozen=True)
class Tabled:
    """The model of a table, what a user calls it, and the explorer that it is from, if it is from one."""

    model: VariantModel
    named: ModelSource
    explorer: ModelControls | None = None

    @classmethod
    def of(
        cls,
        model: object,
        *,
        script: str | None,
        path: str | Path | None,
        model_id: str | None,
        files: Sequence[str | Path],
        preset: str,
        measures: Mapping[str, str],
        parameters: Mapping[str, Any],
        source: Sources | None,
    ) -> Tabled:
        """Raises RequestError for what is no model, or not known yet, and what a service raises for a stored one."""
        if isinstance(model, ModelControls):
            return cls._of_explorer(model, measures)
        named = model_source(model, script=script, path=path, model_id=model_id)
        told = VariantModel.of(
            source or connect(),
            script=named.script,
            model_id=named.model_id,
            files=read_files(files),
            preset=preset,
            measures=measures,
            parameters=parameters,
        )
        return cls(told, named)

    @classmethod
    def _of_explorer(cls, explorer: ModelControls, measures: Mapping[str, str]) -> Tabled:
        named, schema = explorer.model, explorer.schema
        if schema is None:
            raise RequestError("the explorer's parameters are not known yet", parameter="model", allowed="to try again")
        told = VariantModel.of(
            explorer.source,
            script=named.script,
            model_id=named.model_id,
            files=explorer.files,
            preset=explorer.preset,
            measures=measures,
            parameters=schema.defaults,
        )
        told = replace(told, schema=schema)  # with the sizes of the catalog
        return cls(told, named, explorer)

    def builder(self, executor: Any, *, charged: bool, fresh: bool) -> VariantBuilder:
        """What builds its variants, with the journal of the data folder, emptied where it is to be ``fresh``."""
        journal = Journal(self.model.source.settings.data_dir / FOLDER, self.model.digest)
        if fresh:
            journal.forget()
        return VariantBuilder(self.model, journal, executor, charged=charged)
