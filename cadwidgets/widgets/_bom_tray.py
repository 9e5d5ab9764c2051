"""The bill of materials that a picker fills: how many of a part, the button that adds it, and what there is so far."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from cadwidgets.widgets._base import escape
from cadwidgets.widgets._layout import LABEL_WIDTH, row
from cadwidgets.widgets.bom import Bom
from cadwidgets.widgets.bom_table import BomTable

MOST_AT_ONCE = 1_000_000
"""So many of a part are added by one click."""


class BomTray(ipywidgets.VBox):
    """``add`` is called with the quantity, ``changed`` with the BOM that somebody made in the table.

    The table's steps are the only ones: an adding is one of them, which the table's ``Undo`` takes back.
    """

    def __init__(self, bom: Bom, add: Callable[[int], None], changed: Callable[[Bom], None]) -> None:
        self.quantity = ipywidgets.BoundedIntText(
            value=1,
            min=1,
            max=MOST_AT_ONCE,
            description="Quantity",
            style={"description_width": LABEL_WIDTH},
            layout=ipywidgets.Layout(width="220px", flex="0 1 auto"),
        )
        self.button = ipywidgets.Button(
            description="Add to BOM", icon="plus", button_style="primary", layout=ipywidgets.Layout(width="auto")
        )
        self.table = BomTable(bom)
        self.summary = ipywidgets.HTML()
        self.controls = row(self.quantity, self.button)
        self.button.on_click(lambda _: add(self.quantity.value))
        self.table.observe(lambda change: changed(change["new"]), "bom")
        super().__init__((self.summary, self.table))
        self.show(bom)

    def show(self, bom: Bom) -> None:
        """Show a BOM; one that was empty from the first is only said to be empty."""
        self.table.bom = bom
        self.table.layout.display = "" if bom.lines or self.table.can_redo else "none"
        text = bom.summary if bom.lines else "nothing added yet"
        self.summary.value = f'<div class="cadw-section" role="status"><b>BOM</b>: {escape(text)}</div>'
