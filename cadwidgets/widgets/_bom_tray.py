"""The bill of materials that a picker fills: how many of a part, the button that adds it, and what there is so far."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from cadwidgets.widgets._base import escape
from cadwidgets.widgets._layout import row, small_button
from cadwidgets.widgets.bom import Bom

MOST_AT_ONCE = 1_000_000


class BomTray(ipywidgets.VBox):
    """``add`` is called with the quantity, ``undo`` takes the last adding back."""

    def __init__(self, add: Callable[[int], None], undo: Callable[[], None]) -> None:
        self.quantity = ipywidgets.BoundedIntText(
            value=1, min=1, max=MOST_AT_ONCE, description="Quantity", layout=ipywidgets.Layout(width="170px")
        )
        self.button = ipywidgets.Button(description="Add to BOM", icon="plus")
        self.undo = small_button("Undo", "undo", "Take the last part out of the BOM again", undo)
        self.summary = ipywidgets.HTML()
        self.button.on_click(lambda _: add(self.quantity.value))
        super().__init__((row(self.quantity, self.button, self.undo), self.summary))

    def show(self, bom: Bom, *, can_undo: bool) -> None:
        """Say what is in the BOM."""
        self.undo.disabled = not can_undo
        self.summary.value = f'<div class="cadw-quiet" role="status">{escape(summary_text(bom))}</div>'


def summary_text(bom: Bom) -> str:
    """``BOM: 3 lines, 12 parts, mass 0.12 kg (3 of 3 lines)``."""
    mass = bom.mass
    weight = "not known" if mass.value is None else f"{mass.value:.4g} kg ({mass.covered} of {mass.lines} lines)"
    count = sum(line.quantity for line in bom.lines)
    return f"BOM: {_counted(len(bom.lines), 'line')}, {_counted(count, 'part')}, mass {weight}"


def _counted(count: float, word: str) -> str:
    return f"{count:,.10g} {word}{'' if count == 1 else 's'}"
