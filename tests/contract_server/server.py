"""A Build Service and a classic TraceParts service that keep their contract and offer nothing beyond it.

Written from the services' documentation alone, without a line of cadwidgets: what works against it works
against a foreign service. By hand: ``python tests/contract_server/server.py --port 8765 --key demo``.
"""

from __future__ import annotations

import argparse
import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from build_service import build
from classic_catalog import ClassicCatalog, error
from kernel import Kernel

CLASSIC = "/tpowebservices/"


@dataclass(frozen=True)
class Request:
    """One request as it arrived; ``fields`` from the query or the form, without the key."""

    method: str
    path: str
    fields: dict[str, str]


class ContractServer:
    """Serves from construction to `close`, on loopback, in threads of this process.

    ``quota`` is the number of builds the account may still make (None: any number), ``builds`` the number it
    was charged for, ``requests`` all that arrived.
    """

    def __init__(self, *, key: str = "demo", port: int = 0, quota: int | None = None) -> None:
        self.key = key
        self.quota = quota
        self.builds = 0
        self.requests: list[Request] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
        self._http.daemon_threads = True
        self._http.contract = self
        self._lock = threading.Lock()
        self.kernel = Kernel()
        self.catalog = ClassicCatalog(self.kernel, self.url)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The base of the Build Service: ``/parts/build`` is appended."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def traceparts_url(self) -> str:
        """The base of the classic services: ``DownloadCADPath`` is appended."""
        return self.url + CLASSIC.rstrip("/")

    @property
    def cad_requests(self) -> int:
        """How many parts TraceParts would have recorded as downloaded."""
        return self.catalog.cad_requests

    def spend_quota(self) -> None:
        """From now on the account may not download any more."""
        self.quota = 0

    def reset(self) -> None:
        """Counters at zero, and the account may download as often as it likes."""
        self.builds = self.catalog.cad_requests = 0
        self.requests = []
        self.quota = None

    def close(self) -> None:
        """End the server and the kernel's process."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        self.kernel.close()

    def charge(self, key: str) -> bool:
        """Whether this key may build once more."""
        with self._lock:
            if key != self.key or self.quota == 0:
                return False
            self.builds += 1
            self.quota = None if self.quota is None else self.quota - 1
            return True


class _Handler(BaseHTTPRequestHandler):
    """HTTP/1.0: an answer ends when the connection does, as a streamed file may."""

    server_version = "PartsServer"
    sys_version = ""

    def do_GET(self) -> None:
        self._dispatch(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._dispatch(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

    def _dispatch(self, encoded: str) -> None:
        contract: ContractServer = self.server.contract
        path, fields = urlsplit(self.path).path, dict(parse_qsl(encoded, keep_blank_values=True))
        shown = {name: value for name, value in fields.items() if name.lower() not in ("key", "apikey")}
        contract.requests.append(Request(self.command, path, shown))
        if path == "/parts/build":
            self._build(contract, fields)
        elif path.startswith(CLASSIC) and self.command == "GET":
            self._classic(contract, path.removeprefix(CLASSIC), fields)
        elif archive := contract.catalog.archive(path.removeprefix("/files/")):
            self._send(200, archive, "application/octet-stream")
        else:
            self._send(404, b"Not found.", "text/html")

    def _build(self, contract: ContractServer, fields: dict[str, str]) -> None:
        if not contract.charge(fields.get("key", "")):
            self._send(403, b"Forbidden.", "text/html")
            return
        status, body = build(contract.kernel, fields)
        self._send(status, body, "application/octet-stream" if status == 200 else "text/html")

    def _classic(self, contract: ContractServer, name: str, fields: dict[str, str]) -> None:
        query = {name.lower(): value for name, value in fields.items()}
        services = {
            "DownloadCADPath": contract.catalog.download_cad_path,
            "CADFormatsList": contract.catalog.formats,
            "CADdataAvailability": contract.catalog.formats,
        }
        if name not in services:
            self._send(404, b"Not found.", "text/html")
            return
        allowed = query.get("apikey") == contract.key
        status, answer = services[name](query) if allowed else error(403, "The key is refused.")
        self._send(status, json.dumps(answer).encode(), "application/json")

    def _send(self, status: int, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silent: the requests hold keys."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--key", default="demo")
    parser.add_argument("--quota", type=int)
    options = parser.parse_args()
    server = ContractServer(key=options.key, port=options.port, quota=options.quota)
    print(server.url, flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        server.close()


if __name__ == "__main__":
    main()
