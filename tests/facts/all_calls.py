"""Every call of the clients, against a small server that answers all of them, and what each must give."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fuzz_samples
from loopback import Handler, answer

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients._parts import Pace
from cadwidgets.clients._zip import read_archive
from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.models import ModelsClient
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.part_file import PartFile
from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.requests import BuildRequest, CadRequest
from cadwidgets.modelscript import parse_script
from cadwidgets.settings import Secret

STL = bytes(80) + (100).to_bytes(4, "little") + bytes(50 * 100)
ARCHIVE = fuzz_samples.zip_of({"a.stl": STL})
REQUEST = BuildRequest.of(script="x = 1")
PART = PartRef("C", "W-10")
KEY, MAIL = "canary_key_1234", "a@example.com"
FORMATS = [{"cadFormatId": 77, "cadFormatName": "STL"}]
SCRIPT = "width = 40.0  # [10:100] mm Width\n"
STORED = {"id": "ab12cd34", "version": 2, "title": "Plate", "url": "http://x/parts/ab12cd34", "versions": 3}
STORED |= {"script": SCRIPT, "schema": parse_script(SCRIPT).to_json(), "formats": ["STL"]}


@dataclass
class Service:
    """Answers as a Build Service, as both generations of TraceParts and as our own; ``charged`` is what each costs."""

    charged: list[str] = field(default_factory=list)

    def respond(self, handler: Handler) -> None:
        """Answer one request."""
        path = handler.path.split("?")[0]
        base = f"http://{handler.headers['Host']}"
        if path in ("/parts/build", "/v3/Product/cadRequest") or path.endswith("DownloadCADPath"):
            self.charged.append(path)
        files = {"globalInfo": {"jobId": "7", "downloadable": "True", "error": "False"}}
        files |= {"filesPath": [{"type": "Archive", "path": f"{base}/files/a.zip"}]}
        shown: dict[str, Any] = {
            "/parts": {"models": []},
            "/parts/ab12cd34": STORED,
            "/catalog/search": fuzz_samples.SEARCH_PAGE,
            "/tpowebservices/CADdataAvailability": FORMATS,
            "/tpowebservices/DownloadCADPath": files,
            "/v2/RequestToken": {"token": "abc", "expiryDate": "2999-01-01T00:00:00Z"},
            "/v3/Product/CadDataAvailability": {"cadFormatList": FORMATS},
            "/v3/Product/cadRequest": 7,
            "/v2/Product/cadFileUrl": {"cadFileUrl": f"{base}/files/a.zip"},
        }
        if path in ("/parts/build", "/files/a.zip"):
            answer(handler, STL if path == "/parts/build" else ARCHIVE)
        elif path in shown:
            answer(handler, json.dumps(shown[path]).encode())
        else:
            answer(handler, b"no such page", 404)


@dataclass(frozen=True)
class Client:
    """All clients of one service; each call may take ``seconds``, and writes into ``folder``."""

    url: str
    seconds: float
    folder: Path

    @property
    def http(self) -> HttpSession:
        """A new session."""
        return HttpSession(RemoteEndpoint(self.url, Secret(KEY)))

    @property
    def _pace(self) -> Pace:
        return Pace(first=0.01, slow=0.01, deadline=self.seconds)

    @property
    def classic(self) -> TracePartsClassic:
        """The classic services."""
        return TracePartsClassic(self.http, email=MAIL, pace=self._pace)

    @property
    def gateway(self) -> TracePartsGateway:
        """The gateway."""
        return TracePartsGateway(self.http, tenant=Secret("tenant_1234"), email=MAIL, pace=self._pace)

    def to_file(self) -> bytes:
        """A file behind a link, on the disk."""
        with PartFile(self.folder / "a.zip") as part:
            self.http.download_to(f"{self.url}/files/a.zip", part)
            part.file.seek(0)
            read_archive(part.file.read())  # only who knows what a file is can tell that it is whole
            return part.finish().read_bytes()

    def model_to_file(self) -> bytes:
        """A model, on the disk."""
        file = BuildClient(self.http).download(REQUEST, self.folder / "a.stl", seconds=self.seconds)
        return file.path.read_bytes()


CALLS: dict[str, tuple[Callable[[Client], object], object]] = {
    "build": (lambda c: BuildClient(c.http).build(REQUEST, seconds=c.seconds).data, STL),
    "build into a file": (Client.model_to_file, STL),
    "schema": (lambda c: ModelsClient(c.http).show("ab12cd34").schema.names, ("width",)),
    "models": (lambda c: ModelsClient(c.http).list(), ()),
    "search": (lambda c: CatalogClient(c.http).search("m6").total, fuzz_samples.SEARCH_PAGE["total"]),
    "classic formats": (lambda c: [known.id for known in c.classic.formats(PART)], [77]),
    "classic request": (lambda c: c.classic.request(CadRequest(PART, 77)).ready, True),
    "classic download": (lambda c: c.classic.download(PART, 77, c.folder).files, {"a.stl": STL}),
    "gateway formats": (lambda c: [known.id for known in c.gateway.formats(PART)], [77]),
    "gateway request": (lambda c: c.gateway.request(CadRequest(PART, 77)).id, "7"),
    "gateway download": (lambda c: c.gateway.download(PART, 77, c.folder).files, {"a.stl": STL}),
    "file": (lambda c: read_archive(c.http.download(f"{c.url}/files/a.zip")), {"a.stl": STL}),
    "file onto the disk": (Client.to_file, ARCHIVE),
}
"""(The call, what it gives when all goes well) by name."""
