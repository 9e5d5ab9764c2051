"""A Build Service and both generations of TraceParts that keep their contract and offer nothing beyond it.

Written from the services' documentation alone, without a line of cadwidgets: what works against it works
against a foreign service. By hand: ``python tests/contract_server/server.py --port 8765 --key demo``.
What a contract leaves open is chosen in `classic_catalog`, `gateway_catalog` and their neighbours, each time
other than cadwidgets' own service does.
"""

from __future__ import annotations

import argparse
import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from answers import Answer
from build_service import build
from classic_catalog import ClassicCatalog
from deliveries import Deliveries
from gateway_catalog import CHECK_LOGIN, GatewayCatalog
from kernel import Kernel
from picture import picture
from switches import EMAIL, Switches

CLASSIC = "/tpowebservices/"
GATEWAY = ("/v1/", "/v2/", "/v3/")
TENANT = "6f1c1a52-0d3e-4b7a-9a57-2f6d0c8f4711"
SECRET = ("key", "apikey", "useremail")
"""Names of fields that `Request` leaves out, in lower case."""


@dataclass(frozen=True)
class Request:
    """One request as it arrived; ``fields`` from the query, the form or a JSON body, without key and mail."""

    method: str
    path: str
    fields: dict[str, str]


class ContractServer(Switches):
    """Serves from construction to `close`, on loopback, in threads of this process.

    ``quota`` is the number of builds the account may still make (None: any number), ``builds`` the number it
    was charged for, ``cad_requests`` how many parts TraceParts would have recorded as downloaded, ``requests`` all
    that arrived. What else a test may set is in `Switches`.
    """

    def __init__(self, *, key: str = "demo", port: int = 0, quota: int | None = None) -> None:
        super().__init__()
        self.key, self.tenant, self.email = key, TENANT, EMAIL
        self.quota = quota
        self.builds = 0
        self.requests: list[Request] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
        self._http.daemon_threads = True
        self._http.contract = self
        self._lock = threading.Lock()
        self.kernel = Kernel()
        self.deliveries = Deliveries(self.kernel, self)
        self.classic = ClassicCatalog(self.deliveries, self, self.url, key)
        self.gateway = GatewayCatalog(self.deliveries, self, self.url, key, TENANT)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
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
    def gateway_url(self) -> str:
        """The root of the gateway: ``/v2/RequestToken`` is appended."""
        return self.url

    def spend_quota(self) -> None:
        """From now on the account may not download any more."""
        self.quota = 0

    def expire_tokens(self) -> None:
        """No token of the gateway given out until now is good any more."""
        self.gateway.expire_tokens()

    def expire_links(self) -> None:
        """No link to a file given out until now works any more; whoever asks again gets new ones."""
        self.deliveries.expire()

    def reset(self) -> None:
        """Counters at zero, nobody but ``email`` registered, no faults, any number of builds."""
        self.defaults()
        self.builds = 0
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
        self._dispatch({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        as_json = "json" in self.headers.get("Content-Type", "")
        self._dispatch(_json_fields(body) if as_json else dict(parse_qsl(body, keep_blank_values=True)))

    def _dispatch(self, posted: dict[str, str]) -> None:
        contract: ContractServer = self.server.contract
        target = urlsplit(self.path)
        fields = dict(parse_qsl(target.query, keep_blank_values=True)) | posted
        contract.requests.append(_shown(self.command, target.path, fields))
        self._send(self._answer(contract, target.path, fields, posted))

    def _answer(self, contract: ContractServer, path: str, fields: dict[str, str], posted: dict[str, str]) -> Answer:
        if path == "/parts/build":
            return _built(contract, posted if self.command == "POST" else fields)
        if path.startswith(CLASSIC) and self.command == "GET":
            return contract.classic.answer(path.removeprefix(CLASSIC), fields)
        if path.startswith(GATEWAY):
            return contract.gateway.answer(self.command, path[1:], fields, self.headers)
        if path.startswith("/files/"):
            return contract.deliveries.answer(path)
        if shown := picture(path):
            return Answer(200, shown, "image/png")
        return Answer(404, b"Not found.", "text/html")

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.content_type:
            self.send_header("Content-Type", answer.content_type)
        if answer.length is not None:
            self.send_header("Content-Length", str(answer.length))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *args: object) -> None:
        """Silent: the requests hold keys."""


def _built(contract: ContractServer, fields: dict[str, str]) -> Answer:
    if not contract.charge(fields.get("key", "")):
        return Answer(403, b"Forbidden.", "text/html")
    status, body = build(contract.kernel, fields)
    return Answer(status, body, "application/octet-stream" if status == 200 else "text/html")


def _json_fields(body: str) -> dict[str, str]:
    """The members of a JSON object as text; an empty dict for a body that is none."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return {name: str(value) for name, value in said.items()} if isinstance(said, dict) else {}


def _shown(method: str, path: str, fields: dict[str, str]) -> Request:
    if path.startswith("/" + CHECK_LOGIN):
        path = f"/{CHECK_LOGIN}..."
    return Request(method, path, {name: value for name, value in fields.items() if name.lower() not in SECRET})


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
