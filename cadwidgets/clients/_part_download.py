"""From a finished CAD request to its files: fetched by a link that may have expired, and saved whole or not at all."""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cadwidgets.clients._whole import is_web_page
from cadwidgets.clients._zip import compared, is_plain_name, read_archive
from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.errors import BadAnswer, RequestError

EXPIRED = (403, 404, 410)
"""What the server of the files may answer when a link is older than 6 hours: not documented, so each of them."""
_UNSAFE = re.compile(r"[^\w.+() -]+")
_LONGEST_NAME = 120


def part_files(archive: bytes) -> PartFiles:
    """The files in the zip of a CAD request; a text file that reads as a BOM becomes ``bom_text``.

    Raises BadAnswer for bytes that are no zip, or an unsafe one, or one without a file.
    """
    if not archive:
        raise BadAnswer("the service sent an empty file instead of an archive")
    if is_web_page(io.BytesIO(archive)):
        raise BadAnswer("the service sent a web page instead of an archive")
    files = read_archive(archive)
    if not files:
        raise BadAnswer("the archive holds no file")
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
    members = [*files.files.items(), *([(files.bom_name, files.bom_text)] if files.bom_text else [])]
    contents = by_file_name([*members, (f"{name}.zip", files.archive)])
    with _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # what cannot be cleared away afterwards is no reason to call files missing that stand in their place
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-", ignore_cleanup_errors=True) as staging:
            for file_name, data in contents.items():
                _write_through(Path(staging) / file_name, data)
            return _put_in_place(Path(staging), folder, contents)


def by_file_name(members: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The contents by the names of their files, of which no two are one on any file system."""
    named: dict[str, bytes] = {}
    taken: set[str] = set()
    for member, data in members:
        name = plain = file_name(member)
        number = 1
        while compared(name) in taken:
            number += 1
            stem, dot, ending = plain.rpartition(".")
            name = f"{stem}_{number}{dot}{ending}" if dot else f"{plain}_{number}"
        taken.add(compared(name))
        named[name] = data
    return named


def file_name(member: str) -> str:
    """The name of the file of an archive's member, usable on any system: folders become a part of it."""
    name = _UNSAFE.sub("_", member.replace("/", "_")).strip(". ") or "file"
    stem, dot, ending = name.rpartition(".")
    if len(name) > _LONGEST_NAME:
        name = stem[: _LONGEST_NAME - len(ending)] + dot + ending if len(ending) < 20 else name[:_LONGEST_NAME]
    return name if is_plain_name(name) else f"part_{name}".rstrip(". ")


def _put_in_place(staging: Path, folder: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """Move the finished files; when not all can be moved, or somebody interrupts, everything is as it was before.

    What is replaced is kept by a second name until then, so that at no moment a file is missing.
    """
    kept, placed = staging / ".before", list[Path]()
    kept.mkdir()
    try:
        for name in names:
            target = folder / name
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder", str(target))
            if target.exists():
                _keep(target, kept / name)
            placed.append(target)
            (staging / name).replace(target)
    except BaseException:
        for target in placed:
            before = kept / target.name
            if before.exists():
                before.replace(target)
            else:
                target.unlink(missing_ok=True)
        raise
    return tuple(placed)


def _keep(file: Path, second: Path) -> None:
    try:
        os.link(file, second)
    except OSError:  # not every file system has links
        shutil.copy2(file, second)


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
