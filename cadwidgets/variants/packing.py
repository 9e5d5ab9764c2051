"""The CAD files of chosen variants in one zip archive, with a table that says which is which."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cadwidgets.clients._zip import compared, is_plain_name
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.design_row import DesignRow, results_of
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.properties import ModelProperties
from cadwidgets.contract.requests import FILE_FORMATS, SUFFIXES, BuildRequest
from cadwidgets.contract.results import BuildFacts
from cadwidgets.contract.user_measures import UserMeasure
from cadwidgets.errors import RequestError
from cadwidgets.tables.design_columns import VARIANT, design_columns
from cadwidgets.tables.design_write import design_csv
from cadwidgets.variants.cad_archive import CadArchive, cad_archive
from cadwidgets.variants.file_builds import Outcome, built_files
from cadwidgets.variants.name_texts import MAX_NAME

TABLE, FAILED = "variants.csv", "failed.txt"
Progress = Callable[[int, int], None]
"""Called with the files that are done and those that are wanted."""


@dataclass(frozen=True)
class PackedVariant:
    """A variant to pack: what its files are called (see `file_names`), its row of the table, and the build of it.

    The request's own type does not matter; its options hold for every file.
    """

    name: str
    row: DesignRow
    request: BuildRequest


@dataclass(frozen=True)
class Packed:
    """The archive at ``path`` and the names in it. ``failed`` has the variants of which a file could not be built, and
    why; ``cached`` of the files came from the service's cache, and were charged to nobody."""

    path: Path
    names: tuple[str, ...]
    failed: Mapping[str, str]
    cached: int = 0


