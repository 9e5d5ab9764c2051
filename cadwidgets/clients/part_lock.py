"""Parts and the digests of their files: taken down for a lock file, and compared with one. Each is a CAD request."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cadwidgets.clients._part_download import by_file_name, format_of
from cadwidgets.clients._parts import PartsClient, Progress, say_nothing
from cadwidgets.contract.bom import BomLine, exploded
from cadwidgets.contract.lock import LockedFile, LockEntry, LockFile
from cadwidgets.contract.parts import CadFormat, PartRef
from cadwidgets.errors import NotFound, RequestError

_SHOWN_DIGITS = 12
"""So many digits of a digest tell files apart for the eye."""


@dataclass(frozen=True)
class PartLocker:
    """Downloads parts one after the other. All calls raise SourceError and its kinds, and Cancelled."""

    client: PartsClient
    progress: Progress = say_nothing
    cancel: threading.Event | None = None

    def lock(self, lines: Iterable[BomLine], format: str) -> LockFile:  # noqa: A002 - the field's word
        """Every part of the lines once, those within assemblies too, with its quantity in the whole and its files.

        Lines that no catalog has are named. Raises RequestError for a part that does not come in the format.
        """
        leaves = list(exploded(lines))
        parts = rolled_up(leaves)
        entries = []
        for number, (part, line) in enumerate(parts):
            self.progress(f"{number + 1} of {len(parts)}: {line.part_number or part.name}", number / len(parts))
            entries.append(self._entry(line, part, format))
        others = dict.fromkeys(line.part_number or line.name for line in leaves if line.part is None)
        return LockFile(tuple(entries), tuple(filter(None, others)))

    def deviations(self, lock: LockFile) -> tuple[str, ...]:
        """Every part of the lock downloaded again: what is not as it was, in words."""
        found: list[str] = []
        for number, entry in enumerate(lock.entries):
            self.progress(f"{number + 1} of {len(lock.entries)}: {entry.part_number}", number / len(lock.entries))
            found += self._deviations_of(entry)
        return tuple(found)

    def _entry(self, line: BomLine, part: PartRef, label: str) -> LockEntry:
        name = line.part_number or part.name
        chosen = _chosen(name, label, self.client.formats(part, cancel=self.cancel))
        source = line.source or part.classification_id
        files = self._files(part, chosen)
        return LockEntry(name, part, chosen.label, files, line.name, line.quantity, line.unit, source)

    def _deviations_of(self, entry: LockEntry) -> list[str]:
        try:
            offered = self.client.formats(entry.part, cancel=self.cancel)
            chosen = next((known for known in offered if known.label == entry.format), None)
            if chosen is None:
                return [f"{entry.part_number}: lost, the catalog no longer gives it in {entry.format}"]
            return list(_changes(entry, self._files(entry.part, chosen)))
        except NotFound as error:
            return [f"{entry.part_number}: lost, the catalog no longer has it ({error})"]

    def _files(self, part: PartRef, chosen: CadFormat) -> tuple[LockedFile, ...]:
        came = self.client.download(part, chosen, with_text=False, cancel=self.cancel).files
        files = by_file_name(came.items())
        return tuple(LockedFile(name, hashlib.sha256(data).hexdigest(), len(data)) for name, data in files.items())


def rolled_up(lines: Iterable[BomLine]) -> list[tuple[PartRef, BomLine]]:
    """Every part of a catalog once, by its first line, with the quantity of all."""
    found: dict[tuple[PartRef, str], tuple[PartRef, BomLine]] = {}
    for line in lines:
        if line.part is not None:
            key = (line.part, line.unit)
            _, before = found.get(key, (line.part, replace(line, quantity=0.0)))
            found[key] = (line.part, replace(before, quantity=before.quantity + line.quantity))
    return list(found.values())


def _chosen(name: str, label: str, offered: tuple[CadFormat, ...]) -> CadFormat:
    try:
        wanted = format_of(label, offered)
    except RequestError as error:
        raise RequestError(f"{name}: {error}", parameter="format", value=label, allowed=error.allowed) from None
    return next(known for known in offered if known.id == wanted)


def _changes(entry: LockEntry, files: Iterable[LockedFile]) -> Iterator[str]:
    before = {file.name: file.sha256 for file in entry.files}
    after = {file.name: file.sha256 for file in files}
    for name in before | after:
        expected, found = (digests.get(name, "")[:_SHOWN_DIGITS] for digests in (before, after))
        if before.get(name) != after.get(name):
            said = f"SHA-256 {expected} was expected, {found or 'no such file'} was found"
            yield f"{entry.part_number}: changed, {name} in {entry.format}: {said if expected else 'a new file'}"
