"""What is in an archive of variants: their files, a table of them, and why some are not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cadwidgets.contract.design_row import DesignRow, results_of
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.properties import ModelProperties
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.contract.results import BuildFacts
from cadwidgets.tables.design_columns import VARIANT, Measures, design_columns
from cadwidgets.tables.design_write import design_csv
from cadwidgets.variants.cad_archive import CadArchive
from cadwidgets.variants.file_builds import Outcome

TABLE, FAILED = "variants.csv", "failed.txt"


@dataclass(frozen=True)
class PackedVariant:
    """A variant to pack: what its files are called (see `file_names`), its row of the table, and the build of it.

    The request's own type does not matter; its options hold for every file.
    """

    name: str
    row: DesignRow
    request: BuildRequest


class PackContents:
    """Puts one file after the other into the archive, and notes what came of each variant."""

    def __init__(self, variants: Sequence[PackedVariant], kinds: Sequence[str]) -> None:
        self._variants, self._kinds = variants, kinds
        self._rows = [variant.row for variant in variants]
        self._files: dict[str, list[str]] = {kind: [""] * len(variants) for kind in kinds}
        self._refused = {one.name: {one.row.error: list(kinds)} for one in variants if one.row.status == "failed"}
        self.wanted = [(at, kind) for at, one in enumerate(variants) if one.name not in self._refused for kind in kinds]
        """Which files are to be built: of which variant, in which format."""
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
        at, kind = self.wanted[number]
        name = self._variants[at].name
        if isinstance(outcome, BuildFacts):
            self._files[kind][at] = name + outcome.suffix
            archive.move_in(outcome.path, name + outcome.suffix)
            self._rows[at] = _with_facts(self._rows[at], outcome)
            self.cached += outcome.cached
        else:
            why = " ".join(str(outcome).split())
            self._refused.setdefault(name, {}).setdefault(why, []).append(kind)

    def tell(self, archive: CadArchive, schema: ParameterSchema, measures: Measures) -> None:
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
