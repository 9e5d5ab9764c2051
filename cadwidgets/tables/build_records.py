"""The history of a model's builds as a table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cadwidgets.contract.build_record import BuildRecord
from cadwidgets.contract.options import PARAMETER_PREFIX

_FACTS = ("time", "status", "preset", "volume", "mass", "seconds", "error")


def build_frame(records: Iterable[BuildRecord]) -> pd.DataFrame:
    """A row for each build, the oldest first, and a column for each parameter between ``preset`` and ``volume``.

    A parameter that is named like another column is called ``p.name``, as over HTTP.
    """
    records = list(records)
    names = dict.fromkeys(name for record in records for name in record.params)
    columns = {name: f"{PARAMETER_PREFIX}{name}" if name in _FACTS else name for name in names}
    rows = [
        {fact: getattr(record, fact) for fact in _FACTS}
        | {column: record.params.get(name) for name, column in columns.items()}
        for record in records
    ]
    return pd.DataFrame(rows, columns=[*_FACTS[:3], *columns.values(), *_FACTS[3:]])
