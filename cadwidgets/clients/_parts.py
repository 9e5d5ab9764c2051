"""What the clients of both generations of TraceParts have in common: one interface, one way to wait and to download."""

from __future__ import annotations

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from cadwidgets.clients._http import HttpSession, Notice, ServiceClient
from cadwidgets.clients._part_download import EXPIRED, format_of, part_files, save
from cadwidgets.clients._retry import CATALOG, OURS, Retries
from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.parts import CadFormat, Configuration, PartFiles, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import Cancelled, NotFound, SourceError, TimedOut
from cadwidgets.settings import Secret

_log = logging.getLogger(__name__)

CALL_SECONDS = 60.0
"""A single attempt of a call may take this long; known services end one themselves after 50 s."""

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
    """A CAD request that the service works on. ``url`` is that of the zip once it is ``ready``; used verbatim.

    ``files`` are (type, URL) of all that the service made, where it tells. The deadline counts from ``begun``, a time
    of the monotonic clock.
    """

    request: CadRequest
    id: str
    url: str = ""
    files: tuple[tuple[str, str], ...] = ()
    begun: float = field(default_factory=time.monotonic, compare=False)

    @property
    def ready(self) -> bool:
        """Whether the files can be downloaded."""
        return bool(self.url)


class PartsClient(ServiceClient, ABC):
    """Parts from one service, of whichever generation. ``email`` is the address of an account registered there.

    ``retries`` say how a busy service is waited for within the pace's deadline: a foreign one by the minute, or as it
    asks, and the embedded one by the second. Each wait is told to ``notice``, or to the log.

    Against TraceParts itself every CAD request is recorded with that address: `request` and `download` are called
    only when the user says so, and ``requests`` counts them. All calls raise SourceError and its kinds, and Cancelled.
    """

    api: str
    """What people call the contract: ``TraceParts classic``, ``TraceParts gateway``."""

    def __init__(
        self,
        http: HttpSession,
        *,
        email: Secret | str,
        pace: Pace | None = None,
        retries: Retries | None = None,
        notice: Notice | None = None,
    ) -> None:
        super().__init__(http)
        self.notice = notice or _log.warning
        self._retries = retries or (OURS if http.endpoint.embedded else CATALOG)
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
    def check_login(self, email: Secret | str, *, cancel: threading.Event | None = None) -> bool:
        """Whether a mail address has an account there. Raises SourceError (status 400) for one that is none."""

    def registered(self, *, cancel: threading.Event | None = None) -> bool:
        """Whether the client's own mail address has an account there."""
        return self.check_login(self._email, cancel=cancel)

    @abstractmethod
    def request(self, request: CadRequest, *, cancel: threading.Event | None = None) -> CadJob:
        """Ask for a part, which is counted; the service begins to make its files."""

    @abstractmethod
    def poll(self, job: CadJob, *, cancel: threading.Event | None = None) -> CadJob:
        """How the job is getting on. Raises BuildRefused when the service could not make the files."""

    def wait(self, job: CadJob, *, progress: Progress | None = None, cancel: threading.Event | None = None) -> CadJob:
        """Ask for the job until it is ready, at the service's pace. Raises TimedOut after the pace's deadline."""
        report, stop, pace = progress or say_nothing, cancel or threading.Event(), self._pace()
        while not job.ready:
            waited = time.monotonic() - job.begun
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
        name: str = "",
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> PartFiles:
        """Ask for a part in a format, wait for it and download it.

        The format is one of `formats`, its id, or its label or the beginning of it. With ``folder``, the CAD files,
        the BOM text and the untouched archive are saved there, all or none; the archive is called ``name``, else like
        the part. A link that has expired is asked for
        again once. Raises RequestError for an unknown label, BadAnswer for an archive that is damaged or unsafe.
        """
        report = progress or say_nothing
        listed = self.formats(part, language=language, cancel=cancel) if isinstance(format, str) else ()
        request = CadRequest(part, format_of(format, listed), language, with_text)
        files = part_files(self._archive(self._ready(request, report, cancel), report, cancel))
        if folder is None:
            return files
        return replace(files, paths=save(files, name or part.name, Path(folder)))

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
            self.notice(f"{self.source}: the link is not good any more ({error.status}); it is asked for again")
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
        data = self._http.download(job.url, progress=_share("downloading", report), cancel=cancel)
        report("downloaded", 1.0)
        return data

    def _renewed(self, job: CadJob, report: Progress, cancel: threading.Event | None) -> CadJob:
        """The job with the link that the service gives now. Only where it does not know the job any more, or never
        named it, a CAD request is made again: that one is recorded, and counted."""
        if job.id:
            try:
                asked = self.poll(replace(job, url="", begun=time.monotonic()), cancel=cancel)
                return self.wait(asked, progress=report, cancel=cancel)
            except NotFound:
                pass  # it has expired as well
        self.notice(f"{self.source}: the CAD request has expired and is made again")
        return self._ready(job.request, report, cancel)

    def _stranger(self, url: str) -> NotFound:
        """What a CAD request of somebody without an account there means; the address is not shown."""
        said = f"the mail address of this client has no account at {self.source}: register it there first"
        return NotFound(said, url=url, status=404)

    def _is_stranger(self, cancel: threading.Event | None) -> bool:
        """Whether the mail address is surely unknown; where the service does not tell, its own words are reported."""
        try:
            return not self.registered(cancel=cancel)
        except SourceError:
            return False

    def _seconds_left(self, job: CadJob) -> float:
        """How long a busy service is waited for while a job is looked at: until the job's deadline."""
        deadline = self._pace().deadline
        return max(job.begun + deadline - time.monotonic(), min(CALL_SECONDS, deadline))

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