def pack(
    variants: Sequence[PackedVariant],
    client: BuildClient,
    path: str | Path,
    schema: ParameterSchema,
    *,
    formats: Sequence[str] = ("STEP",),
    measures: Mapping[str, UserMeasure] | None = None,
    threads: int = 4,
    charged: bool = False,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Packed:
    """Build every variant in every one of the ``formats`` and put the files into a zip archive at ``path``.

    ``variants.csv`` in it has the names of the files beside values and results. A variant that cannot be built does
    not stop the others: ``failed.txt`` and the table say why. The archive appears when it is whole; before that, and
    after an error or ``cancel``, there is none. What was built stays in the cache of a service of ours, so that a
    second attempt takes little time. Such a service builds with so many ``threads``, any other one file at a time, and
    only where ``charged`` allows it, as it counts every build.

    Raises RequestError for names, formats and a path that cannot be used, and for builds that nobody has allowed;
    Cancelled; ConnectionFailed, AuthError and NotFound, which would be the same for every further build.
    """
    kinds = tuple(dict.fromkeys(kind.upper() for kind in formats))
    _check(variants, kinds)
    requests = [replace(variant.request, type=kind) for variant in variants for kind in kinds]
    ours = client.is_ours(cancel=cancel)
    if not ours:
        _check_charges(requests, client.source, charged=charged)
    target, packing = Path(path), _Packing(variants, kinds)
    with cad_archive(target) as archive:
        with tempfile.TemporaryDirectory(prefix=f".{target.name[:40]}-", dir=target.parent) as folder:
            builds = built_files(client, requests, Path(folder), threads if ours else 1, cancel or threading.Event())
            with contextlib.closing(builds):  # which ends those that are in work
                for done, outcome in enumerate(builds):
                    if progress is not None:
                        progress(done, len(requests))
                    packing.take(done, outcome, archive)
        packing.tell(archive, schema, measures)
    if progress is not None:
        progress(len(requests), len(requests))
    return Packed(target, tuple(archive.names), packing.failed, packing.cached)


class _Packing:
    """Puts one file after the other into the archive, and notes what came of each variant."""

    def __init__(self, variants: Sequence[PackedVariant], kinds: Sequence[str]) -> None:
        self._variants, self._kinds = variants, kinds
        self._rows = [variant.row for variant in variants]
        self._files: dict[str, list[str]] = {kind: [""] * len(variants) for kind in kinds}
        self._refused: dict[str, dict[str, list[str]]] = {}
        self.cached = 0

    @property
    def failed(self) -> dict[str, str]:
        """Why files of a variant could not be built; the formats are told where others of it were, or for another
        reason."""
        every = list(self._kinds)
        return {
            name: "; ".join(why if kinds == every else f"{', '.join(kinds)}: {why}" for why, kinds in reasons.items())
            for name, reasons in self._refused.items()
        }

    def take(self, number: int, outcome: Outcome, archive: CadArchive) -> None:
        """The file number ``number``, or why there is none."""
        at, kind = number // len(self._kinds), self._kinds[number % len(self._kinds)]
        name = self._variants[at].name
        if isinstance(outcome, BuildFacts):
            self._files[kind][at] = name + outcome.suffix
            archive.move_in(outcome.path, name + outcome.suffix)
            self._rows[at] = _with_facts(self._rows[at], outcome)
            self.cached += outcome.cached
        else:
            why = " ".join(str(outcome).split())
            self._refused.setdefault(name, {}).setdefault(why, []).append(kind)

    def tell(self, archive: CadArchive, schema: ParameterSchema, measures: Mapping[str, UserMeasure] | None) -> None:
        """The table of all variants, and the reasons of those that failed."""
        failed = self.failed
        names = [variant.name for variant in self._variants]
        rows = [_ended(row, failed.get(name)) for row, name in zip(self._rows, names, strict=True)]
        first = {VARIANT: names, **{f"file {kind}": files for kind, files in self._files.items()}}
        archive.write(TABLE, design_csv(design_columns(rows, schema, measures), rows, first))
        if failed:
            archive.write(FAILED, "".join(f"{name}: {why}\n" for name, why in failed.items()).encode())


def _ended(row: DesignRow, why: str | None) -> DesignRow:
    """The row as it is now, whatever it was when the table was made."""
    if why is not None:
        return replace(row, status="failed", error=why)
    return replace(row, status="ready", error=row.error if row.status == "ready" else "")


def _with_facts(row: DesignRow, built: BuildFacts) -> DesignRow:
    """The row with what its build told, where the row does not know better."""
    volume, area, box = built.number("volume"), built.number("area"), built.box
    told = {}
    if volume is not None and area is not None and box is not None:
        told = results_of(ModelProperties(volume, area, box, mass=built.number("mass")))
    return replace(row, results={**told, **row.results})


def _check(variants: Sequence[PackedVariant], kinds: Sequence[str]) -> None:
    unknown = [kind for kind in kinds if kind not in FILE_FORMATS]
    if unknown or not kinds:
        message = f"there is no file in the format {unknown[0]!r}" if unknown else "no format was chosen"
        raise RequestError(message, parameter="formats", value=unknown, allowed=", ".join(FILE_FORMATS))
    if not variants:
        raise RequestError("no variants were chosen", parameter="variants", allowed="at least one")
    names = [variant.name + SUFFIXES[kind] for variant in variants for kind in kinds]
    unsafe = next((name for name in names if not is_plain_name(name) or len(name) > MAX_NAME), "")
    ((_, times),) = Counter(map(compared, names)).most_common(1)
    if unsafe or times > 1:
        message = f"no file can be called {unsafe[:80]!r}" if unsafe else "two files would have the same name"
        raise RequestError(message, parameter="variants", value=unsafe[:80], allowed="names as file_names makes them")


def _check_charges(requests: Sequence[BuildRequest], source: str, *, charged: bool) -> None:
    """Nothing is asked of a foreign service that it cannot do, or that nobody has agreed to."""
    beyond = next((request.beyond_contract for request in requests if request.beyond_contract), "")
    if beyond:
        allowed = "files within the contract, or a service of cadwidgets"
        message = f"{source} keeps only the Build Service's contract, which has no place for {beyond}"
        raise RequestError(message, parameter="formats", allowed=allowed)
    if not charged:
        raise RequestError(
            f"{source} counts every build, and this archive takes {len(requests)}",
            parameter="charged",
            value=False,
            allowed="charged=True, once you agree to that",
        )
