"""What a service of this project answers beyond the contract, with one model, one account and one key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from loopback import Handler, answer

from cadwidgets.modelscript import parse_script

SCRIPT = "width = 40.0  # [10:100] mm Width\n"
MODEL = {"id": "ab12cd34", "version": 2, "title": "Plate", "url": "http://x/parts/ab12cd34"}
NEW_KEY = {"id": "k9", "key": "cw_brand_new"}
ACCOUNT = {"account": "shop", "administrator": False, "quota": 10, "used": 4, "left": 6}
ANSWERS: Mapping[str, tuple[int, Any]] = {
    "POST /parts": (201, MODEL),
    "GET /parts?q=plate": (
        200,
        {"models": [MODEL | {"description": "d", "created": 5.0, "updated": 6.0, "own": True}]},
    ),
    "GET /parts": (200, {"models": []}),
    "GET /parts/ab12cd34?version=2": (
        200,
        MODEL | {"versions": 3, "script": SCRIPT, "schema": parse_script(SCRIPT).to_json(), "formats": ["STL"]},
    ),
    "DELETE /parts/ab12cd34": (204, None),
    "GET /account": (200, ACCOUNT),
    "GET /accounts": (200, {"accounts": [ACCOUNT, {"account": "local", "quota": None, "used": 0}]}),
    "POST /accounts": (201, ACCOUNT),
    "PATCH /accounts/shop": (200, ACCOUNT),
    "GET /keys?account=shop": (
        200,
        {"keys": [{"id": "k1", "account": "shop", "label": "saw", "created": 7.5, "disabled": True}]},
    ),
    "POST /keys": (201, NEW_KEY),
    "POST /keys/k1/disable": (200, {}),
    "POST /keys/k1/regenerate": (201, NEW_KEY),
    "POST /keys/test": (200, {"ok": True, "bytes": 684, "triangles": 12}),
}


def own_api(handler: Handler) -> None:
    missing = (404, {"error": {"kind": "notfound", "message": "there is no such thing"}})
    status, body = ANSWERS.get(f"{handler.command} {handler.path}", missing)
    answer(handler, b"" if body is None else json.dumps(body).encode(), status)
