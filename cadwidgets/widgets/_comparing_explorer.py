"""What an explorer can do with a second variant of its model: keep it, and tell what is different."""

from __future__ import annotations

from typing import TYPE_CHECKING

import traitlets

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.errors import RequestError
from cadwidgets.widgets._bom_section import BomSection
from cadwidgets.widgets._compared_views import MODES
from cadwidgets.widgets._pointing import Pointing
from cadwidgets.widgets._saving_explorer import SavingExplorer
from cadwidgets.widgets._variant import Comparison, Variant
from cadwidgets.widgets._variant_pane import VariantPane
from cadwidgets.widgets.bom import Bom

if TYPE_CHECKING:
    from cadwidgets.widgets.bom_delta import BomDelta


class ComparingExplorer(SavingExplorer):
    """The part of a `ModelExplorer` that knows variants."""

    variant_pane: VariantPane
    bom_section: BomSection
    _pointing: Pointing

    compare = traitlets.Enum(tuple(MODES), default_value="ghost")
    """How the pinned variant is seen: as a ghost over the model, in a second view beside it, or not (``off``)."""

    def pin(self) -> None:
        """Keep the variant that is on screen, its values, its numbers and its mesh, and its bill of materials as the
        ``baseline``: from now on what is different is shown.

        Raises RequestError while there is no model.
        """
        self.variant_pane.pin()
        self.bom_section.pin()

    def unpin(self) -> None:
        """Compare with the pinned variant no longer."""
        self.variant_pane.unpin()
        self.bom_section.unpin()

    def restore(self) -> None:
        """Choose the pinned variant's preset and values again. Raises RequestError where none is pinned."""
        pinned = self.pinned
        if pinned is None:
            raise RequestError("no variant is pinned", parameter="pinned", allowed="pin() before")
        self.preset = pinned.preset
        self.params = dict(pinned.params)

    def point(self, name: str = "") -> None:
        """Light up what a parameter moves, as the mouse on its row does; nothing any more without a ``name``.

        Raises RequestError for a parameter that there is not.
        """
        schema = self._schema or ParameterSchema()
        if name and name not in schema.names:
            allowed = ", ".join(schema.names)
            raise RequestError(f"there is no parameter {name!r}", parameter="name", value=name, allowed=allowed)
        self._pointing.point(schema[name] if name else None)

    @property
    def pinned(self) -> Variant | None:
        """The variant that was pinned: its ``params``, ``result``, ``mesh`` and ``numbers``."""
        return self.variant_pane.pinned

    @property
    def comparison(self) -> Comparison | None:
        """What is different from the pinned variant in the one on screen; None without one."""
        return self.variant_pane.comparison

    @property
    def baseline(self) -> Bom | None:
        """The bill of materials that was pinned."""
        return self.bom_section.baseline

    @property
    def bom_delta(self) -> BomDelta | None:
        """What is different from the baseline, as `Bom.diff` tells it; None without a baseline."""
        return self.bom_section.delta
