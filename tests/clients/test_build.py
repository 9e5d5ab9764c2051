"""The client of the Build Service against a service of ours, a foreign one, and answers of any kind."""

from __future__ import annotations

from typing import Any

import pytest
from loopback import Handler, answer, loopback

from cadwidgets.clients._http import Answer
from cadwidgets.clients._refusals import raise_for
from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import CONTRACT_FORMATS, BuildRequest
from cadwidgets.errors import (
    AuthError,
    BadAnswer,
    BuildRefused,
    Busy,
    CadWidgetsError,
    GeometryError,
    NotFound,
    RequestError,
    ScriptError,
    ScriptSyntaxError,
    ScriptTimeout,
    SourceError,
    WorkerDied,
)

BOX = "length = 1.0\nshow_object(cq.Workplane().box(length, 2, 3))\n"


@pytest.mark.parametrize("kind", CONTRACT_FORMATS)
def test_both_services_build_the_same_box_in_every_type(service: Any, contract_server: Any, kind: str) -> None:
    request = BuildRequest.of(script=BOX, type=kind, values={"length": 2.0})
    ours = BuildClient.at(service.url, service.key).build(request)
    theirs = BuildClient.at(contract_server.url, contract_server.key).build(request)
    assert ours.volume == pytest.approx(12)
    if kind == "STEP":
        with pytest.raises(GeometryError):
            _ = theirs.volume
    else:
        assert theirs.volume == pytest.approx(12, rel=1e-6)
        assert ours.mesh.volume == pytest.approx(theirs.mesh.volume, rel=1e-6)


def test_a_service_of_ours_is_told_from_a_foreign_one_without_the_key(service: Any, contract_server: Any) -> None:
    assert BuildClient.at(service.url, "no matter").is_ours()
    assert not BuildClient.at(contract_server.url, "no matter").is_ours()
    assert contract_server.builds == 0


def test_builds_asked_for_are_counted_also_when_they_fail(contract_server: Any) -> None:
    client = BuildClient.at(contract_server.url, contract_server.key)
    client.build(BuildRequest.of(script=BOX))
    with pytest.raises(BuildRefused):
        client.build(BuildRequest.of(script="raise ValueError"))
    assert client.requests == 2
    assert contract_server.builds == 2, "nothing is repeated silently"


@pytest.mark.parametrize("ours", [True, False])
def test_attempts_at_one_build_have_one_key_at_a_service_of_ours_and_none_at_a_foreign_one(ours: bool) -> None:
    model = b"solid box\nendsolid box\n"

    def respond(handler: Handler) -> None:
        if len(server.seen) > 1:
            answer(handler, model)  # the first answer is lost: the connection ends without one

    with loopback(respond, ours=ours) as server:
        client = BuildClient.at(server.url, "key-1")
        request = BuildRequest.of(script=BOX)
        if not ours:
            with pytest.raises(SourceError):
                client.build(request)
        client.build(request)
        client.build(request)
    keys = [seen.headers.get("Idempotency-Key") for seen in server.seen]
    assert len(keys) == 3
    if ours:
        assert keys[0]
        assert (keys[0] == keys[1], keys[1] == keys[2]) == (True, False)
    else:
        assert keys == [None] * 3


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("raise ValueError('no')", ScriptError),
        ("a = (", ScriptSyntaxError),
        ("import os; os._exit(1)", WorkerDied),
        ("x = 1\nshow_object(cq.Workplane().box(float('nan'), 1, 1))", ScriptError),
    ],
)
def test_what_went_wrong_with_a_script_is_an_error_of_its_own_kind(
    service: Any, script: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        BuildClient.at(service.url, service.key).build(BuildRequest.of(script=script))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, RequestError),
        (403, AuthError),
        (404, NotFound),
        (413, RequestError),
        (500, BuildRefused),
        (502, BuildRefused),
        (503, Busy),
        (302, BadAnswer),
        (418, BadAnswer),
    ],
)
@pytest.mark.parametrize("body", [b"", b"no\nreason", b"[]", b'{"error": 3}', b'{"error": {"message": "m"}}', b"\xff{"])
def test_a_status_with_any_body_becomes_one_error(status: int, kind: type[Exception], body: bytes) -> None:
    with pytest.raises(kind) as caught:
        raise_for(Answer(status, {"retry-after": "7"}, body))
    assert isinstance(caught.value, CadWidgetsError)
    assert str(caught.value)
    if isinstance(caught.value, Busy):
        assert caught.value.retry_after == 7


def test_a_timeout_keeps_its_limit_and_what_the_script_printed() -> None:
    body = b'{"error": {"kind": "timeout", "message": "too long", "limit": 3.0, "output": "step 1"}}'
    with pytest.raises(ScriptTimeout) as caught:
        raise_for(Answer(504, {}, body))
    assert (caught.value.limit, caught.value.output) == (3.0, "step 1")
