"""The client of the classic TraceParts web services: a part in a CAD format goes in, its files come out.

The calls are those of developers.traceparts.com/docs: DownloadCADPath, its lists, SynchronizationData and accounts.
"""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Event
from typing import Any, Self

from cadwidgets.clients._classic_account import ClassicAccount
from cadwidgets.clients._classic_answer import read_cad_files
from cadwidgets.clients._classic_calls import TIMED_OUT, code_of
from cadwidgets.clients._classic_catalog import Answers, needed, pair_of
from cadwidgets.clients._classic_export import (
    PART_NUMBERS,
    bom_of,
    configuration,
    is_of,
    is_row_of,
    read_part_numbers,
)
from cadwidgets.clients._classic_lists import read_formats
from cadwidgets.clients._http import Answer, HttpSession, Notice, RemoteEndpoint
from cadwidgets.clients._parts import CadJob, Pace
from cadwidgets.clients._retry import Retries
from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.parts import CadFormat, Configuration, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import BadAnswer, NotFound, RequestError
from cadwidgets.settings import Secret

DOWNLOAD = "DownloadCADPath"
VERSIONS = (1, 2)
_STRANGER = (403, 404)
"""How services answer a mail address without an account: which of them is not documented."""


class TracePartsClassic(ClassicAccount):
    """Parts from one service through the classic contract.

    ``version`` is that of the CAD request's answers. With ``asynchronous`` a request starts a job that is asked for
    until it is ready; without, the request itself takes until the files are there. ``light`` asks for the light JSON,
    whose effect is not documented.
    """

    api = "TraceParts classic"

    def __init__(
        self,
        http: HttpSession,
        *,
        email: Secret | str,
        answers: Answers = "json",
        version: int = 2,
        asynchronous: bool = True,
        light: bool = False,
        pace: Pace | None = None,
        retries: Retries | None = None,
        notice: Notice | None = None,
    ) -> None:
        super().__init__(http, email=email, answers=answers, pace=pace, retries=retries, notice=notice)
        if version not in VERSIONS:
            raise RequestError("the contract has two versions", parameter="version", value=version, allowed="1 or 2")
        self._version = version
        self._asynchronous = asynchronous
        self._light = light

    @classmethod
    def at(cls, url: str, key: Secret | str, email: Secret | str, **more: Any) -> Self:
        """The client of the services at a base URL; ``more`` are the other arguments of the class."""
        secret = key if isinstance(key, Secret) else Secret(key)
        return cls(HttpSession(RemoteEndpoint(url, secret)), email=email, **more)

    def formats(
        self, part: PartRef | None = None, *, language: str = "en", cancel: Event | None = None
    ) -> tuple[CadFormat, ...]:
        name, pair = ("CADdataAvailability", pair_of(part)) if part else ("CADFormatsList", {})
        return read_formats(self._listed(name, pair | {"Language": language}, cancel))

    def configurations(
        self, part_id: str, *, language: str = "en", cancel: Event | None = None
    ) -> tuple[Configuration, ...]:
        narrowed = {"PartId": needed(part_id, "part_id")}
        answer = self._exported(PART_NUMBERS, narrowed, language, cancel)
        rows = [row for row in read_part_numbers(answer) if is_of(row, answer, part_id)]
        # a family that several catalogs classify has a row in each of them
        return tuple(dict.fromkeys(configuration(row, answer, part_id) for row in rows))

    def bom(self, part: PartRef, *, language: str = "en", cancel: Event | None = None) -> BomText:
        pair_of(part)
        answer = self._exported(PART_NUMBERS, self._narrowed(part, cancel) | {"SystemBOM": "1"}, language, cancel)
        row = next((row for row in read_part_numbers(answer) if is_row_of(row, answer, part)), None)
        if row is None:
            raise NotFound(f"{self.source} lists no part {part.name}", url=answer.url)
        bom = bom_of(row, answer)
        if not bom.fields:
            words = f"{self.source} tells no attributes in its lists: a BOM comes with a download only"
            raise NotFound(words, url=answer.url)
        return bom

    def request(self, request: CadRequest, *, cancel: Event | None = None) -> CadJob:
        """Ask for a part. A request that timed out (408) is made once more, which is told and counted too."""
        query = self._query(request) | ({"Asynchronous": "1"} if self._asynchronous else {})
        begun = time.monotonic()
        answer = self._ask(query, cancel)
        if code_of(answer) == TIMED_OUT:
            self.notice(f"{self.source}: {DOWNLOAD} took too long; the CAD request is made once more")
            answer = self._ask(query, cancel)
        if code_of(answer) in _STRANGER and self._is_stranger(cancel):
            raise self._stranger(answer.url)
        return _job(answer, CadJob(request, "", begun=begun))

    def poll(self, job: CadJob, *, cancel: Event | None = None) -> CadJob:
        query = self._query(job.request) | {"Asynchronous": "1", "JobID": job.id}
        return _job(self._calls.get(DOWNLOAD, query, seconds=self._seconds_left(job), cancel=cancel), job)

    def _ask(self, query: dict[str, str], cancel: Event | None) -> Answer:
        self.requests += 1
        return self._calls.get(DOWNLOAD, query, seconds=self._pace().deadline, cancel=cancel, again=False)

    def _query(self, request: CadRequest) -> dict[str, str]:
        if not self._email:
            raise RequestError("a CAD request needs a mail address", parameter="email", allowed="a registered one")
        query = pair_of(request.part) | {"CADFormatID": str(int(request.format_id)), "UserEmail": self._email.reveal()}
        query |= {"Format": self._answers, "Version": str(self._version)} | self._spoken(request.language)
        query |= {} if request.with_text else {"NoTXTFile": "1"}
        return query | ({"ActiveJsonLight": "1"} if self._light else {})

    def _narrowed(self, part: PartRef, cancel: Event | None) -> dict[str, str]:
        """What narrows an export to a few parts: the family, which a part number has to be looked up for."""
        if part.part_id:
            return {"PartId": part.part_id}
        try:
            found = self.find(part.part_number, part.classification_id, cancel=cancel)
        except NotFound:  # labels of catalogs are the caller's own: the id need not be one of them
            return {"CatalogID": part.classification_id}
        return {"CatalogID": part.classification_id} | ({"PartId": found.part_id} if found.part_id else {})


def _job(answer: Answer, before: CadJob) -> CadJob:
    """The job as an answer tells of it. Raises BadAnswer for one that has neither files nor an id to ask for."""
    said = read_cad_files(answer)
    job_id = said.job_id or before.id
    if not said.ready and not job_id:
        raise BadAnswer("the catalog started no job and gave no files", url=answer.url, status=answer.status)
    if said.ready and not said.archive:
        raise BadAnswer("the catalog's answer names no archive", url=answer.url, status=answer.status)
    return replace(before, id=job_id, url=said.archive, files=said.files)
