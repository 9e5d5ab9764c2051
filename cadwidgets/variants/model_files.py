"""The CAD files of a model's variants in one archive, named by a pattern."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.variants.file_names import file_names
from cadwidgets.variants.model import VariantModel
from cadwidgets.variants.packing import Packed, PackedVariant, Progress, pack


def pack_rows(
    model: VariantModel,
    rows: Sequence[DesignRow],
    path: str | Path,
    *,
    name: str,
    formats: Sequence[str],
    names: str = "",
    charged: bool = False,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Packed:
    """As `pack`, of the model that is called ``name``; ``names`` is the pattern of `file_names`."""
    called = file_names(rows, name, names, preset=model.preset)
    variants = [
        PackedVariant(file, row, model.request(row.values, "STEP")) for file, row in zip(called, rows, strict=True)
    ]
    return pack(
        variants,
        model.source.build,
        path,
        model.schema,
        formats=formats,
        measures=model.measures,
        charged=charged,
        progress=progress,
        cancel=cancel,
    )
