"""TraceParts' classic web services as their reference tells them; the lists are in `classic_lists`.

What the reference leaves open and this server chose:

- names of parameters in any case, names of services exactly as documented
- both pairs, half a pair or none, and PartID without SelectionPath are 400
- an address that is not registered is 403, a job that is not known or was started for another part is 404
- while a job is not ready ``filesPath`` is missing; a failed job has ``error`` "True" under ``failed_status`` (500)
- JobID without Asynchronous is 400; unknown languages get the supplier's own, German
- ``https=1`` gives https addresses whatever the connection is: over plain http nobody answers there
- 503 comes without ``Retry-After`` unless the test says otherwise
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import classic_lists
from answers import Answer
from classic_answer import cad_answer, error, said
from deliveries import Deliveries, Job
from switches import Switches, looks_like_mail
from synchronization import synchronization_data

Fields = Mapping[str, str]
DOWNLOAD = "DownloadCADPath"


class ClassicCatalog:
    """Answers what comes below ``tpowebservices/``."""

    def __init__(self, deliveries: Deliveries, switches: Switches, base_url: str, key: str) -> None:
        self._deliveries = deliveries
        self._switches = switches
        self._base_url = base_url
        self._key = key
        self._services: dict[str, Callable[[Fields], Answer]] = {
            DOWNLOAD: self.download_cad_path,
            "CheckLogin": self.check_login,
            "UserRegistration": self.user_registration,
            "SynchronizationData": synchronization_data,
        }

    def answer(self, name: str, fields: Fields) -> Answer:
        """``name`` of the service, ``fields`` of the query as they came."""
        query = {key.lower(): value for key, value in fields.items()}
        form = query.get("format", "")
        if fault := self._switches.next_fault(f"tpowebservices/{name}"):
            told = error(fault.status, "The service cannot answer this now.", form)
            return Answer(told.status, told.body, told.content_type, fault.headers)
        if name not in self._services and name not in classic_lists.LISTS:
            return Answer(404, b"Not found.", "text/html")
        if query.get("apikey") != self._key:
            return error(403, "The key is refused.", form)
        if form.lower() not in ("xml", "json") and name != "SynchronizationData":
            return error(400, "Format must be xml or json.")
        if name in self._services:
            return self._services[name](query)
        return classic_lists.LISTS[name](query, self._base_url)

    def download_cad_path(self, query: Fields) -> Answer:
        """A whole request, the start of a job, or a look at one."""
        form = query["format"]
        if refused := self._refused(query):
            return error(*refused, form)
        part, asynchronous = classic_lists.part_of(query), query.get("asynchronous") == "1"
        format_id, no_text = int(query["cadformatid"]), query.get("notxtfile") == "1"
        if not query.get("jobid"):
            pending = None if asynchronous else 0
            return self._look(self._deliveries.start(part, format_id, no_text=no_text, pending=pending), query)
        job = self._deliveries.find(query["jobid"])
        if not asynchronous:
            return error(400, "JobID goes with Asynchronous=1.", form)
        if not job or (job.part, job.format_id, job.no_text) != (part, format_id, no_text):
            return error(404, "There is no such job.", form)
        return self._look(job, query)

    def check_login(self, query: Fields) -> Answer:
        email = query.get("useremail", "")
        if not looks_like_mail(email):
            return error(400, "UserEmail is no mail address.", query["format"])
        return said(200, {"registered": self._switches.knows(email)}, query["format"], "WsCheckLogin")

    def user_registration(self, query: Fields) -> Answer:
        """Registers the address; whatever else is said is checked and not kept."""
        if wrong := _wrong_field(query):
            return error(400, f"{wrong} is missing or has a wrong length.", query["format"])
        self._switches.registered.add(query["useremail"])
        return said(200, {"registered": True}, query["format"], "WsUserRegistration")

    def _refused(self, query: Fields) -> tuple[int, str] | None:
        for name in ("useremail", "cadformatid"):
            if not query.get(name):
                return 400, f"The parameter {name} is missing."
        if not looks_like_mail(query["useremail"]):
            return 400, "UserEmail is no mail address."
        if query.get("version", "1") not in ("1", "2"):
            return 400, "Version is 1 or 2."
        if not classic_lists.has_one_pair(query):
            return 400, "Exactly one pair names the part."
        if not self._switches.knows(query["useremail"]):
            return 403, "The user is not registered."
        part = classic_lists.part_of(query)
        if part is None:
            return 404, "The part does not exist."
        return None if query["cadformatid"] in map(str, part.formats) else (404, "The format does not exist.")

    def _look(self, job: Job, query: Fields) -> Answer:
        ready = self._deliveries.ready(job)
        failed = ready and job.failed
        base = self._base_url.replace("http:", "https:", 1) if query.get("https") == "1" else self._base_url
        files = [(kind, base + path) for kind, path in self._deliveries.files(job)] if ready and not failed else []
        status = self._switches.failed_status if failed else 200
        if query.get("version", "1") == "2":
            return self._version_2(status, cad_answer(job.number, ready and not failed, failed, files), query)
        if failed:
            return error(status if status >= 400 else 500, "The CAD file could not be made.", query["format"])
        return said(200, [job.number, [list(item) for item in files]], query["format"], f"Ws{DOWNLOAD}")

    def _version_2(self, status: int, body: dict[str, object], query: Fields) -> Answer:
        info = body["globalInfo"]
        if query.get("activejsonlight") == "1" and isinstance(info, dict) and info["error"] == "False":
            body = body | {"globalInfo": {"jobId": info["jobId"]}}
        return said(status, body, query["format"], f"Ws{DOWNLOAD}")


LENGTHS = {
    "useremail": (5, 100),
    "company": (2, 50),
    "country": (2, 2),
    "name": (2, 50),
    "fname": (2, 50),
    "addr1": (2, 80),
    "addr2": (2, 80),
    "addr3": (2, 80),
    "city": (2, 50),
    "state": (2, 10),
    "zipcode": (3, 20),
    "phone": (5, 25),
    "fax": (5, 20),
    "tpoptin": (1, 1),
    "partnersoptin": (1, 1),
}
"""Of the fields of a registration, in characters; the first three are required."""


def _wrong_field(query: Fields) -> str:
    for index, (name, (least, most)) in enumerate(LENGTHS.items()):
        value = query.get(name, "")
        if (value or index < 3) and not least <= len(value) <= most:
            return name
    return "" if looks_like_mail(query["useremail"]) else "useremail"
