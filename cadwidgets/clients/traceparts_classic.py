"""The client of the classic TraceParts web services: a part in a CAD format goes in, its files come out."""

from __future__ import annotations

import threading

from cadwidgets.clients._classic_answer import read_cad_files, read_formats
from cadwidgets.clients._parts import CadJob, PartsClient
from cadwidgets.contract.bom import BomText
from cadwidgets.contract.parts import CadFormat, Configuration, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import BadAnswer, RequestError

_KEY = "ApiKey"
_CALL_SECONDS = 60.0
_SERVICES = "tpowebservices"


class TracePartsClassic(PartsClient):
    """Parts from one service through the classic contract."""

    api = "TraceParts classic"

    def formats(
        self, part: PartRef | None = None, *, language: str = "en", cancel: threading.Event | None = None
    ) -> tuple[CadFormat, ...]:
        query = {"Format": "json", "Language": language} | (_pair(part) if part else {})
        answer = self._http.get(
            self._path("CADFormatsList"), query, secret_param=_KEY, timeout=_CALL_SECONDS, cancel=cancel
        )
        return read_formats(answer)

    def configurations(
        self, part_id: str, *, language: str = "en", cancel: threading.Event | None = None
    ) -> tuple[Configuration, ...]:
        raise NotImplementedError

    def bom(self, part: PartRef, *, language: str = "en", cancel: threading.Event | None = None) -> BomText:
        raise NotImplementedError

    def request(self, request: CadRequest, *, cancel: threading.Event | None = None) -> CadJob:
        self.requests += 1
        return self._ask(request, "", cancel)

    def poll(self, job: CadJob, *, cancel: threading.Event | None = None) -> CadJob:
        return self._ask(job.request, job.id, cancel)

    def _ask(self, request: CadRequest, job_id: str, cancel: threading.Event | None) -> CadJob:
        query = _pair(request.part) | {"CADFormatID": str(request.format_id), "Language": request.language}
        query |= {"Format": "json", "Version": "2", "Asynchronous": "1", "UserEmail": self._email.reveal()}
        if job_id:
            query["JobID"] = job_id
        if not request.with_text:
            query["NoTXTFile"] = "1"
        if self._base().startswith("https:"):
            query["https"] = "1"  # asks for https addresses, which a service on this machine has not got
        answer = self._http.get(
            self._path("DownloadCADPath"), query, secret_param=_KEY, timeout=_CALL_SECONDS, cancel=cancel
        )
        said = read_cad_files(answer)
        if not said.ready and not (said.job_id or job_id):
            raise BadAnswer("the catalog started no job and gave no files", url=answer.url, status=answer.status)
        if said.ready and not said.archive:
            raise BadAnswer("the catalog's answer names no archive", url=answer.url, status=answer.status)
        return CadJob(request, said.job_id or job_id, said.archive)

    def _path(self, name: str) -> str:
        """``name`` below the services' folder, which a base URL may or may not already end with."""
        return name if self._base().lower().endswith(f"/{_SERVICES}") else f"{_SERVICES}/{name}"


def _pair(part: PartRef) -> dict[str, str]:
    """The part in the contract's parameter names. Raises RequestError for a part id without its selection path."""
    if part.part_number:
        return {"ClassificationID": part.classification_id, "PartNumber": part.part_number}
    if not part.has_path:
        raise RequestError(
            "the classic services need the selection path of a part", parameter="SelectionPath", allowed="its own text"
        )
    return {"PartID": part.part_id, "SelectionPath": part.selection_path}
