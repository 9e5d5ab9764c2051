"""The variant that an explorer keeps to compare with: its buttons, how it is seen, and what is different from it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets
import traitlets

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.errors import RequestError
from cadwidgets.widgets._compared_views import MODES, ComparedViews
from cadwidgets.widgets._layout import VIEW_WIDTH, row, small_button
from cadwidgets.widgets._variant import Comparison, Variant
from cadwidgets.widgets._variant_html import comparison_html


class VariantPane(ipywidgets.VBox):
    """``views`` show the pinned variant in 3D; the buttons call ``pin``, ``unpin`` and ``restore``."""

    mode = traitlets.Enum(tuple(MODES), default_value="ghost")
    """How the pinned variant is seen."""

    def __init__(
        self,
        views: ComparedViews,
        pin: Callable[[], None],
        unpin: Callable[[], None],
        restore: Callable[[], None],
    ) -> None:
        self.shown: Variant | None = None
        self.pinned: Variant | None = None
        self.comparison: Comparison | None = None
        self._views, self._schema = views, ParameterSchema()
        self.pin_button = small_button("Pin", "thumb-tack", "Keep this variant, to compare others with it", pin)
        self.restore_button = small_button("Swap back", "undo", "Choose the pinned variant's values again", restore)
        self.unpin_button = small_button("Unpin", "times", "Compare with the pinned variant no longer", unpin)
        self.restore_button.layout.width = "116px"
        self._switch = ipywidgets.ToggleButtons(
            options=[(label, mode) for mode, label in MODES.items()],
            value=self.mode,
            tooltips=["Seen through, over the model", "In a view of its own that moves along", "Not shown in 3D"],
            style={"button_width": "104px"},
        )
        self._table = ipywidgets.HTML(layout=ipywidgets.Layout(max_width=f"{VIEW_WIDTH}px"))
        super().__init__((row(self.pin_button, self.restore_button, self.unpin_button, self._switch), self._table))
        self.add_class("cadw-variant")
        traitlets.link((self, "mode"), (self._switch, "value"))
        self.observe(lambda _: self._draw(), "mode")
        self._tell()

    def show(self, variant: Variant, schema: ParameterSchema) -> None:
        """Another model is on screen. Of a pinned draft its fine mesh is kept as soon as there is one."""
        self.shown, self._schema = variant, schema
        pinned = self.pinned
        if pinned is not None and pinned.level > variant.level and pinned.is_same(variant):
            self.pinned = variant
        self._tell()
        self._draw()

    def pin(self) -> None:
        """Compare with what is on screen from now on. Raises RequestError while nothing is."""
        if self.shown is None:
            raise RequestError("there is no model to pin", parameter="result", allowed="a model that is built")
        self.pinned = self.shown
        self._tell()
        self._draw()

    def unpin(self) -> None:
        """Compare with nothing any more."""
        self.pinned = None
        self._tell()
        self._draw()

    def _tell(self) -> None:
        pinned, shown = self.pinned, self.shown
        self.layout.display = "none" if shown is None else ""
        for part in (self.restore_button, self.unpin_button, self._switch):
            part.layout.display = "none" if pinned is None else ""
        self.comparison, self._table.value = None, ""
        if pinned is not None and shown is not None:
            self.comparison = Comparison.of(pinned, shown)
            self.restore_button.disabled = not self.comparison.parameters
            self._table.value = comparison_html(self.comparison, self._schema)

    def _draw(self) -> None:
        self._views.show(self.pinned, self.shown, self.mode)
