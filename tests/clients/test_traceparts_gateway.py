"""The gateway client against real servers on loopback: one small handler for each scenario."""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import replace

import pytest
from gateway_scenes import (
    BY_NUMBER,
    BY_PATH,
    EMAIL,
    HIDDEN,
    KEY,
    PATH,
    TENANT,
    TOKEN,
    asked,
    bearer,
    gateway,
    only_with,
    query_of,
    send,
    token_of,
)
from loopback import Handler, Respond, answer, hang_up, in_turn, loopback

from cadwidgets.clients._parts import Pace
from cadwidgets.clients._retry import CATALOG
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.parts import PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import (
    AuthError,
    BadAnswer,
    BuildRefused,
    Busy,
    CadWidgetsError,
    Cancelled,
    ConnectionFailed,
    NotFound,
    RequestError,
    SourceError,
    TimedOut,
)

# --- the token ---------------------------------------------------------------------------------------------------


def test_a_token_is_asked_for_once_and_used_for_all_calls() -> None:
    with gateway({"SupportedLanguages": only_with(TOKEN, send({"en": "English"}))}) as (client, server):
        assert client.languages() == client.languages() == {"en": "English"}
    first = server.seen[0]
    assert (first.method, first.path) == ("POST", "/v2/RequestToken")
    assert json.loads(first.body) == {"tenantUid": TENANT, "apiKey": KEY}
    assert {name.lower(): value for name, value in first.headers.items()}["content-type"] == "application/json"
    assert len(asked(server, "RequestToken")) == 1


def test_many_threads_ask_for_one_token() -> None:
    def slow(handler: Handler) -> None:
        threading.Event().wait(0.3)
        token_of()(handler)

    with gateway({"RequestToken": slow, "SupportedLanguages": send({"en": "English"})}) as (client, server):
        threads = [threading.Thread(target=client.languages) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(asked(server, "RequestToken")) == 1
        assert len(asked(server, "SupportedLanguages")) == 8


def test_a_token_that_expired_in_the_middle_is_renewed_once_and_the_call_repeated() -> None:
    routes = {
        "RequestToken": in_turn(token_of(), token_of("token.of.day-two")),
        "SupportedLanguages": in_turn(send({}), only_with("token.of.day-two", send({"de": "Deutsch"}))),
    }
    with gateway(routes) as (client, server):
        client.languages()
        assert client.languages() == {"de": "Deutsch"}
        assert len(asked(server, "RequestToken")) == 2


def test_a_token_that_is_refused_twice_is_an_auth_error() -> None:
    with gateway({"SupportedLanguages": send({"detail": "no"}, 401)}) as (client, server):
        with pytest.raises(AuthError):
            client.languages()
        assert len(asked(server, "RequestToken")) == 2
        assert len(asked(server, "SupportedLanguages")) == 2


def test_json_that_is_not_taken_is_sent_once_again_in_the_samples_type() -> None:
    def picky(good: Respond) -> Respond:
        def respond(handler: Handler) -> None:
            (good if handler.headers["Content-Type"] == "application/*+json" else send(b"", 415))(handler)

        return respond

    with gateway({"RequestToken": picky(token_of()), "cadRequest": picky(send(7))}) as (client, server):
        assert client.request(CadRequest(BY_PATH, 9)).id == "7"
        assert len(server.seen) == 4
        assert len({seen.body for seen in server.seen}) == 2


@pytest.mark.parametrize(
    ("respond", "kind"),
    [
        (send({"title": "Unauthorized"}, 401), AuthError),
        (send({"title": "tenantUid"}, 400), SourceError),
        (send(b"<html>login</html>"), BadAnswer),
        (send({"expiryDate": "2099-01-01"}), BadAnswer),
        (send({"token": True, "expiryDate": "2099-01-01"}), BadAnswer),
        (send({"token": "two words"}), BadAnswer),
        (send([]), BadAnswer),
        (hang_up, ConnectionFailed),
    ],
)
def test_a_service_that_gives_no_token_is_reported(respond: Respond, kind: type[CadWidgetsError]) -> None:
    with gateway({"RequestToken": respond}) as (client, _), pytest.raises(kind):
        client.languages()


def test_without_a_tenant_nothing_is_sent() -> None:
    with loopback(token_of()) as server:
        with pytest.raises(RequestError) as caught:
            TracePartsGateway.at(server.url, KEY, "", EMAIL).languages()
        assert caught.value.parameter == "tenant"
        assert server.seen == []


# --- a CAD request -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "pair"),
    [
        (BY_PATH, {"partFamilyCode": BY_PATH.part_id, "selectionPath": PATH}),
        (PartRef(part_id="90-1"), {"partFamilyCode": "90-1"}),
        (BY_NUMBER, {"classificationCode": "SCREWS", "partNumber": "ISO 4762 M6x20"}),
    ],
)
def test_a_request_names_one_pair_and_no_empty_key(part: PartRef, pair: dict[str, str]) -> None:
    with gateway({"cadRequest": send(b" 43488246\r\n")}) as (client, server):
        job = client.request(CadRequest(part, 9, "de"))
    assert (job.id, job.ready, client.requests) == ("43488246", False, 1)
    assert json.loads(server.seen[-1].body) == {"userEmail": EMAIL, "cultureInfo": "de", "cadFormatId": 9, **pair}


