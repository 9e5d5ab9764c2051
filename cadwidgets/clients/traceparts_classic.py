"""The client of the classic TraceParts web services: a part in a CAD format goes in, its files come out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from cadwidgets.clients._classic_answer import CadFiles, read_cad_files, read_formats
from cadwidgets.clients._http import HttpSession, ServiceClient
from cadwidgets.clients._zip import read_archive
from cadwidgets.contract.bom import BomText
from cadwidgets.contract.parts import CadFormat, PartFiles
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import BadAnswer, Cancelled, TimedOut
from cadwidgets.settings import Secret

DEADLINE_SECONDS = 600.0
"""A CAD request is given up after this time."""
_KEY = "ApiKey"
_CALL_SECONDS = 60.0
_POLL_SECONDS = 2.0
_LOOPBACK_POLL_SECONDS = 0.2
_SERVICES = "tpowebservices"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

Progress = Callable[[str, float], None]
"""Called with what is going on, in words, and its share done from 0 to 1 (0 while that is unknown)."""


@dataclass(frozen=True)
class CadJob:
    """A CAD request that the service works on; ``answer`` is the latest that it said."""

    request: CadRequest
    id: str
    answer: CadFiles

    @property
    def ready(self) -> bool:
        """Whether the files can be downloaded."""
        return self.answer.ready


class TracePartsClassic(ServiceClient):
    """Downloads parts from one service. ``email`` is the mail address of an account that is registered there.

    Against TraceParts itself every request is recorded with that address; ``requests`` counts them.
    """

    def __init__(self, http: HttpSession, *, email: Secret | str) -> None:
        super().__init__(http)
        self._email = email if isinstance(email, Secret) else Secret(email)
        self.requests = 0

    def formats(self, *, language: str = "en") -> tuple[CadFormat, ...]:
        """The CAD formats that the key may ask for. Raises SourceError."""
        query = {"Format": "json", "Language": language}
        answer = self._http.get(self._path("CADFormatsList"), query, secret_param=_KEY, timeout=_CALL_SECONDS)
        return read_formats(answer)

    def request(self, request: CadRequest, *, cancel: threading.Event | None = None) -> CadJob:
        """Ask for a part; the service begins to make its files. Raises SourceError."""
        self.requests += 1
        return self._ask(request, "", cancel)

    def poll(self, job: CadJob, *, cancel: threading.Event | None = None) -> CadJob:
        """Ask how the job is getting on. Raises BuildRefused when the service could not make the files."""
        return self._ask(job.request, job.id, cancel)

    def download(
        self,
        request: CadRequest,
        *,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> PartFiles:
        """Ask for a part, wait for it and download it.

        Raises SourceError or one of its kinds, TimedOut after 600 s, and Cancelled once ``cancel`` is set.
        """
        report = progress or _say_nothing
        report("requested", 0.0)
        job = self._wait(self.request(request, cancel=cancel), report, cancel or threading.Event())
        url = self._file_url(job)
        report("downloading", 0.0)
        data = self._http.download(url, progress=_share("downloading", report), cancel=cancel)
        report("downloaded", 1.0)
        return part_files(data)

    def _wait(self, job: CadJob, report: Progress, cancel: threading.Event) -> CadJob:
        deadline = time.monotonic() + DEADLINE_SECONDS
        pause = _LOOPBACK_POLL_SECONDS if self._on_loopback() else _POLL_SECONDS
        while not job.ready:
            if time.monotonic() > deadline:
                raise TimedOut(f"{self.source} did not make the CAD file in time", limit=DEADLINE_SECONDS)
            report("being made", 0.0)
            if cancel.wait(pause):
                raise Cancelled("the CAD request was cancelled")
            pause = min(pause * 1.5, _POLL_SECONDS)
            job = self.poll(job, cancel=cancel)
        return job

    def _ask(self, request: CadRequest, job_id: str, cancel: threading.Event | None) -> CadJob:
        query = request.query() | {"Format": "json", "Version": "2", "Asynchronous": "1"}
        query["UserEmail"] = self._email.reveal()
        if job_id:
            query["JobID"] = job_id
        if self._base().startswith("https:"):
            query["https"] = "1"  # asks for https addresses, which a service on this machine has not got
        answer = self._http.get(
            self._path("DownloadCADPath"), query, secret_param=_KEY, timeout=_CALL_SECONDS, cancel=cancel
        )
        said = read_cad_files(answer)
        if not said.ready and not (said.job_id or job_id):
            raise BadAnswer("the catalog started no job and gave no files", url=answer.url, status=answer.status)
        return CadJob(request, said.job_id or job_id, said)

    def _file_url(self, job: CadJob) -> str:
        """The archive's URL, unchanged. Plain http is accepted only from the very service that was asked."""
        url = job.answer.archive
        if not url:
            raise BadAnswer("the catalog's answer names no archive")
        target, base = urlsplit(url), urlsplit(self._base())
        if target.scheme != "https" and (target.scheme, target.netloc) != (base.scheme, base.netloc):
            raise BadAnswer(f"the catalog's answer points to an unsafe address at {target.hostname!r}")
        return url

    def _base(self) -> str:
        return self._http.endpoint.locate()[0]

    def _on_loopback(self) -> bool:
        return urlsplit(self._base()).hostname in _LOOPBACK

    def _path(self, name: str) -> str:
        """``name`` below the services' folder, which a base URL may or may not already end with."""
        return name if self._base().lower().endswith(f"/{_SERVICES}") else f"{_SERVICES}/{name}"


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


def _say_nothing(stage: str, share: float) -> None:
    """Progress for nobody."""
