"""What is chosen of a model: its preset and values, and what is asked of a service about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.understood import as_understood
from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.widgets._model_builds import Wish
from cadwidgets.widgets._model_source import ModelSource
from cadwidgets.widgets._neighbours import neighbours

Moves = Mapping[str, tuple[Value, Value]]
"""By parameter the values before and after a change."""


@dataclass(frozen=True)
class Choice:
    """A model at one service, with the ``params`` that are chosen; ``schema`` is None until it is known."""

    client: BuildClient
    model: ModelSource
    files: Mapping[str, bytes]
    schema: ParameterSchema | None
    preset: str
    params: Mapping[str, Value]

    @property
    def changed(self) -> dict[str, Value]:
        """The values that are not those of the preset."""
        if self.schema is None:
            return dict(self.params)
        base = self.schema.resolve(self.preset)
        return {name: value for name, value in self.params.items() if value != base[name]}

    def file(self, kind: str) -> BuildRequest:
        """What is asked for a file of this type."""
        return as_understood(self.client, self.schema, self._request(kind))

    def picture(self, kind: str) -> Wish:
        """What is wanted on screen, made from this type; ``auto`` is the best that the service offers."""
        best = kind == "auto"
        return Wish(self.client, self.schema, self._request("TJS" if best else kind), best)

    def beside(self, moves: Moves) -> Iterator[Choice]:
        """What may be chosen next, likeliest first, where one parameter has been moved."""
        schema = self.schema or ParameterSchema()
        for name, (before, now) in moves.items() if len(moves) == 1 else ():
            for value in neighbours(schema[name], before, now):
                yield replace(self, params={**self.params, name: value})

    def _request(self, kind: str) -> BuildRequest:
        return BuildRequest.of(
            script=self.model.script,
            model_id=self.model.model_id,
            type=kind,
            preset=self.preset,
            values=self.changed,
            files=self.files,
        )


def moves(before: Mapping[str, Value], now: Mapping[str, Value]) -> Moves:
    """What has changed from one choice to the next."""
    return {name: (before[name], now[name]) for name in now if name in before and before[name] != now[name]}
