"""A plot in a saved notebook: the picture that the browser drew last, wherever the plot itself cannot come back.

It is a second output of the cell, as that of a 3D view is; see `cadwidgets.viewer.stills.saved`.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable

from IPython.core.getipython import get_ipython
from IPython.display import display, update_display

_TITLE = "Picture of the variants"
_MOST_PLACES = 4


class PlotPicture:
    """The pictures of one plot in the outputs of its notebook; ``wanted`` is called once they are to come."""

    def __init__(self, wanted: Callable[[], None]) -> None:
        self._wanted = wanted
        self._places: list[str] = []
        self._data: bytes | None = None

    def show_beside(self) -> None:
        """The plot is being displayed, and its picture will be at the end of the cell."""
        from cadwidgets.viewer.stills.cells import cells_of
        from cadwidgets.viewer.stills.saved import ONE_OUTPUT_FOR_ALL

        shell = get_ipython()
        in_notebook = shell is not None and hasattr(shell, "kernel")
        if in_notebook and not any(name in os.environ for name in ONE_OUTPUT_FOR_ALL):
            cells_of(shell).show_at_the_end(self)

    def place(self) -> None:
        """Be an output of the running cell; what is seen comes from the browser."""
        from cadwidgets.viewer.stills.saved import NOTHING, hidden_output

        self._places = [*self._places[1 - _MOST_PLACES :], os.urandom(8).hex()]
        display(hidden_output(self._data or NOTHING, _TITLE), raw=True, display_id=self._places[-1])
        self._wanted()

    def settle(self) -> None:
        """The browser alone can draw it: nothing is to be done here."""

    def came(self, png: bytes) -> None:
        """The browser has drawn it anew."""
        from PIL import Image

        from cadwidgets.viewer.stills.saved import COLORS, hidden_output, packed

        image = Image.open(io.BytesIO(png), formats=["PNG"]).convert("RGB")
        self._data = packed(image.quantize(COLORS, dither=Image.Dither.NONE))
        for place in self._places:
            update_display(hidden_output(self._data, _TITLE), raw=True, display_id=place)
