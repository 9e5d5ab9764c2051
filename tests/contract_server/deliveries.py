"""CAD jobs of both generations and the files they give: zips that expire, and broken ones where a test asks for them.

What the reference leaves open and this server chose: the zip comes last among the files, a set has its parts as
further files, an expired link is 410 and one that never was 404, names in the zip are the part's number.
"""

from __future__ import annotations

import io
import itertools
import threading
import zipfile
from dataclasses import dataclass
from urllib.parse import quote

from answers import Answer, as_text
from kernel import Kernel
from stock import BROKEN_PART, CAD_FORMATS, Part, Ring
from switches import Switches

SECONDARY = "SecondaryCADFile"


@dataclass
class Job:
    """What was asked for, and how often it is still not ready."""

    number: int
    part: Part
    format_id: int
    no_text: bool
    left: int

    @property
    def failed(self) -> bool:
        return self.part.number == BROKEN_PART


class Deliveries:
    """Numbers jobs from 43488246 on, the contract's example, and serves what they made under ``/files/``."""

    def __init__(self, kernel: Kernel, switches: Switches) -> None:
        self._kernel = kernel
        self._switches = switches
        self._numbers = itertools.count(43488246)
        self._jobs: dict[int, Job] = {}
        self._files: dict[str, bytes] = {}
        self._built: dict[tuple[tuple[Ring, ...], str], bytes] = {}
        self._edition = 1
        self._lock = threading.RLock()

    def start(self, part: Part, format_id: int, *, no_text: bool = False, pending: int | None = None) -> Job:
        """A new job, counted as a download of the part."""
        with self._lock:
            self._switches.cad_requests += 1
            left = self._switches.pending if pending is None else pending
            job = Job(next(self._numbers), part, format_id, no_text, left)
            self._jobs[job.number] = job
            return job

    def find(self, number: str) -> Job | None:
        return self._jobs.get(int(number)) if number.isascii() and number.isdigit() else None

    def ready(self, job: Job) -> bool:
        """One look at the job, which brings it nearer to being ready."""
        with self._lock:
            job.left -= 1
            return job.left < 0

    def files(self, job: Job) -> list[tuple[str, str]]:
        """Types and paths below the server's address, made now if they are not there or not any more."""
        with self._lock:
            return [(kind, self._keep(job, name, data)) for kind, name, data in self._make(job)]

    def expire(self) -> None:
        """No path given out until now works any more."""
        with self._lock:
            self._edition += 1

    def answer(self, path: str) -> Answer:
        """What is behind a path that begins with ``/files/``."""
        if fault := self._switches.next_fault(path):
            return as_text(fault.status, "The file cannot be sent now.", fault.headers)
        data = self._files.get(path)
        if data is None:
            return as_text(404, "There is no such file.")
        if int(path.split("/")[3]) < self._edition:
            return as_text(410, "The file is gone.")
        length = len(data) + 100 if self._switches.zip_fault == "length" else len(data)
        return Answer(200, data, "application/octet-stream", length=length)

    def _keep(self, job: Job, name: str, data: bytes) -> str:
        path = f"/files/{job.number}/{self._edition}/{quote(name)}"
        self._files[path] = data
        return path

    def _make(self, job: Job) -> list[tuple[str, str, bytes]]:
        number, (_, kind, ending) = job.part.number, CAD_FORMATS[job.format_id]
        cad = {f"{number}.{ending}": self._build(job.part.rings, kind)}
        if len(job.part.pieces) > 1:
            cad |= {f"{number}_{name}.{ending}": self._build((ring,), kind) for name, ring in job.part.pieces.items()}
        text = {} if job.no_text else {f"{number}.txt": job.part.bom_text}
        types = self._switches.file_types
        made = [("primary", "PrimaryCADFile", *item) for item in list(cad.items())[:1]]
        made += [("secondary", SECONDARY, *item) for item in list(cad.items())[1:]]
        made += [("bom", "BOMFields", *item) for item in text.items()]
        separate = [(type_, name, data) for switch, type_, name, data in made if switch in types]
        return [*separate, (self._switches.zip_type, f"{number}.zip", self._zip(cad | text))]

    def _build(self, rings: tuple[Ring, ...], kind: str) -> bytes:
        if (rings, kind) not in self._built:
            self._built[rings, kind] = self._kernel.build("".join(ring.script for ring in rings), kind)
        return self._built[rings, kind]

    def _zip(self, files: dict[str, bytes]) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            if self._switches.zip_fault == "hostile":
                archive.writestr("../../outside.stp", b"not where it belongs")
            for name, data in files.items():
                archive.writestr(name, data)
        data = packed.getvalue()
        return data[: len(data) // 2] if self._switches.zip_fault == "cut" else data
