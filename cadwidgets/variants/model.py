"""A model whose variants are to be built: at which service, with which preset, and what is measured of each."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cadwidgets._version import __version__
from cadwidgets.clients.model_properties import model_properties
from cadwidgets.clients.understood import as_understood
from cadwidgets.contract.design_row import RESULTS, DesignRow
from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.user_measures import UserMeasure, check_names, read_measures
from cadwidgets.errors import (
    BuildRefused,
    CadWidgetsError,
    GeometryError,
    RequestError,
    ScriptError,
    ScriptTimeout,
    WorkerDied,
)
from cadwidgets.modelscript import schema_of_values
from cadwidgets.sources import Sources
from cadwidgets.variants.outcomes import Outcomes, outcomes

_OF_THE_VALUES = (ScriptError, GeometryError, BuildRefused, RequestError)
"""What the values of a variant can be the reason of: the row has failed, and the others are built."""
_KINDS: Mapping[type[CadWidgetsError], str] = {
    ScriptTimeout: "timeout",
    WorkerDied: "died",
    ScriptError: "script",
    GeometryError: "geometry",
    RequestError: "request",
    BuildRefused: "refused",
}


@dataclass(frozen=True)
class VariantModel:
    """A script with the ``files`` beside it, or the ``version`` of a stored model, at the service of ``source``.

    ``measures`` are what a user wants to know of each variant beside `RESULTS`, see contract/user_measures.py. Without
    ``memo`` a service of ours makes every step of every build anew.
    """

    source: Sources = field(repr=False)
    schema: ParameterSchema = field(repr=False)
    script: str = field(default="", repr=False)
    model_id: str = ""
    version: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    preset: str = ""
    measures: Mapping[str, UserMeasure] = field(default_factory=dict)
    memo: bool = True

    @classmethod
    def of(
        cls,
        source: Sources,
        *,
        script: str = "",
        model_id: str = "",
        files: Mapping[str, bytes] | None = None,
        preset: str = "",
        measures: Mapping[str, str] | None = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> VariantModel:
        """The model as its service has it now; ``parameters`` are those of a model whose service tells none.

        Raises RequestError for what does not fit it, NotFound for an unknown id, and SourceError and its kinds.
        """
        version, schema = 0, source.build.schema(script=script) if script else None
        if schema is None and (models := source.models) is not None:
            stored = models.show(model_id)
            version, schema = stored.version, stored.schema
        schema = schema or schema_of_values(parameters or {})
        schema.resolve(preset)
        wanted = read_measures(measures or {})
        check_names(wanted, schema.names)
        return cls(source, schema, script, model_id, version, files or {}, preset, wanted)

    @property
    def base(self) -> dict[str, Value]:
        """The values of all parameters as the preset has them."""
        return self.schema.resolve(self.preset)

    def values(self, given: Mapping[str, object]) -> dict[str, Value]:
        """The values of all parameters, those that are ``given`` checked. Raises RequestError."""
        base = self.base
        changed = {name: value for name, value in given.items() if name not in base or value != base[name]}
        return base | self.schema.check(changed)

    def request(self, values: Mapping[str, Value], kind: str) -> BuildRequest:
        """What is asked of the service for a file of the variant."""
        base = self.base
        options: dict[str, Value] = {"version": self.version} if self.version else {}
        if not self.memo:
            options["memo"] = False
        request = BuildRequest.of(
            script=self.script,
            model_id=self.model_id,
            type=kind,
            preset=self.preset,
            values={name: value for name, value in values.items() if name not in base or value != base[name]},
            options=options,
            files=self.files,
        )
        return as_understood(self.source.build, self.schema, request)

    def row(self, values: Mapping[str, Value], cancel: threading.Event | None = None) -> DesignRow:
        """The variant, built: ready, or failed where its values are the reason.

        Raises CadWidgetsError for every other reason, Cancelled once ``cancel`` is set.
        """
        row = DesignRow(dict(values))
        try:
            told = model_properties(
                self.source.build,
                self.request(values, "STL"),
                self.measures,
                parameters=self.schema.names,
                cancel=cancel,
            )
        except _OF_THE_VALUES as error:
            return row.failed(str(error), next(_KINDS[kind] for kind in type(error).__mro__ if kind in _KINDS))
        return row.built(told.properties, told.seconds, cached=told.cached)

    @cached_property
    def outcomes(self) -> Outcomes:
        """What is known in this process of all builds of the model: sliders show which values failed."""
        return outcomes(self.request(self.base, "STL"), self.schema)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that decides the results of a variant beside its values, in hexadecimal."""
        files = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(self.files.items())}
        measures = {name: str(measure) for name, measure in self.measures.items()}
        service = self.source.build.source
        decisive = [
            __version__,
            service,
            self.script,
            self.model_id,
            self.version,
            files,
            self.base,
            measures,
            list(RESULTS),
        ]
        return hashlib.sha256(json.dumps(decisive).encode()).hexdigest()
