"""What the clients of both generations of TraceParts have in common: one interface, one way to wait and to download."""

from __future__ import annotations

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from cadwidgets.clients._http import HttpSession, ServiceClient
from cadwidgets.clients._part_download import EXPIRED, format_of, part_files, save
from cadwidgets.contract.bom import BomText
from cadwidgets.contract.parts import CadFormat, Configuration, PartFiles, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import BadAnswer, Cancelled, NotFound, SourceError, TimedOut
from cadwidgets.settings import Secret

_log = logging.getLogger(__name__)

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
        format: CadFormat | int | str,  # noqa: A002 - the field's word
        folder: Path | None = None,
        *,
        language: str = "en",
        with_text: bool = True,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> PartFiles:
        """Ask for a part in a format, wait for it and download it.

        The format is one of `formats`, its id, or its label or the beginning of it. With ``folder``, the CAD files,
        the BOM text and the untouched archive are saved there, all or none. A link that has expired is asked for
        again once. Raises RequestError for an unknown label, BadAnswer for an archive that is damaged or unsafe.
        """
        report = progress or say_nothing
        listed = self.formats(part, language=language, cancel=cancel) if isinstance(format, str) else ()
        request = CadRequest(part, format_of(format, listed), language, with_text)
        files = part_files(self._archive(self._ready(request, report, cancel), report, cancel))
        if folder is None:
            return files
        return replace(files, paths=save(files, part.name, Path(folder)))

    def _ready(self, request: CadRequest, report: Progress, cancel: threading.Event | None) -> CadJob:
        report("requested", 0.0)
        return self.wait(self.request(request, cancel=cancel), progress=report, cancel=cancel)

    def _archive(self, job: CadJob, report: Progress, cancel: threading.Event | None) -> bytes:
        """The bytes of the zip; a link that has expired is asked for again, once."""
        try:
            return self._fetch(job, report, cancel)
        except SourceError as error:
            if error.status not in EXPIRED:
                raise
            _log.warning("%s: the link has expired (%d); it is asked for again", self.source, error.status)
        renewed = self._renewed(job, report, cancel)
        try:
            return self._fetch(renewed, report, cancel)
        except SourceError as error:
            if error.status not in EXPIRED:
                raise
            raise NotFound(
                f"{self.source} gave a link that cannot be used ({error.status}), twice: ask for the part again later",
                url=error.url,
                status=error.status,
            ) from None

    def _fetch(self, job: CadJob, report: Progress, cancel: threading.Event | None) -> bytes:
        report("downloading", 0.0)
        data = self._http.download(self._safe(job.url), progress=_share("downloading", report), cancel=cancel)
        report("downloaded", 1.0)
        return data

    def _renewed(self, job: CadJob, report: Progress, cancel: threading.Event | None) -> CadJob:
        """The job with another link if the service gives one; else a CAD request of its own, which is counted."""
        try:
            again = self.wait(self.poll(replace(job, url=""), cancel=cancel), progress=report, cancel=cancel)
        except NotFound:  # the request has expired as well
            again = job
        if again.url != job.url:
            return again
        _log.warning("%s: the CAD request is made again", self.source)
        return self._ready(job.request, report, cancel)

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


def _share(stage: str, report: Progress) -> Callable[[int, int], None]:
    return lambda done, expected: report(stage, min(done / expected, 1.0) if expected else 0.0)


def say_nothing(stage: str, share: float) -> None:
    """Progress for nobody."""
