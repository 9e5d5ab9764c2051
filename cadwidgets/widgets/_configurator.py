"""The configurator of a part: a control for each parameter, whose choices follow from the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from cadwidgets.contract.parts import ConfiguratorParameter
from cadwidgets.widgets._layout import LABEL_WIDTH

Configure = Callable[[str, str], None]
"""Gets the symbol of a parameter and the value that it was set to."""
_YES = ("true", "1", "yes")


class Configurator(ipywidgets.VBox):
    """Shows parameters; ``configure`` is called with what the user sets, never with what is shown."""

    def __init__(self, configure: Configure) -> None:
        super().__init__()
        self.controls: dict[str, ipywidgets.Widget] = {}
        self._configure = configure
        self._shown: dict[str, ConfiguratorParameter] = {}

    def show(self, parameters: Sequence[ConfiguratorParameter]) -> None:
        """Show these parameters. A control that only gets other choices stays, and so does the keyboard's focus."""
        before = [(one.symbol, _control_of(one)) for one in self._shown.values()]
        self._shown = {}  # what follows is no choice of the user
        if [(one.symbol, _control_of(one)) for one in parameters] != before:
            self._make(parameters)
        for parameter in parameters:
            _set(self.controls[parameter.symbol], parameter)
        self._shown = {one.symbol: one for one in parameters}

    def _make(self, parameters: Sequence[ConfiguratorParameter]) -> None:
        old = tuple(self.controls.values())
        self.controls = {one.symbol: self._control(one) for one in parameters}
        self.children = tuple(self.controls.values())
        for control in old:
            control.close()

    def _control(self, parameter: ConfiguratorParameter) -> ipywidgets.Widget:
        control = _control_of(parameter)(
            description=parameter.label or parameter.symbol,
            style={"description_width": LABEL_WIDTH},
            layout=ipywidgets.Layout(width="auto"),
        )
        if isinstance(control, ipywidgets.Text):
            control.continuous_update = False
        control.observe(lambda change: self._chosen(parameter.symbol, change["new"]), "value")
        return control

    def _chosen(self, symbol: str, value: Any) -> None:
        parameter = self._shown.get(symbol)
        if parameter is None or value is None:
            return
        text = _yes_no(parameter)[0 if value else 1] if isinstance(value, bool) else value
        if text != parameter.value:
            self._configure(symbol, text)


def _control_of(parameter: ConfiguratorParameter) -> Any:
    """A check box for yes and no, a menu where there are choices, else a text; one with choices proposes them."""
    if parameter.kind == "boolean":
        return ipywidgets.Checkbox
    if not parameter.choices:
        return ipywidgets.Text
    return ipywidgets.Combobox if parameter.editable else ipywidgets.Dropdown


def _set(control: Any, parameter: ConfiguratorParameter) -> None:
    if isinstance(control, ipywidgets.Checkbox):
        control.value = parameter.value == _yes_no(parameter)[0]
    elif isinstance(control, ipywidgets.Dropdown):
        _offer(control, parameter)
    else:
        if isinstance(control, ipywidgets.Combobox):
            control.options = tuple(value for value, _ in parameter.choices)
        control.value = parameter.value


def _offer(menu: ipywidgets.Dropdown, parameter: ConfiguratorParameter) -> None:
    """Put the choices into a menu; a value that is none of them, as services have it, is a choice all the same."""
    choices = parameter.choices
    if parameter.value not in dict(choices):
        choices = ((parameter.value, parameter.value), *choices)
    options = [(label or value, value) for value, label in choices]
    if menu.options != tuple(options):
        menu.options = options
    menu.value = parameter.value
    menu.disabled = len(options) < 2


def _yes_no(parameter: ConfiguratorParameter) -> tuple[str, str]:
    """The service's own words for yes and no."""
    values = [value for value, _ in parameter.choices]
    yes = next((value for value in values if value.lower() in _YES), "true")
    return yes, next((value for value in values if value != yes), "false")
