"""The CAD files of chosen variants in one zip archive, with a table that says which is which."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.design_row import DesignRow
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.results import with_suffix
from cadwidgets.tables.design_columns import Measures
from cadwidgets.variants.cad_archive import cad_archive
from cadwidgets.variants.file_builds import built_files
from cadwidgets.variants.file_names import file_names
from cadwidgets.variants.model import VariantModel
from cadwidgets.variants.pack_checks import check_charges, check_names
from cadwidgets.variants.pack_contents import PackContents, PackedVariant

Progress = Callable[[int, int], None]
"""Called with the files that are done and those that are wanted."""


@dataclass(frozen=True)
class Packed:
    """The archive at ``path`` and the names in it. ``failed`` has the variants of which a file could not be built, and
    why; ``cached`` of the files came from the service's cache, and were charged to nobody."""

    path: Path
    names: tuple[str, ...]
    failed: Mapping[str, str]
    cached: int = 0


def pack_rows(
    model: VariantModel,
    rows: Sequence[DesignRow],
    path: str | Path,
    name: str,
    formats: Sequence[str] = ("STEP",),
    *,
    pattern: str = "",
    numbers: Sequence[int] | None = None,
    charged: bool = False,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Packed:
    """`pack` of the rows of a table, called as `file_names` calls them for a model of this ``name``. Raises as both."""
    called = file_names(rows, name, pattern, numbers=numbers, preset=model.preset)
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


def pack(
    variants: Sequence[PackedVariant],
    client: BuildClient,
    path: str | Path,
    schema: ParameterSchema,
    *,
    formats: Sequence[str] = ("STEP",),
    measures: Measures = (),
    threads: int = 4,
    charged: bool = False,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Packed:
    """Build every variant in every one of the ``formats`` and put the files into a zip archive at ``path``.

    ``variants.csv`` in it has the names of the files beside values and results. A variant that cannot be built does
    not stop the others: ``failed.txt`` and the table say why; one whose row has failed is not built again. The archive
    appears when it is whole; before that, and after an error or ``cancel``, there is none. What was built stays in the
    cache of a service of ours, so that a second attempt takes little time. Such a service builds with so many
    ``threads``, any other one file at a time, and only where ``charged`` allows it, as it counts every build.

    Raises RequestError for names, formats and a path that cannot be used, and for builds that nobody has allowed;
    Cancelled; ConnectionFailed, AuthError and NotFound, which would be the same for every further build.
    """
    kinds = tuple(dict.fromkeys(kind.upper() for kind in formats))
    check_names([variant.name for variant in variants], kinds)
    target, contents = with_suffix(path, ".zip"), PackContents(variants, kinds)
    requests = [replace(variants[at].request, type=kind) for at, kind in contents.wanted]
    ours = client.is_ours(cancel=cancel)
    if not ours:
        check_charges(requests, client.source, charged=charged)
    with cad_archive(target) as archive:
        with tempfile.TemporaryDirectory(prefix=f".{target.name[:40]}-", dir=target.parent) as folder:
            builds = built_files(client, requests, Path(folder), threads if ours else 1, cancel or threading.Event())
            with contextlib.closing(builds):  # which ends those that are in work
                for done, outcome in enumerate(builds):
                    if progress is not None:
                        progress(done, len(requests))
                    contents.take(done, outcome, archive)
        contents.tell(archive, schema, measures)
    if progress is not None:
        progress(len(requests), len(requests))
    return Packed(target, tuple(archive.names), contents.failed, contents.cached)
