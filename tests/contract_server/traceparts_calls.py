"""Calls of both generations of TraceParts with plain HTTP, as their references write them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import stock
from plain_http import Reply, send

PAIR_A = {"PartID": stock.WASHERS, "SelectionPath": "1|size=8 mm|=0|H==1.6|"}
PAIR_B = {"ClassificationID": stock.CLASSIFICATION, "PartNumber": "W-8"}
PAIR_1 = {"partFamilyCode": stock.WASHERS, "selectionPath": "1|size=10 mm|=0|H==2|"}
PAIR_2 = {"classificationCode": stock.CLASSIFICATION, "partNumber": "W-10"}


def call(server: Any, service: str, **query: str) -> Reply:
    """A classic service with the server's key, in JSON unless said otherwise."""
    fields = {"ApiKey": server.key, "Format": "json"} | query
    return send("GET", f"{server.traceparts_url}/{service}?{urlencode(fields)}")


def cad(server: Any, **query: str) -> Reply:
    """DownloadCADPath, version 2, as STEP, unless said otherwise."""
    common = {"UserEmail": server.email, "Language": "en", "Version": "2"}
    common |= {} if "CADFormatId" in query else {"CADFormatID": "19"}
    return call(server, "DownloadCADPath", **common | query)


def new_token(server: Any) -> str:
    """A token of the gateway."""
    return str(post(server, "v2/RequestToken", {"tenantUid": server.tenant, "apiKey": server.key}).json["token"])


def post(server: Any, path: str, body: object, token: str = "") -> Reply:
    headers = {"Content-Type": "application/*+json", "Authorization": f"Bearer {token}"}
    return send("POST", f"{server.gateway_url}/{path}", json.dumps(body).encode(), headers)


def get(server: Any, path: str, token: str, **query: str) -> Reply:
    url = f"{server.gateway_url}/{path}?{urlencode(query)}"
    return send("GET", url, headers={"Authorization": f"Bearer {token}"})


def ask(server: Any, token: str, **fields: object) -> Reply:
    """The gateway's cadRequest, as STEP in English, unless said otherwise."""
    body = {"userEmail": server.email, "cadFormatId": 19, "cultureInfo": "en"} | fields
    return post(server, "v3/Product/cadRequest", body, token)


def look(server: Any, token: str, number: int) -> Reply:
    """The gateway's cadFileUrl."""
    return get(server, "v2/Product/cadFileUrl", token, cadRequestId=str(number))
