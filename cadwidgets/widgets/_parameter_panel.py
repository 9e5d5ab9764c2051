"""All controls of a model: presets, groups of parameters, and a way back to the defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import ipywidgets

from cadwidgets.contract.parameters import RESERVED, ParameterSchema, Value
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._inputs import LABEL_WIDTH, ParameterInput
from cadwidgets.widgets._layout import row

_NO_PRESET = "defaults"
_KEPT = "The Build Service keeps this name for itself, so this service cannot be sent the value"


class ParameterPanel(ipywidgets.VBox):
    """The controls of a schema. ``on_change(preset, values)`` is called once for each change by the user.

    ``beside`` are widgets of somebody else's that stand beside the way back to the defaults.
    """

    def __init__(
        self,
        schema: ParameterSchema,
        *,
        live: bool,
        on_change: Callable[[str, dict[str, Value]], None],
        beside: Sequence[ipywidgets.Widget] = (),
    ) -> None:
        self._schema = schema
        self._on_change = on_change
        self._showing = False
        self._beside = tuple(beside)
        self.inputs = {
            parameter.name: ParameterInput(parameter, live=live, on_change=self._value_changed)
            for parameter in schema.parameters
        }
        for number, control in enumerate(self.inputs.values()):  # by which the browser tells at which one points
            control.add_class("cadw-parameter").add_class(f"cadw-parameter-{number}")
        self._presets = self._preset_menu()
        super().__init__(self._rows(), layout=ipywidgets.Layout(width="100%"))

    @property
    def preset(self) -> str:
        """The chosen preset; empty for the defaults."""
        return "" if self._presets.value == _NO_PRESET else str(self._presets.value)

    @property
    def values(self) -> dict[str, Value]:
        """What the controls show."""
        return {name: control.value for name, control in self.inputs.items()}

    def show(self, preset: str, values: Mapping[str, Value]) -> None:
        """Show a preset's name and values without telling anybody."""
        self._showing = True
        try:
            self._presets.value = preset or _NO_PRESET
            for name, control in self.inputs.items():
                control.show(values[name])
        finally:
            self._showing = False

    def bind(self, schema: ParameterSchema) -> None:
        """Take the same parameters, now bound to a catalog's sizes; no value changes and nobody is told."""
        self._schema = schema
        for parameter in schema.parameters:
            self.inputs[parameter.name].bind(parameter)

    def set_live(self, live: bool) -> None:
        """Whether values count while a slider is dragged, or only on release."""
        for control in self.inputs.values():
            control.set_live(live)

    def allow_reserved(self, allowed: bool) -> None:
        """Whether parameters that are named like a word of the contract can be sent, as to a service of ours."""
        for name in RESERVED:
            if name in self.inputs:
                self.inputs[name].disable("" if allowed else _KEPT)

    def _rows(self) -> list[ipywidgets.Widget]:
        if not self.inputs:
            for widget in self._beside:
                widget.layout.display = "none"
            return [*self._beside, ipywidgets.HTML('<span class="cadw-quiet">This model has no parameters.</span>')]
        rows: list[ipywidgets.Widget] = [self._presets, row(*self._beside, self._reset_button())]
        group = ""
        for parameter in self._schema.parameters:
            if parameter.group != group:
                group = parameter.group
                rows.append(ipywidgets.HTML(f'<div class="cadw-group">{escape(group or "More")}</div>'))
            rows.append(self.inputs[parameter.name])
        return rows

    def _preset_menu(self) -> ipywidgets.Dropdown:
        menu = ipywidgets.Dropdown(
            options=[_NO_PRESET, *self._schema.presets],
            value=_NO_PRESET,
            description="Preset",
            tooltip="Set all parameters of a named variant at once",
            style={"description_width": LABEL_WIDTH},
            layout=ipywidgets.Layout(width="auto", display="" if self._schema.presets else "none"),
        )
        menu.observe(lambda _: self._apply_preset(), "value")
        return menu

    def _reset_button(self) -> ipywidgets.Button:
        button = ipywidgets.Button(
            description="Reset all",
            icon="refresh",
            tooltip="Set every parameter to its default",
            layout=ipywidgets.Layout(flex="0 0 104px", margin="2px 2px 2px auto"),
        )
        button.on_click(lambda _: self._reset())
        return button

    def _reset(self) -> None:
        self.show("", self._schema.defaults)
        self._on_change("", self._schema.defaults)

    def _apply_preset(self) -> None:
        if self._showing:
            return
        values = self._schema.resolve(self.preset)
        self.show(self.preset, values)
        self._on_change(self.preset, values)

    def _value_changed(self) -> None:
        if not self._showing:
            self._on_change(self.preset, self.values)
