"""What the clients of both generations of TraceParts have in common: one interface, one way to wait and to download."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cadwidgets.clients._http import HttpSession, ServiceClient
from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.bom import BomText
from cadwidgets.contract.parts import CadFormat, Configuration, PartFiles, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import BadAnswer, Cancelled, TimedOut
from cadwidgets.settings import Secret

LOOPBACK = ("127.0.0.1", "localhost", "::1")

Progress = Callable[[str, float], None]
"""Called with what is going on, in words, and its share done from 0 to 1 (0 while that is unknown)."""


@dataclass(frozen=True)
class Pace:
    """How a job is asked for: every ``first`` seconds, after ``slow_after`` seconds every ``slow`` seconds, and not
    longer than ``deadline`` seconds. Source: the official samples of the gateway ask every 2 s for 10 minutes."""

    first: float = 2.0
    slow: float = 6.0
    slow_after: float = 30.0
    deadline: float = 600.0

    def pause(self, waited: float) -> float:
        """How long to wait after having waited for so many seconds."""
        return self.first if waited < self.slow_after else self.slow


LIVE = Pace()
ON_LOOPBACK = Pace(first=0.2, slow=2.0, slow_after=10.0)
"""A service on this machine is asked more often: it counts no calls, and small parts are ready at once."""


@dataclass(frozen=True)
class CadJob:
    """A CAD request that the service works on. ``url`` is that of the zip once it is ``ready``; used verbatim."""

    request: CadRequest
    id: str
    url: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @property
    def ready(self) -> bool:
        """Whether the files can be downloaded."""
        return bool(self.url)


class PartsClient(ServiceClient, ABC):
    """Parts from one service, of whichever generation. ``email`` is the address of an account registered there.

    Against TraceParts itself every CAD request is recorded with that address: `request` and `download` are called
    only when the user says so, and ``requests`` counts them. All calls raise SourceError and its kinds, and Cancelled.
    """

    api: str
    """What people call the contract: ``TraceParts classic``, ``TraceParts gateway``."""

    def __init__(self, http: HttpSession, *, email: Secret | str, pace: Pace | None = None) -> None:
        super().__init__(http)
        self._email = email if isinstance(email, Secret) else Secret(email)
        self._given_pace = pace
        self.requests = 0

    @abstractmethod
    def formats(
        self, part: PartRef | None = None, *, language: str = "en", cancel: threading.Event | None = None
    ) -> tuple[CadFormat, ...]:
        """The CAD formats of a part; without one, those that the key may ask for, where the service tells that."""

    @abstractmethod
    def configurations(
        self, part_id: str, *, language: str = "en", cancel: threading.Event | None = None
    ) -> tuple[Configuration, ...]:
        """The part numbers of a family."""

    @abstractmethod
    def bom(self, part: PartRef, *, language: str = "en", cancel: threading.Event | None = None) -> BomText:
        """The attributes of a part, without a CAD request. Raises NotFound where the service tells none."""

    @abstractmethod
    def request(self, request: CadRequest, *, cancel: threading.Event | None = None) -> CadJob:
        """Ask for a part, which is counted; the service begins to make its files."""

    @abstractmethod
    def poll(self, job: CadJob, *, cancel: threading.Event | None = None) -> CadJob:
        """How the job is getting on. Raises BuildRefused when the service could not make the files."""

    def wait(self, job: CadJob, *, progress: Progress | None = None, cancel: threading.Event | None = None) -> CadJob:
        """Ask for the job until it is ready, at the service's pace. Raises TimedOut after the pace's deadline."""
        report, stop, pace = progress or say_nothing, cancel or threading.Event(), self._pace()
        begun = time.monotonic()
        while not job.ready:
            waited = time.monotonic() - begun
            if waited > pace.deadline:
                raise TimedOut(f"{self.source} did not make the CAD file in time", limit=pace.deadline)
            report("being made", 0.0)
            if stop.wait(pace.pause(waited)):
                raise Cancelled("the CAD request was cancelled")
            job = self.poll(job, cancel=cancel)
        return job

    def download(
        self,
        part: PartRef,
        format: CadFormat | int,  # noqa: A002 - the field's word
        folder: Path | None = None,
        *,
        language: str = "en",
        with_text: bool = True,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> PartFiles:
        """Ask for a part in a format, wait for it and download it; with ``folder``, its files are saved there too."""
        report = progress or say_nothing
        format_id = format.id if isinstance(format, CadFormat) else format
        report("requested", 0.0)
        job = self.request(CadRequest(part, format_id, language, with_text), cancel=cancel)
        job = self.wait(job, progress=report, cancel=cancel)
        report("downloading", 0.0)
        data = self._http.download(self._safe(job.url), progress=_share("downloading", report), cancel=cancel)
        report("downloaded", 1.0)
        return part_files(data)

    def _safe(self, url: str) -> str:
        """The URL, unchanged. Plain http is accepted only from the very service that was asked."""
        target, base = urlsplit(url), urlsplit(self._base())
        if target.scheme != "https" and (target.scheme, target.netloc) != (base.scheme, base.netloc):
            raise BadAnswer(f"the catalog's answer points to an unsafe address at {target.hostname!r}")
        return url

    def _pace(self) -> Pace:
        return self._given_pace or (ON_LOOPBACK if self._on_loopback() else LIVE)

    def _base(self) -> str:
        return self._http.endpoint.locate()[0]

    def _on_loopback(self) -> bool:
        return urlsplit(self._base()).hostname in LOOPBACK


def part_files(archive: bytes) -> PartFiles:
    """The files in the zip of a CAD request; a text file that reads as a BOM becomes ``bom_text``.

    Raises BadAnswer for bytes that are no zip, or an unsafe one.
    """
    files = read_archive(archive)
    texts = (name for name, data in files.items() if name.lower().endswith(".txt") and BomText.parse(data).fields)
    bom_text = files.pop(next(texts, ""), b"")
    return PartFiles(files, bom_text, archive)


def _share(stage: str, report: Progress) -> Callable[[int, int], None]:
    return lambda done, expected: report(stage, min(done / expected, 1.0) if expected else 0.0)


def say_nothing(stage: str, share: float) -> None:
    """Progress for nobody."""
