"""From a finished CAD request to its files: fetched by a link that may have expired, and saved whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.bom import BomText
from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.errors import RequestError

EXPIRED = (403, 404, 410)
"""What the server of the files may answer when a link is older than 6 hours: not documented, so each of them."""
_UNSAFE = re.compile(r"[^\w.+() -]+")


def part_files(archive: bytes) -> PartFiles:
    """The files in the zip of a CAD request; a text file that reads as a BOM becomes ``bom_text``.

    Raises BadAnswer for bytes that are no zip, or an unsafe one.
    """
    files = read_archive(archive)
    texts = (name for name, data in files.items() if name.lower().endswith(".txt") and BomText.parse(data).fields)
    bom_name = next(texts, "")
    bom_text = files.pop(bom_name, b"")
    return PartFiles(files, bom_text, archive, bom_name)


def format_of(wanted: CadFormat | int | str, listed: Iterable[CadFormat]) -> int:
    """The id of a format: of one that was listed, a bare id, or a label or its unique beginning, in any case.

    ``listed`` is looked at only for a label. Raises RequestError, which names the labels.
    """
    if not isinstance(wanted, str):
        return wanted.id if isinstance(wanted, CadFormat) else wanted
    formats = tuple(listed)
    same = [known for known in formats if known.label.lower() == wanted.strip().lower()]
    beginning = [known for known in formats if known.label.lower().startswith(wanted.strip().lower())]
    found = same or beginning
    if len(found) == 1:
        return found[0].id
    labels = ", ".join(known.label for known in formats) or "none at all"
    many = "more than one format begins" if found else "no format is called or begins"
    raise RequestError(f"{many} with {wanted!r}", parameter="format", value=wanted, allowed=labels)


def save(files: PartFiles, name: str, folder: Path) -> tuple[Path, ...]:
    """Put the CAD files, the BOM text and the archive, called after ``name``, into ``folder``, made if it is missing.

    All of them, or none: what stood there before is replaced, or stays. Raises RequestError for a place that cannot
    be written.
    """
    contents = {_file_name(member): data for member, data in files.files.items()}
    if files.bom_text:
        contents[_file_name(files.bom_name)] = files.bom_text
    contents[_archive_name(name, contents)] = files.archive
    with _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-") as staging:
            for file_name, data in contents.items():
                _write_through(Path(staging) / file_name, data)
            return _put_in_place(Path(staging), folder, contents)


def _file_name(member: str) -> str:
    """The name of a member's file: its folders become a part of it."""
    return _UNSAFE.sub("_", member.replace("/", "_")).lstrip(".") or "file"


def _archive_name(part: str, taken: Mapping[str, bytes]) -> str:
    name = _file_name(part).rstrip(". ")[:120]
    while f"{name}.zip" in taken:
        name += "_all"
    return f"{name}.zip"


def _put_in_place(staging: Path, folder: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """Move the finished files; when one cannot be moved, everything is as it was before."""
    kept, placed = staging / ".before", list[Path]()
    kept.mkdir()
    try:
        for name in names:
            target = folder / name
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder", str(target))
            if target.exists():
                target.replace(kept / name)
            placed.append(target)
            (staging / name).replace(target)
    except OSError:
        for target in placed:
            target.unlink(missing_ok=True)
            if (kept / target.name).exists():
                (kept / target.name).replace(target)
        raise
    return tuple(placed)


def _write_through(path: Path, data: bytes) -> None:
    """Write and wait for the disk: after a power cut, a file that was moved must not be empty."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RequestError(
            f"{str(error.filename or folder)!r} cannot be written: {error.strerror}",
            parameter="folder",
            value=str(folder),
            allowed="a folder that may be written",
        ) from None
