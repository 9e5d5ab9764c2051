"""A slider that lands only on sizes that a catalog has, and says which parts have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.contract.sizes import size_of, with_unit
from cadwidgets.widgets._base import escape


class SizeField:
    """A slider from size to size; the browser itself shows value and part numbers, also while it is dragged.

    A value that is no size, as a script or a preset may have it, is a place of its own while it is the value, so that
    what is shown is what is built.
    """

    def __init__(
        self, parameter: Parameter, live: bool, changed: Callable[[], None], labelled: Mapping[str, Any]
    ) -> None:
        self._parameter = parameter
        self._setting = False
        self._slider = ipywidgets.SelectionSlider(
            options=_places(parameter, parameter.default),
            value=parameter.default,
            continuous_update=live,
            layout=ipywidgets.Layout(flex="1 1 204px", width="auto", min_width="204px"),
            **labelled,
        )
        self._slider.add_class("cadw-sizes")
        # the browser's slider tells a screen reader only the number of the place
        self._spoken = ipywidgets.HTML(layout=ipywidgets.Layout(width="1px", height="1px", margin="0"))
        self._spoken.add_class("cadw-spoken")
        self._speak()
        self._slider.observe(lambda _: self._moved(changed), "value")
        self.widgets = (self._slider, self._spoken)

    def _moved(self, changed: Callable[[], None]) -> None:
        if not self._setting:
            self._speak()
            changed()

    def _speak(self) -> None:
        self._spoken.value = f'<span role="status">{escape(self._slider.label)}</span>'

    def get(self) -> Value:
        return self._slider.value

    def set(self, value: Value) -> None:
        if value in [place for _, place in self._slider.options]:
            self._slider.value = value
            return
        self._setting = True  # new places move the slider to the first of them before it gets its value
        try:
            self._slider.options = _places(self._parameter, value)
            self._slider.value = value
        finally:
            self._setting = False
        self._speak()


def _places(parameter: Parameter, value: Value) -> list[tuple[str, Value]]:
    """Labels and values, ascending; ``value`` as it is written stands for its size, or beside all sizes."""
    number = float(value)  # type: ignore[arg-type]  # only numbers have sizes
    chosen = size_of(parameter.sizes, number)
    places: list[tuple[float, str, Value]] = [
        (size.value, size.shown(parameter.unit), value if size is chosen else choice)
        for size, choice in zip(parameter.sizes, parameter.choices, strict=True)
    ]
    if chosen is None:
        places.append((number, f"{with_unit(number, parameter.unit)} \u00b7 no part has this size", value))
    return [(label, place) for _, label, place in sorted(places, key=lambda place: place[0])]
