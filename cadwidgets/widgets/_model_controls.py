"""The controls of a model: its parameters, their values, and what a hand or a program does with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import ipywidgets
import traitlets

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.contract.sized_parameters import references
from cadwidgets.errors import CadWidgetsError, RequestError
from cadwidgets.sources import Sources
from cadwidgets.viewer.background import LatestJob
from cadwidgets.viewer.closing import close_tree
from cadwidgets.widgets._base import Panel
from cadwidgets.widgets._choice import Choice, Moves, moves
from cadwidgets.widgets._layout import quiet
from cadwidgets.widgets._model_source import ModelSource, stored_model
from cadwidgets.widgets._parameter_panel import ParameterPanel
from cadwidgets.widgets._sizes import bound_to_sizes, part_numbers


class ModelControls(Panel):
    """A panel with the controls of a model; what is shown of its values and built from them is its subclass's."""

    params = traitlets.Dict()
    """The value of every parameter. Assign a dictionary to change some: the others stay as they are."""
    preset = traitlets.Unicode("")
    """The chosen preset; empty for the script's defaults. Choosing one sets every parameter that it names."""
    live = traitlets.Bool(True)
    """Whether the model follows while a slider is dragged. Off against a service that charges each build."""
    part_numbers = traitlets.Dict(read_only=True)
    """By parameter, the numbers of all parts that have its present size: of those that refer to a catalog's sizes."""
    status = traitlets.Unicode("starting", read_only=True)
    """starting, building, ready, failed, cancelled, or stopped (the service refuses the key or the account)."""

    def __init__(
        self,
        model: ModelSource,
        files: Mapping[str, bytes],
        source: Sources,
        first: Mapping[str, Any],
        named: Mapping[str, Any],
        **traits: Any,
    ) -> None:
        self._model, self._files = model, files
        self._source, self._client = source, source.build
        self._schema: ParameterSchema | None = None
        self._declared: ParameterSchema | None = None  # by the script alone, before sizes bind it
        self._first_params, self._named_parameters = dict(first), dict(named)
        self._by_hand = False
        self._together = False  # the preset and the values change in one step
        self._moves: Moves = {}  # what a hand has changed last
        super().__init__(**traits)
        self._sizes_job = LatestJob(self._mailbox)  # beside the first build, not before it
        self._jobs.append(self._sizes_job)
        self._controls = ipywidgets.VBox((quiet("Reading the parameters \u2026"),))
        self.observe(self._on_params, "params")
        self.observe(self._on_preset, "preset")
        self.observe(self._on_live, "live")

    # -- what a subclass does when something has changed; by itself a panel of controls shows and builds nothing

    def _known(self) -> None:
        """The parameters are known from now on."""

    def _beside_the_reset(self) -> tuple[ipywidgets.Widget, ...]:
        """New widgets that stand beside the way back to the defaults."""
        return ()

    def _changed(self) -> None:
        """The values are others now."""

    def _preset_chosen(self) -> None:
        """Another preset is the base of the values."""

    def _show_notes(self) -> None:
        """There may be other warnings about the parameters."""

    # -- the schema

    def _load_schema(self) -> None:
        if self._model.script:
            self._load_own_script()
            return
        self.set_trait("status", "starting")
        model_id, named = self._model.model_id, self._named_parameters
        self._start(lambda _: stored_model(self._source, model_id, named), self._stored_model_came)

    def _load_own_script(self) -> None:
        """Read the user's own text here, so that the sliders are there before the CAD kernel is."""
        try:
            schema = self._client.schema(script=self._model.script) or ParameterSchema()
        except CadWidgetsError as error:
            self._replace_controls()
            self._fail(error)
            return
        self._adopt(schema)

    def _stored_model_came(self, outcome: tuple[str, ParameterSchema] | Exception) -> None:
        if isinstance(outcome, Exception):
            self._fail(outcome)
            return
        title, schema = outcome
        self._model = replace(self._model, title=title or self._model.title)
        self._adopt(schema)

    def _adopt(self, schema: ParameterSchema, values: Mapping[str, Value] | None = None) -> None:
        """Show the controls of ``schema`` and build, with first values or with these. Raises RequestError for such as
        do not fit it."""
        given = dict(self.params) | self._first_params if values is None else values
        first = chosen_values(schema, self.preset, given)
        self._schema, self._declared, self._first_params = schema, schema, {}
        self._panel = ParameterPanel(
            schema, live=self.live, on_change=self._user_changed, beside=self._beside_the_reset()
        )
        self._known()
        self._replace_controls(self._panel)
        before = dict(self.params)
        self.params = first
        if first == before:  # no parameters: nothing changed, so nothing was told
            self._changed()
        if references(schema):
            self._start(lambda cancel: bound_to_sizes(schema, self._source, cancel), self._sizes_came, self._sizes_job)

    def _sizes_came(self, outcome: ParameterSchema | Exception) -> None:
        """Sliders from size to size take the place of plain ones; the values stay, and so nothing is built."""
        if self.comm is None:  # closed meanwhile: nobody would ever free the new controls
            return
        if isinstance(outcome, Exception):
            raise outcome
        self._schema = outcome
        self._panel.bind(outcome)
        self._show_part_numbers()
        self._show_notes()

    def _show_part_numbers(self) -> None:
        self.set_trait("part_numbers", part_numbers(self._schema or ParameterSchema(), self.params))

    def _replace_controls(self, *controls: ipywidgets.Widget) -> None:
        before, self._controls.children = self._controls.children, controls
        close_tree(before)

    @property
    def schema(self) -> ParameterSchema | None:
        """The model's parameters; None until they are known."""
        return self._schema

    @property
    def model(self) -> ModelSource:
        """What is explored: a script, or the id of a stored model."""
        return self._model

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files beside the script, by name."""
        return self._files

    @property
    def source(self) -> Sources:
        """The services that it talks to."""
        return self._source

    # -- parameters

    @traitlets.validate("params")
    def _check_params(self, proposal: Any) -> dict[str, Value]:
        given = proposal["value"]
        if self._schema is None:
            return dict(given)
        base = self._schema.resolve(self.preset)
        known = base | {name: value for name, value in self.params.items() if name in base}
        # a preset may break the script's own bounds, so its values are taken as they are
        changed = {name: value for name, value in given.items() if name not in base or value != base[name]}
        kept = {name: base[name] for name in given if name not in changed}
        return known | kept | self._schema.check(changed)

    @traitlets.validate("preset")
    def _check_preset(self, proposal: Any) -> str:
        if self._schema is not None:
            self._schema.resolve(proposal["value"])  # raises for a preset that the script does not have
        return str(proposal["value"])

    def _choose(self, preset: str, values: Mapping[str, Value]) -> None:
        """Choose a preset and the values in one step, which is built once. Raises RequestError, and nothing changes."""
        before = self.preset
        self._set_preset(preset)
        try:
            self.params = dict(values)
        except CadWidgetsError:
            self._set_preset(before)
            raise
        if self._schema is not None:
            self._panel.show(self.preset, self.params)
            self._preset_chosen()

    def _set_preset(self, preset: str) -> None:
        """Take the name alone: the values follow."""
        self._together = True
        try:
            self.preset = preset
        finally:
            self._together = False

    def _user_changed(self, preset: str, values: dict[str, Value]) -> None:
        self._by_hand = True
        try:
            self.preset = preset
            self.params = values
        except RequestError as error:  # a typed number out of bounds: say so, and keep the model
            self._fail(error)
        finally:
            self._by_hand = False

    def _on_preset(self, _: Any) -> None:
        if self._schema is not None and not self._together:
            self.params = self._schema.resolve(self.preset)
            self._panel.show(self.preset, self.params)
            self._preset_chosen()

    def _on_params(self, change: Any) -> None:
        if self._schema is not None:
            self._moves = moves(change["old"], change["new"]) if self._by_hand else {}
            self._changed()

    def _on_live(self, _: Any) -> None:
        if self._schema is not None:
            self._panel.set_live(self.live)

    @property
    def _choice(self) -> Choice:
        return Choice(self._client, self._model, self._files, self._schema, self.preset, self.params)


def chosen_values(schema: ParameterSchema, preset: str, given: Mapping[str, Any]) -> dict[str, Value]:
    """The value of every parameter: the preset's, which may break the script's own bounds, then those given.

    Raises RequestError for what does not fit the schema.
    """
    base = schema.resolve(preset)
    return base | schema.check({name: value for name, value in given.items() if base.get(name) != value})
