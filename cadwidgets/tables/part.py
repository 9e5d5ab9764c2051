"""The technical data of a catalog part as a table: every value with where it comes from."""

from __future__ import annotations

import pandas as pd

from cadwidgets.contract.part_details import PartDetails, SourcedValue

COLUMNS = ("symbol", "dimension", "value", "unit", "basis", "verified", "source", "agreeing")


def part_frame(details: PartDetails) -> pd.DataFrame:
    """One row a dimension. ``value`` is float64 in ``unit``, ``verified`` bool: whether two independent documents
    (``agreeing``) state the same; the other columns are text."""
    frame = pd.DataFrame([_row(size) for size in details.dimensions], columns=list(COLUMNS))
    texts = {name: "string" for name in COLUMNS if name not in ("value", "verified")}
    return frame.astype({**texts, "value": "float64", "verified": "bool"})


def _row(size: SourcedValue) -> tuple[object, ...]:
    documents = "; ".join(size.agreeing)
    return (size.symbol, size.label, size.value, size.unit, size.basis, size.verified, size.source, documents)
