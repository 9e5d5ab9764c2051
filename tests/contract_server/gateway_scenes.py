"""A gateway on loopback for one scenario each, and the client that talks to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from loopback import Handler, Loopback, Respond, answer, loopback

from cadwidgets.clients._parts import Pace
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.parts import PartRef

KEY, TENANT, EMAIL = "key_4711_secret", "6f1d2e0a-52c4-4c0e-9d55-tenant-secret", "private.person@example.com"
TOKEN = "token.of.day-one"
HIDDEN = (KEY, TENANT, EMAIL, EMAIL.replace("@", "%40"), TOKEN, "token.of.day-two")
QUICK = Pace(first=0.01, slow=0.01, slow_after=1.0, deadline=20.0)
PATH = "d=6 mm|l=20 mm|&%|"
BY_PATH = PartRef(part_id="90-24112026-000001", selection_path=PATH)
BY_NUMBER = PartRef("SCREWS", "ISO 4762 M6x20")


def send(body: object, status: int = 200, **headers: str) -> Respond:
    """A behaviour: this JSON, or these bytes."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda handler: answer(handler, data, status, {name.replace("_", "-"): v for name, v in headers.items()})


def token_of(text: str = TOKEN, expiry: str = "2099-01-01T00:00:00Z") -> Respond:
    return send({"token": text, "expiryDate": expiry, "surplus": 1})


@contextmanager
def gateway(routes: dict[str, Respond], **more: Any) -> Iterator[tuple[TracePartsGateway, Loopback]]:
    """A client and its server; ``routes`` are behaviours by the path's last word (CheckLogin's by its first)."""
    known = {"RequestToken": token_of(), **routes}

    def respond(handler: Handler) -> None:
        words = urlsplit(handler.path).path.split("/")
        known.get("CheckLogin" if "CheckLogin" in words else words[-1], send({"title": "no such path"}, 404))(handler)

    with loopback(respond) as server:
        yield TracePartsGateway.at(server.url, KEY, TENANT, EMAIL, **{"pace": QUICK, **more}), server


def asked(server: Loopback, name: str) -> list[str]:
    return [seen.path for seen in server.seen if name in seen.path]


def query_of(path: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(path).query, keep_blank_values=True).items()}


def bearer(handler: Handler) -> str:
    return str(handler.headers.get("Authorization", "")).removeprefix("Bearer ")


def only_with(token: str, good: Respond) -> Respond:
    """401 for every other token."""
    return lambda handler: (good if bearer(handler) == token else send({"title": "expired"}, 401))(handler)
