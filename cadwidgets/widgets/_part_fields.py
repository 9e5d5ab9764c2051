"""The fields of the part picker: families and sizes of a listing, or a catalog and a part number to look up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from cadwidgets.contract.parts import CadFormat, PartFamily, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.viewer.closing import close_tree
from cadwidgets.widgets._layout import small_button


class PartFields(ipywidgets.VBox):
    """Chooses a part and a format. ``changed`` is called when another is chosen, ``look_up`` by its button.

    Parts are ``listed`` by our own catalogs and ``named`` at others; neither, until that is known.
    """

    def __init__(self, changed: Callable[[], None], look_up: Callable[[], None]) -> None:
        wide = {"style": {"description_width": "92px"}, "layout": ipywidgets.Layout(width="auto")}
        self.family = ipywidgets.Dropdown(description="Family", **wide)
        self.number = ipywidgets.Dropdown(description="Size", **wide)
        self.catalog_text = ipywidgets.Text(description="Catalog", placeholder="ClassificationID", **wide)
        self.number_text = ipywidgets.Text(description="Part number", **wide)
        self.format = ipywidgets.Dropdown(description="Format", **wide)
        self.look_up = small_button("Look up", "search", "Ask for the formats; this is no CAD request", look_up)
        self.families: tuple[PartFamily, ...] = ()
        self.formats: tuple[CadFormat, ...] = ()
        self.listed = self.named = False
        super().__init__()
        self.family.observe(self._family_chosen, "value")
        for choice in (self.number, self.format, self.catalog_text, self.number_text):
            choice.observe(lambda _: changed(), "value")

    def list_families(self, families: Sequence[PartFamily], formats: Sequence[CadFormat]) -> None:
        """Offer what a catalog lists, its first part chosen."""
        self.listed, self.families = True, tuple(families)
        self.offer_formats(formats)
        self.children = [self.family, self.number, self.format]
        _offer(self.family, [(family.title, family) for family in families])

    def ask_for_names(self, formats: Sequence[CadFormat]) -> None:
        """Let a part be named; ``formats`` are those that the key may ask for, as far as they are known."""
        self.named = True
        self.offer_formats(formats)
        self.children = [self.catalog_text, self.number_text, self.look_up, self.format]

    def offer_formats(self, formats: Sequence[CadFormat]) -> None:
        """Offer these formats, the one that was chosen before if it is among them."""
        before = self.format.value
        self.formats = tuple(formats)
        _offer(self.format, [(item.label, item) for item in formats])
        if before in self.formats:
            self.format.value = before

    def part(self) -> PartRef | None:
        """The part that is chosen or named; None while that is not complete."""
        family = self.family.value
        catalog = (family.classification_id if family else "") if self.listed else self.catalog_text.value.strip()
        number = (self.number.value or "") if self.listed else self.number_text.value.strip()
        return PartRef(catalog, number) if catalog and number else None

    def chosen(self) -> CadRequest | None:
        """The part with its format; None while the choice is not complete."""
        part = self.part()
        return None if part is None or self.format.value is None else CadRequest(part, self.format.value.id)

    def close(self) -> None:
        """Free also the fields that are not shown."""
        close_tree(vars(self), spare=self)
        super().close()

    def _family_chosen(self, change: Any) -> None:
        if change["new"] is not None:
            _offer(self.number, change["new"].part_numbers)


def _offer(menu: ipywidgets.Dropdown, options: Sequence[Any]) -> None:
    """Put options into a menu and choose the first, as a menu without a choice looks broken."""
    menu.options = options
    menu.index = 0 if options else None