@pytest.mark.parametrize("body", [b"", b"true", b"{}", b"null", b"1.5", b'"abc"', b"<html>", b"-1", b"[1]"])
def test_an_id_that_is_no_integer_is_a_bad_answer(body: bytes) -> None:
    with gateway({"cadRequest": send(body)}) as (client, _), pytest.raises(BadAnswer):
        client.request(CadRequest(BY_PATH, 9))


URL = "https://files.example/a%20b/%7C&x=1|2.zip?sig=A%2BB&amp;c"


@pytest.mark.parametrize(
    "body",
    [
        URL,
        {"cadFileUrl": URL},
        {"url": URL, "id": 5},
        {"id": 1, "when": "soon", "anything": URL},
        {"link": "https://other.example/", "path": URL},
        URL.encode(),
        URL.encode() + b"\r\n",
    ],
)
def test_the_address_is_found_in_every_shape_and_kept_verbatim(body: object) -> None:
    with gateway({"cadRequest": send(5), "cadFileUrl": send(body)}) as (client, server):
        job = client.poll(client.request(CadRequest(BY_PATH, 9)))
    assert job.url == URL
    assert query_of(server.seen[-1].path) == {"cadRequestId": "5"}


@pytest.mark.parametrize("body", [b"", b"null", b"{}", b"5", b"[]", b'"soon"', b"<html>http://x</html>", b'{"url": 3}'])
def test_an_answer_without_an_address_is_a_bad_answer(body: bytes) -> None:
    with gateway({"cadRequest": send(5), "cadFileUrl": send(body)}) as (client, _):
        job = client.request(CadRequest(BY_PATH, 9))
        with pytest.raises(BadAnswer):
            client.poll(job)


def test_a_file_that_is_not_ready_for_long_is_asked_for_until_it_is() -> None:
    waiting = [send(b"", 204)] * 30
    with gateway({"cadRequest": send(5), "cadFileUrl": in_turn(*waiting, send(URL))}) as (client, server):
        assert client.wait(client.request(CadRequest(BY_PATH, 9))).url == URL
        assert len(asked(server, "cadFileUrl")) == 31
        assert [seen.path for seen in server.seen].count("/v3/Product/cadRequest") == 1
        assert client.requests == 1


def test_a_file_that_never_comes_ends_at_the_deadline() -> None:
    short = Pace(first=0.02, slow=0.02, slow_after=1.0, deadline=0.3)
    routes = {"cadRequest": send(5), "cadFileUrl": send(b"", 204)}
    with gateway(routes, pace=short) as (client, _), pytest.raises(TimedOut) as caught:
        client.wait(client.request(CadRequest(BY_PATH, 9)))
    assert caught.value.limit == 0.3


def test_waiting_for_a_file_can_be_cancelled() -> None:
    cancel = threading.Event()

    def pending(handler: Handler) -> None:
        send(b"", 204)(handler)
        cancel.set()

    with gateway({"cadRequest": send(5), "cadFileUrl": pending}, pace=Pace(first=0.0, slow=60.0)) as (client, server):
        with pytest.raises(Cancelled):
            client.wait(client.request(CadRequest(BY_PATH, 9)), cancel=cancel)
        assert len(asked(server, "cadFileUrl")) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, NotFound),
        (403, AuthError),
        (400, BuildRefused),
        (500, BuildRefused),
        (502, BuildRefused),
        (302, BuildRefused),
    ],
)
def test_a_job_that_is_refused_is_final(status: int, kind: type[SourceError]) -> None:
    with gateway({"cadRequest": send(5), "cadFileUrl": send({"detail": "gone wrong"}, status)}) as (client, server):
        with pytest.raises(kind, match="gone wrong") as caught:
            client.wait(client.request(CadRequest(BY_PATH, 9)))
        assert caught.value.status == status
        assert len(asked(server, "cadFileUrl")) == 1


@pytest.mark.parametrize(
    ("login", "words"),
    [(404, "has no account"), (200, "does not have the part"), (500, "does not have the part")],
)
def test_a_request_that_is_not_found_tells_an_unknown_user_from_an_unknown_part(login: int, words: str) -> None:
    with (
        gateway({"cadRequest": send({"detail": "Not found"}, 404), "CheckLogin": send(b"", login)}) as (
            client,
            server,
        ),
        pytest.raises(NotFound, match=words) as caught,
    ):
        client.request(CadRequest(BY_PATH, 9))
    assert not any(text in f"{caught.value} {caught.value.__dict__}" for text in HIDDEN)
    assert server.seen[-1].path == "/v2/Account/CheckLogin/private.person%40example.com"


