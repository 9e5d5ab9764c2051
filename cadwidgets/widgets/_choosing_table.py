"""The part of a design table in which a variant is chosen: row, card and point are one selection, and one is in 3D."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import traitlets

from cadwidgets.contract.parameters import Value
from cadwidgets.errors import RequestError
from cadwidgets.widgets._building_table import BuildingTable
from cadwidgets.widgets._design_model import Tabled
from cadwidgets.widgets._design_pictures import DesignPictures
from cadwidgets.widgets._design_preview import DesignPreview
from cadwidgets.widgets._design_words import values_text


class ChoosingTable(BuildingTable):
    """Keeps what is chosen in the grid, in the plot and in the 3D view together."""

    picked = traitlets.Int(0)
    """The number of the variant that is shown in 3D; 0 before one is."""

    preview: DesignPreview
    """The variant that is picked."""
    _pictures: DesignPictures
    _tabled: Tabled
    _params: dict[str, Value]
    """What the table began with."""

    @property
    def selected(self) -> tuple[int, ...]:
        """The numbers of the variants that are selected."""
        return tuple(self.grid.selected)

    @selected.setter
    def selected(self, numbers: Iterable[int]) -> None:
        self.grid.selected = tuple(numbers)

    def adopt(self, number: int) -> None:
        """Make a variant the model: of the explorer that the table is from, and in the view of the table."""
        if number not in self._rows:
            raise RequestError(f"there is no variant {number}", parameter="number", value=number)
        self.picked = number
        if self._tabled.explorer is not None:
            self._tabled.explorer.params = dict(self._rows[number].values)

    def _present(self) -> dict[str, Value]:
        """What a new row, or a search, begins with: the sliders, the selected row, or what the table began with."""
        if self._tabled.explorer is not None:
            return dict(self._tabled.explorer.params)
        return dict(self._rows[self.selected[-1]].values) if self.selected else dict(self._params)

    def _link(self) -> None:
        """Have what is chosen in one place be chosen in the others."""
        self.grid.on_adopt(self.adopt)
        self.grid.on_pictures_wanted(
            lambda numbers: self._pictures.want({number: self._rows[number] for number in numbers})
        )
        self.grid.observe(self._selected, "selected")
        self.plot.observe(self._plot_picked, "picked")
        self.plot.observe(lambda change: setattr(self.grid, "selected", tuple(change.new)), "selected")
        self.observe(self._show_picked, "picked")

    def _selected(self, change: Any) -> None:
        self.plot.selected = tuple(change.new)
        if len(change.new) == 1:
            self.picked = change.new[0]

    def _plot_picked(self, change: Any) -> None:
        if change.new in self._rows:
            self.grid.selected = (change.new,)
            self.picked = change.new

    def _rows_came(self, numbers: Sequence[int]) -> None:
        if self.picked in numbers:
            self._show_picked()

    def _show_picked(self, _change: Any = None) -> None:
        if self.picked not in self._rows:
            return
        if self.picked not in self.selected:
            self.selected = (self.picked,)
        self.preview.show(self.picked, self._rows[self.picked], lambda row: values_text(self._varied, row.values))
