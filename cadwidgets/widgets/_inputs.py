"""From a parameter to its control: one function per kind, one row per parameter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.modelscript.ranges import slider_range
from cadwidgets.viewer.closing import close_tree
from cadwidgets.widgets._base import escape
from cadwidgets.widgets._size_field import SizeField

LABEL_WIDTH = "124px"
_NUMBER_WIDTH = "72px"
_UNIT_WIDTH = "30px"
_SIZED_HEIGHT = "62px"
_SLIDERS = (ipywidgets.FloatSlider, ipywidgets.IntSlider, ipywidgets.SelectionSlider)


class ParameterInput(ipywidgets.HBox):
    """The control of one parameter: label, input, unit, and a reset that shows only when the value is changed."""

    def __init__(self, parameter: Parameter, *, live: bool, on_change: Callable[[], None]) -> None:
        self._live = live
        self._on_change = on_change
        self._quiet = False
        self._reset = ipywidgets.Button(
            icon="undo",
            tooltip=f"Reset {parameter.title} to {_shown(parameter.default)}",
            layout=ipywidgets.Layout(width="30px", padding="0", flex="0 0 30px", visibility="hidden"),
        )
        self._reset.on_click(lambda _: self._reset_to_default())
        self._unit = ipywidgets.HTML(layout=ipywidgets.Layout(width=_UNIT_WIDTH))
        super().__init__(layout=ipywidgets.Layout(align_items="center", width="100%", flex_flow="row wrap"))
        if parameter.catalog:  # nothing below moves when the sizes arrive
            self.layout.min_height = _SIZED_HEIGHT
        self._take(parameter)

    def _take(self, parameter: Parameter) -> None:
        self.parameter = parameter
        self._field: Any = _FIELDS[parameter.kind](parameter, self._live, self._changed)
        self._tooltips = [getattr(widget, "tooltip", None) for widget in self._field.widgets]
        self._unit.value = f'<span class="cadw-quiet">{escape(parameter.unit)}</span>'
        self._unit.layout.display = "none" if parameter.sizes else ""  # a size is shown with its unit
        self.children = (*self._field.widgets, self._unit, self._reset)

    def bind(self, parameter: Parameter) -> None:
        """Take the place of the same parameter, now bound to a catalog's sizes; its value stays, nobody is told."""
        if parameter == self.parameter:
            return
        value, before = self.value, self._field.widgets
        self._take(parameter)
        self.show(value)
        close_tree(before)

    @property
    def value(self) -> Value:
        """The value that the control shows."""
        return self._field.get()

    @property
    def slider(self) -> ipywidgets.FloatSlider | ipywidgets.IntSlider | ipywidgets.SelectionSlider | None:
        """The control's slider, if it has one."""
        first = self._field.widgets[0]
        return first if isinstance(first, _SLIDERS) else None

    def show(self, value: Value) -> None:
        """Show ``value`` without telling anybody."""
        self._quiet = True
        try:
            self._field.set(value)
        finally:
            self._quiet = False
        self._mark()

    def set_live(self, live: bool) -> None:
        """Whether the value counts while it is dragged, or only when the slider is let go."""
        self._live = live
        if (slider := self.slider) is not None:
            slider.continuous_update = live

    def _changed(self) -> None:
        self._mark()
        if not self._quiet:
            self._on_change()

    def _mark(self) -> None:
        changed = self.value != self.parameter.default
        self._reset.layout.visibility = "visible" if changed else "hidden"

    def _reset_to_default(self) -> None:
        self.show(self.parameter.default)
        self._on_change()

    def disable(self, reason: str) -> None:
        """Take no input, and say why; an empty ``reason`` takes input again."""
        for widget, tooltip in zip(self._field.widgets, self._tooltips, strict=True):
            if not isinstance(widget, ipywidgets.Label):
                widget.disabled = bool(reason)
                widget.tooltip = reason or tooltip


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"{number:g}" for number in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _tooltip(parameter: Parameter) -> str:
    text = parameter.description or parameter.title
    note = "; the slider's range is a guess, any number may be typed" if parameter.invented else ""
    return f"{text} ({parameter.allowed}{note})"


def _labelled(parameter: Parameter) -> dict[str, Any]:
    return {
        "description": parameter.title,
        "tooltip": _tooltip(parameter),
        "style": {"description_width": LABEL_WIDTH},
    }


