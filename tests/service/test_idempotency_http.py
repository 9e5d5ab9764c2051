"""Calls that are repeated with one Idempotency-Key: one job, one answer, one charge."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from plain_http import FORM, Reply, get, post, send

from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of

BOX = "import time\nlength = 1.0\ntime.sleep(0.3)\nshow_object(cq.Workplane().box(length, 2, 3))\n"


@dataclass(frozen=True)
class As:
    """The service for the owner of another key."""

    url: str
    key: str


def account(service: Any, name: str, quota: str = "5") -> As:
    assert post(service, "/accounts", name=name, quota=quota).status == 201
    return As(service.url, post(service, "/keys", account=name).json["key"])


def build(owner: As, repeat: str, headers: dict[str, str] | None = None, **said: str) -> Reply:
    fields = {"key": owner.key, "s": BOX, "type": "STL"} | said
    named = {"Content-Type": FORM, "Accept": "application/json", "Idempotency-Key": repeat} | (headers or {})
    return send("POST", f"{owner.url}/parts/build", urlencode(fields).encode(), named)


def used(owner: As) -> int:
    return int(get(owner, "/account").json["used"])


def test_the_same_key_and_body_are_one_build_one_answer_and_one_charge(service: Any) -> None:
    owner = account(service, "repeating")
    together = threading.Barrier(5)

    def ask(_: int) -> Reply:
        together.wait()
        return build(owner, "r-1", {"Cache-Control": "no-cache"}, length="11.5")

    with ThreadPoolExecutor(5) as pool:
        replies = [*pool.map(ask, range(5)), build(owner, "r-1", {"Cache-Control": "no-cache"}, length="11.5")]
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body for reply in replies}) == 1
    assert used(owner) == 1
    assert build(owner, "r-2", {"Cache-Control": "no-cache"}, length="11.5").status == 200
    assert used(owner) == 2, "another key is another build"


def test_another_body_with_the_same_key_is_refused_and_another_account_may_have_the_key(service: Any) -> None:
    owner, other = account(service, "conflicting"), account(service, "unrelated")
    assert build(owner, "c-1", length="12.5").status == 200
    refused = build(owner, "c-1", length="12.75")
    assert refused.status == 409
    assert (refused.error["kind"], refused.error["parameter"]) == ("conflict", "Idempotency-Key")
    assert build(owner, "c-1", length="12.5", type="STEP").status == 409
    assert build(other, "c-1", length="12.75").status == 200
    assert (used(owner), used(other)) == (1, 1)


def test_an_answer_from_the_cache_takes_its_key_too(service: Any) -> None:
    owner, other = account(service, "first"), account(service, "second")
    assert build(owner, "k-1", length="13.5").status == 200
    for _ in range(2):
        assert build(other, "k-2", length="13.5").headers["x-build-cache"] == "hit"
    assert build(other, "k-2", length="13.75").status == 409
    assert used(other) == 0


def test_a_failed_build_fails_again_in_the_same_words_without_being_run(service: Any) -> None:
    owner = account(service, "failing-again")
    replies = [build(owner, "f-1", s="import random\nraise ValueError(str(random.random()))") for _ in range(3)]
    assert [reply.status for reply in replies] == [500, 500, 500]
    assert len({reply.body for reply in replies}) == 1
    assert used(owner) == 0


@pytest.mark.parametrize("repeat", ["", "x" * 201, "\x07", "caf\xe9"])
def test_a_key_that_cannot_be_used_says_what_one_is(service: Any, repeat: str) -> None:
    refused = build(As(service.url, service.key), repeat)
    assert refused.status == 400
    assert refused.error["parameter"] == "Idempotency-Key"
    assert "200 printable" in refused.error["allowed"]


@pytest.mark.parametrize("ask", ["classic", "gateway"])
def test_a_repeated_cad_request_has_the_same_number(service: Any, ask: str) -> None:
    order = classic if ask == "classic" else gateway
    first, again, other = (order(service, key, "902") for key in ("cad", "cad", "another"))
    assert first.status == again.status == 200
    assert number_of(first) == number_of(again)
    if ask == "gateway":
        assert number_of(other) != number_of(first)
    refused = order(service, "cad", "901")
    assert refused.status == 409
    assert "Idempotency-Key" in refused.text
    assert order(service, "x" * 201, "901").status == 400


def number_of(reply: Reply) -> str:
    return str(reply.json["globalInfo"]["jobId"] if isinstance(reply.json, dict) else reply.json)


def classic(service: Any, repeat: str, format_id: str) -> Reply:
    query = {"ApiKey": service.key, "UserEmail": EMBEDDED_EMAIL, "Format": "json", "Version": "2", "Asynchronous": "1"}
    query |= {"ClassificationID": "CADWIDGETS_STANDARD_PARTS", "PartNumber": "6206", "CADFormatID": format_id}
    url = f"{service.url}/tpowebservices/DownloadCADPath?{urlencode(query)}"
    return send("GET", url, headers={"Idempotency-Key": f"classic {repeat}"})


def gateway(service: Any, repeat: str, format_id: str) -> Reply:
    def ask(path: str, body: dict[str, Any], headers: dict[str, str]) -> Reply:
        return send("POST", service.url + path, json.dumps(body).encode(), headers)

    tenant = {"tenantUid": tenant_of(LOCAL), "apiKey": service.key}
    token = ask("/v2/RequestToken", tenant, {}).json["token"]
    order = {"userEmail": EMBEDDED_EMAIL, "cultureInfo": "en", "cadFormatId": format_id}
    order |= {"classificationCode": "CADWIDGETS_STANDARD_PARTS", "partNumber": "6207"}
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"gateway {repeat}"}
    return ask("/v3/Product/cadRequest", order, headers)