def test_a_server_error_is_not_repeated_and_names_format_and_language() -> None:
    with gateway({"cadRequest": send(b"", 500)}) as (client, server):
        with pytest.raises(BuildRefused, match=r"format 99 .*language 'xx'") as caught:
            client.request(CadRequest(BY_PATH, 99, "xx"))
        assert caught.value.status == 500
        assert len(asked(server, "cadRequest")) == 1


def test_a_bad_argument_is_reported_with_the_services_words() -> None:
    problem = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "cultureInfo is empty"}
    with gateway({"cadRequest": send(problem, 400)}) as (client, _):
        with pytest.raises(SourceError, match="cultureInfo is empty") as caught:
            client.request(CadRequest(BY_PATH, 9, ""))
        assert caught.value.status == 400


# --- a busy gateway ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("headers", [{"Retry_After": "0"}, {}])
def test_a_busy_gateway_is_waited_for_and_it_is_told(status: int, headers: dict[str, str]) -> None:
    told: list[str] = []
    busy = send({"detail": "6000 calls"}, status, **headers)
    routes = {"cadRequest": in_turn(busy, busy, send(5))}
    with gateway(routes, retries=replace(CATALOG, busy_seconds=0.02), notice=told.append) as (client, server):
        assert client.request(CadRequest(BY_PATH, 9)).id == "5"
        assert len(asked(server, "cadRequest")) == 3
    assert len(told) == 2
    assert all("asked again" in text for text in told)


@pytest.mark.parametrize(("headers", "seconds"), [({"Retry_After": "1800"}, 1800.0), ({}, 60.0)])
def test_a_gateway_that_is_busy_beyond_the_deadline_is_not_waited_for(headers: dict[str, str], seconds: float) -> None:
    with gateway({"cadRequest": send(b"", 429, **headers)}) as (client, server):
        with pytest.raises(Busy) as caught:
            client.request(CadRequest(BY_PATH, 9))
        assert caught.value.retry_after == seconds
        assert len(asked(server, "cadRequest")) == 1


def test_waiting_for_a_busy_gateway_can_be_cancelled() -> None:
    cancel = threading.Event()
    pace = Pace(deadline=600)
    with gateway({"cadRequest": send(b"", 429)}, pace=pace, notice=lambda _: cancel.set()) as (client, server):
        with pytest.raises(Cancelled):
            client.request(CadRequest(BY_PATH, 9), cancel=cancel)
        assert len(asked(server, "cadRequest")) == 1


def test_a_poll_does_not_wait_for_a_busy_gateway_beyond_its_jobs_deadline() -> None:
    pace = Pace(first=0.01, deadline=61.0)
    with gateway({"cadRequest": send(5), "cadFileUrl": send(b"", 429, Retry_After="61")}, pace=pace) as (
        client,
        server,
    ):
        job = client.request(CadRequest(BY_PATH, 9))
        with pytest.raises(Busy):
            client.poll(job)
        assert len(asked(server, "cadFileUrl")) == 1


# --- secrets -----------------------------------------------------------------------------------------------------


def test_nothing_that_is_shown_holds_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    """A service that repeats all that it was sent, in every refusal."""
    caplog.set_level(logging.DEBUG)

    def echo(handler: Handler) -> None:
        said = f"{handler.path} {handler.headers} {KEY} {TENANT} {EMAIL.upper()} {bearer(handler)}"
        answer(handler, json.dumps({"detail": said}).encode(), 418)

    names = ("cadRequest", "CadDataAvailability", "CheckLogin", "Configure", "CatalogList")
    with gateway(dict.fromkeys(names, echo)) as (client, _):
        calls = (
            lambda: client.request(CadRequest(BY_PATH, 9)),
            lambda: client.formats(BY_PATH),
            client.registered,
            lambda: client.bom(BY_PATH),
            client.catalogs,
        )
        shown = [repr(client), str(client.__dict__)]
        for call in calls:
            with pytest.raises(BadAnswer) as caught:
                call()
            shown.append(f"{caught.value} {caught.value!r} {caught.value.__dict__}")
    shown.append(caplog.text)
    for text in HIDDEN:
        assert not any(text.lower() in piece.lower() for piece in shown), text


def test_a_token_request_that_is_refused_shows_neither_key_nor_tenant(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def echo(handler: Handler) -> None:
        answer(handler, f"bad: {KEY} {TENANT}".encode(), 400)

    with gateway({"RequestToken": echo}) as (client, _), pytest.raises(SourceError) as caught:
        client.catalogs()
    shown = f"{caught.value} {caught.value.__dict__} {caplog.text}"
    assert not any(text in shown for text in (KEY, TENANT))