class _NumberField:
    """A slider and a number box that follow each other."""

    def __init__(self, parameter: Parameter, live: bool, changed: Callable[[], None]) -> None:
        self._parameter = parameter
        self._changed = changed
        whole = parameter.kind == "int"
        slider, free = (
            (ipywidgets.IntSlider, ipywidgets.IntText) if whole else (ipywidgets.FloatSlider, ipywidgets.FloatText)
        )
        bounded = ipywidgets.BoundedIntText if whole else ipywidgets.BoundedFloatText
        self._cast = int if whole else float
        low, high, step = map(self._cast, slider_range(parameter))
        default = self._cast(parameter.default)  # type: ignore[arg-type]
        step = max(step, 1) if whole else step
        declared = parameter.minimum is not None and parameter.maximum is not None and not parameter.invented
        self._box = (bounded if declared else free)(
            value=default,
            step=step,
            tooltip=_tooltip(parameter),
            layout=ipywidgets.Layout(width=_NUMBER_WIDTH, flex="0 0 auto"),
            **({"min": low, "max": high} if declared else {}),
        )
        self._slider = slider(
            value=default,
            min=low,
            max=high,
            step=step,
            readout=False,
            continuous_update=live,
            layout=ipywidgets.Layout(flex="1 1 auto", width="auto", min_width="204px"),
            **_labelled(parameter),
        )
        self._slider.observe(self._from_slider, "value")
        self._box.observe(self._from_box, "value")
        self.widgets = (self._slider, self._box)

    def get(self) -> float:
        return self._cast(self._box.value)

    def set(self, value: float) -> None:
        self._box.value = self._cast(value)

    def _from_slider(self, change: Any) -> None:
        self._box.value = self._cast(round(change["new"], 9))

    def _from_box(self, change: Any) -> None:
        self._follow(change["new"])
        self._changed()

    def _follow(self, value: float) -> None:
        """Move the slider to a typed value; a guessed range grows to hold it."""
        if self._slider.value == value:
            return
        with self._slider.hold_trait_notifications():
            self._slider.min = min(self._slider.min, self._cast(value))
            self._slider.max = max(self._slider.max, self._cast(value))
        self._slider.unobserve(self._from_slider, "value")
        self._slider.value = value
        self._slider.observe(self._from_slider, "value")


class _PlainField:
    """One ipywidget whose value is the parameter's value."""

    def __init__(self, widget: ipywidgets.Widget, changed: Callable[[], None]) -> None:
        self._widget = widget
        self.widgets = (widget,)
        widget.observe(lambda _: changed(), "value")

    def get(self) -> Value:
        return self._widget.value

    def set(self, value: Value) -> None:
        self._widget.value = value


def _bool_field(parameter: Parameter, live: bool, changed: Callable[[], None]) -> _PlainField:
    box = ipywidgets.Checkbox(
        value=parameter.default,
        layout=ipywidgets.Layout(flex="1 1 auto", width="auto"),
        indent=True,
        **_labelled(parameter),
    )
    return _PlainField(box, changed)


def _choice_field(parameter: Parameter, live: bool, changed: Callable[[], None]) -> _PlainField | SizeField:
    if parameter.sizes:
        return SizeField(parameter, live, changed, _labelled(parameter))
    options = [(_shown(choice), choice) for choice in parameter.choices]
    menu = ipywidgets.Dropdown(
        options=options,
        value=parameter.default,
        layout=ipywidgets.Layout(flex="1 1 auto", width="auto"),
        **_labelled(parameter),
    )
    return _PlainField(menu, changed)


def _text_field(parameter: Parameter, live: bool, changed: Callable[[], None]) -> _PlainField:
    text = ipywidgets.Text(
        value=parameter.default,
        continuous_update=False,
        layout=ipywidgets.Layout(flex="1 1 auto", width="auto"),
        **_labelled(parameter),
    )
    return _PlainField(text, changed)


class _TupleField:
    """One number box per number, the first of them with the label."""

    def __init__(self, parameter: Parameter, live: bool, changed: Callable[[], None]) -> None:
        numbers = tuple(parameter.default) if isinstance(parameter.default, tuple) else ()
        label = ipywidgets.Label(
            parameter.title, layout=ipywidgets.Layout(width=LABEL_WIDTH, justify_content="flex-end")
        )
        boxes = [
            ipywidgets.FloatText(
                value=number,
                step=parameter.step or 1.0,
                tooltip=f"{parameter.title}, number {place} of {len(numbers)}",
                layout=ipywidgets.Layout(width="64px", flex="1 1 64px"),
            )
            for place, number in enumerate(numbers, 1)
        ]
        self._boxes = boxes
        self.widgets = (label, *boxes)
        self._setting = False
        for box in boxes:
            box.observe(lambda _: None if self._setting else changed(), "value")

    def get(self) -> tuple[float, ...]:
        return tuple(box.value for box in self._boxes)

    def set(self, value: tuple[float, ...]) -> None:
        self._setting = True
        try:
            for box, number in zip(self._boxes, value, strict=True):
                box.value = number
        finally:
            self._setting = False


_FIELDS: dict[str, Callable[[Parameter, bool, Callable[[], None]], Any]] = {
    "float": _NumberField,
    "int": _NumberField,
    "bool": _bool_field,
    "choice": _choice_field,
    "text": _text_field,
    "tuple": _TupleField,
}
