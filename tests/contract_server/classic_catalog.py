"""TraceParts' classic ``DownloadCADPath``, version 2 in JSON, and the formats, for a catalog of washers."""

from __future__ import annotations

import io
import itertools
import threading
import zipfile
from collections.abc import Mapping

from kernel import Kernel
from models import BROKEN_PART, CAD_FORMATS, CLASSIFICATION, RING, RINGS

Answer = tuple[int, object]


class ClassicCatalog:
    """Jobs and their archives. ``cad_requests`` counts what TraceParts would record as a download."""

    def __init__(self, kernel: Kernel, base_url: str) -> None:
        self.cad_requests = 0
        self._kernel = kernel
        self._base_url = base_url
        self._numbers = itertools.count(43488246)
        self._jobs: dict[str, tuple[str, int, bool]] = {}
        self._archives: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def formats(self, query: Mapping[str, str]) -> Answer:
        """``CADFormatsList`` and ``CADdataAvailability``: the formats by id and name."""
        listed = [{"cadFormatId": number, "cadFormatName": name} for number, (name, *_) in CAD_FORMATS.items()]
        return 200, {"viewerAvailability": "False", "cadFormatList": listed}

    def download_cad_path(self, query: Mapping[str, str]) -> Answer:
        """One call, its names in lower case: a whole request, the start of a job, or a look at one."""
        if problem := _problem(query):
            return problem
        if job_id := query.get("jobid"):
            return self._check(job_id)
        with self._lock:
            self.cad_requests += 1
            job_id = str(next(self._numbers))
            self._jobs[job_id] = query["partnumber"], int(query["cadformatid"]), query.get("notxtfile") == "1"
        if query.get("asynchronous") == "1":
            return 200, _answer(job_id, downloadable=False)
        return self._check(job_id)

    def archive(self, name: str) -> bytes | None:
        """The bytes behind a path that was given out."""
        return self._archives.get(name)

    def _check(self, job_id: str) -> Answer:
        if job_id not in self._jobs:
            return error(404, "There is no such job.")
        number, format_id, no_text = self._jobs[job_id]
        if number == BROKEN_PART:
            return 200, _answer(job_id, downloadable=False, failed=True)
        name = f"{job_id}/{number}.zip"
        if name not in self._archives:
            self._archives[name] = self._make(number, format_id, no_text)
        return 200, _answer(job_id, downloadable=True, path=f"{self._base_url}/files/{name}")

    def _make(self, number: str, format_id: int, no_text: bool) -> bytes:
        _, kind, ending = CAD_FORMATS[format_id]
        outer, inner, height = RINGS[number]
        model = self._kernel.build(RING.format(outer=outer, inner=inner, height=height), kind)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{number}.{ending}", model)
            if not no_text:
                archive.writestr(f"{number}.txt", _bom_text(number))
        return packed.getvalue()


def error(status: int, message: str) -> Answer:
    """The error object of all classic services: both members are text."""
    return status, {"codeError": str(status), "messageError": message}


def _problem(query: Mapping[str, str]) -> Answer | None:
    for name in ("useremail", "format", "cadformatid"):
        if not query.get(name):
            return error(400, f"The parameter {name} is missing.")
    if query["format"].lower() != "json" or query.get("version") != "2":
        return error(400, "Only version 2 in JSON is served here.")
    by_number = bool(query.get("classificationid")) and bool(query.get("partnumber"))
    if by_number == bool(query.get("partid")):
        return error(400, "Exactly one pair names the part.")
    known = query.get("classificationid") == CLASSIFICATION
    if not known or query.get("partnumber") not in (*RINGS, BROKEN_PART):
        return error(404, "The part does not exist.")
    if query["cadformatid"] not in map(str, CAD_FORMATS):
        return error(404, "The format does not exist.")
    return None


def _answer(job_id: str, *, downloadable: bool, failed: bool = False, path: str = "") -> dict[str, object]:
    info = {"jobId": job_id, "downloadable": str(downloadable), "error": str(failed)}
    return {"globalInfo": info, "filesPath": [{"type": "Archive", "path": path}] if path else []}


def _bom_text(number: str) -> bytes:
    """German labels, cp1252, semicolons, CRLF: documented is that there is such a text, not its form."""
    outer, inner, height = RINGS[number]
    lines = (
        ("Artikelnummer", number),
        ("Bezeichnung", f"Scheibe Ø{inner:g}"),
        ("Außendurchmesser", f"{outer:g}".replace(".", ","), "mm"),
        ("Höhe", f"{height:g}".replace(".", ","), "mm"),
    )
    return "\r\n".join(map(";".join, lines)).encode("cp1252")
