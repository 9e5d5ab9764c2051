"""Classic services on loopback for one scenario each, and the client that talks to them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from loopback import Handler, Loopback, Respond, answer, loopback

from cadwidgets.clients._parts import Pace
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.contract.parts import PartRef

KEY, EMAIL = "key_4711_secret", "private.person@example.com"
HIDDEN = (KEY, EMAIL, EMAIL.replace("@", "%40"))
QUICK = Pace(first=0.01, slow=0.01, slow_after=1.0, deadline=20.0)
PATH = "1|d=6 mm|=0|&%+|"
BY_PATH = PartRef(part_id="10-17102002-114249", selection_path=PATH)
BY_NUMBER = PartRef("SCREWS", "ISO 4762 M6x20")


def send(body: object, status: int = 200, **headers: str) -> Respond:
    """A behaviour: this JSON, or these bytes."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda handler: answer(handler, data, status, {name.replace("_", "-"): v for name, v in headers.items()})


def exported(rows: object, name: str = "WsPartNumbersData_4711_en.json") -> Respond:
    """A behaviour: the zip of a synchronization with one member."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, rows if isinstance(rows, bytes) else json.dumps(rows))
    return send(packed.getvalue())


@contextmanager
def classic(routes: dict[str, Respond], **more: Any) -> Iterator[tuple[TracePartsClassic, Loopback]]:
    """A client and its server; ``routes`` are behaviours by the services' names."""

    def respond(handler: Handler) -> None:
        name = urlsplit(handler.path).path.removeprefix("/tpowebservices/")
        routes.get(name, send({"codeError": "404", "messageError": "no such service"}, 404))(handler)

    with loopback(respond) as server:
        yield TracePartsClassic.at(server.url, KEY, EMAIL, **{"pace": QUICK, **more}), server


def query_of(path: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(path).query, keep_blank_values=True).items()}
