"""BomDelta: what is different between two bills of materials."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cadwidgets.contract.bom_diff import BomDiff, LineChange, patched
from cadwidgets.tables.bom_diff_frame import diff_frame, diff_summary
from cadwidgets.tables.bom_html import diff_html

if TYPE_CHECKING:
    import pandas as pd

    from cadwidgets.widgets.bom import Bom

    AnyBom = TypeVar("AnyBom", bound=Bom)


class BomDelta:
    """What `Bom.diff` found. As the last line of a cell it shows itself as a table; ``frame`` is a DataFrame."""

    def __init__(self, diff: BomDiff) -> None:
        self.diff = diff

    @property
    def changes(self) -> tuple[LineChange, ...]:
        """Line by line, in the order of the second BOM; what was removed comes last."""
        return self.diff.changes

    @property
    def frame(self) -> pd.DataFrame:
        """One row a change: quantity, mass (kg) and cost before, after, and by how much."""
        return diff_frame(self.diff)

    @property
    def summary(self) -> str:
        """As in "1 added, 2 changed."."""
        return diff_summary(self.diff)

    def patch(self, bom: AnyBom) -> AnyBom:
        """The second BOM, made from the first; it keeps the title of ``bom``.

        Raises RequestError for a BOM that the difference was not taken from.
        """
        return type(bom)(patched(bom.lines, self.diff), title=bom.title, unread=bom.unread)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BomDelta) and self.diff == other.diff

    def __hash__(self) -> int:
        return hash(self.diff)

    def __repr__(self) -> str:
        return f"<BomDelta: {self.summary}>"

    def _repr_html_(self) -> str:
        return diff_html(self.diff)
