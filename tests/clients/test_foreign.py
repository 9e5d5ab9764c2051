"""A foreign service charges every request and explains nothing: what we can know before and after asking."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import pytest
from loopback import Handler, answer, hang_up, loopback

from cadwidgets.clients._refusals import plain_line
from cadwidgets.clients.accounts import AccountsClient
from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.models import ModelsClient
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import AuthError, BadAnswer, BuildRefused, CadWidgetsError, RequestError
from cadwidgets.settings import Secret

KEY = "canary_key_1234"
SCRIPT = "width = 40.0  # [10:100] mm Width\n# @preset small: width=20\nshow_object(width)\n"


def failing(handler: Handler) -> None:
    answer(handler, b"There was a problem generating the model.", 500)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"type": "GLB"}, "GLB"),
        ({"options": {"deflection": 0.1}}, "o.deflection"),
        ({"files": {"a.step": b"x"}}, "a.step"),
        ({"values": {"id": 1}}, "'id'"),
    ],
)
def test_what_is_beyond_the_contract_is_not_even_sent(arguments: dict[str, Any], told: str) -> None:
    with loopback(failing) as server:
        client = BuildClient.at(server.url, KEY)
        with pytest.raises(RequestError, match="contract") as caught:
            client.build(BuildRequest.of(script="x", **arguments))
        assert told in str(caught.value)
        assert (server.seen, client.requests) == ([], 0)


@pytest.mark.parametrize(
    ("arguments", "parameter"),
    [
        ({"values": {"width": 1000}}, "width"),
        ({"values": {"width": "wide"}}, "width"),
        ({"values": {"widht": 40}}, "widht"),
        ({"preset": "tiny"}, "preset"),
    ],
)
def test_a_bad_value_is_refused_as_our_own_service_would_before_it_costs_a_build(
    service: Any, arguments: dict[str, Any], parameter: str
) -> None:
    request = BuildRequest.of(script=SCRIPT, **arguments)
    with pytest.raises(RequestError) as ours:
        BuildClient.at(service.url, service.key).build(request)
    with loopback(failing) as server:
        with pytest.raises(RequestError) as theirs:
            BuildClient.at(server.url, KEY).build(request)
        assert server.seen == []
    assert ours.value.parameter == theirs.value.parameter == parameter
    assert ours.value.allowed == theirs.value.allowed != ""


def test_a_script_that_we_cannot_read_is_left_to_the_service() -> None:
    with loopback(failing) as server:
        with pytest.raises(BuildRefused):
            BuildClient.at(server.url, KEY).build(BuildRequest.of(script="class {", values={"a": 1}))
        assert len(server.seen) == 1


def test_a_failure_that_is_not_explained_names_the_values_that_were_sent() -> None:
    request = BuildRequest.of(model_id="2qus7a32", values={"p_length": 120.0, "closed": True})
    with loopback(failing) as server, pytest.raises(BuildRefused) as caught:
        BuildClient.at(server.url, KEY).build(request)
    assert "problem generating" in str(caught.value)
    assert "closed=true, p_length=120.0" in str(caught.value)
    assert caught.value.status == 500


def test_without_values_no_value_is_blamed() -> None:
    with loopback(failing) as server, pytest.raises(BuildRefused) as caught:
        BuildClient.at(server.url, KEY).build(BuildRequest.of(model_id="2qus7a32"))
    assert str(caught.value) == "There was a problem generating the model."


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("no\n such  model", "no such model"),
        ("<h1>Forbidden</h1>\n<p>The key &lt;x&gt; is\nwrong.", "Forbidden The key <x> is wrong."),
        ("<html><head><title>T</title><style>p{}</style></head><body><p>Seen</p></body></html>", "Seen"),
        ("<html><head><title>502 Bad Gateway</title></head><body></body></html>", "502 Bad Gateway"),
        ("<!-- no --><script>alert(1)</script>Plain <b>words</b>", "Plain words"),
        ("<p>a\x1b[31mb\x00</p>", "a [31mb"),
        ("<p>cut off in a ta<g", "cut off in a ta"),
        ("", ""),
        ("x" * 1000, "x" * 300),
    ],
)
def test_an_error_page_becomes_one_clean_line(page: str, line: str) -> None:
    assert plain_line(page) == line


def test_a_web_page_with_status_200_is_no_model() -> None:
    page = b"<!DOCTYPE html><html><body>Please log in" + bytes(100)
    with loopback(lambda handler: answer(handler, page)) as server, pytest.raises(BadAnswer, match="web page"):
        BuildClient.at(server.url, KEY).build(BuildRequest.of(script="x"))


def echo(status: int) -> Any:
    """An answer that repeats all it was sent, the key included, as a careless service does."""

    def respond(handler: Handler) -> None:
        answer(
            handler, f"the key {KEY} in {handler.path} is not good, key={KEY}".encode(), status, {"Retry-After": "0"}
        )

    return respond


ECHOES = {str(status): echo(status) for status in (302, 400, 403, 404, 413, 418, 500, 502, 503, 504)}


@pytest.mark.long
@pytest.mark.parametrize("respond", [*ECHOES.values(), hang_up], ids=[*ECHOES, "broken"])
@pytest.mark.parametrize("ours", [True, False])
def test_the_key_is_in_no_error_log_or_notice(respond: Any, ours: bool, caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []
    caplog.set_level(logging.DEBUG)
    with loopback(respond, ours=ours) as server:
        build = BuildClient.at(server.url, KEY)
        models, accounts = ModelsClient(build._http), AccountsClient(build._http)
        calls = [
            lambda: build.build(BuildRequest.of(script="x = 1", values={"x": 2}), notice=told.append),
            lambda: models.publish("x = 1"),
            lambda: accounts.test_key(),
        ]
        for call in calls:
            with pytest.raises(CadWidgetsError) as caught:
                call()
            shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__dict__)
            assert KEY not in shown
            assert caught.value.__cause__ is None
        assert KEY in str(server.seen[0])
    assert KEY not in caplog.text + "".join(told) + repr([build, models, accounts])


def test_a_key_that_no_header_can_carry_is_refused_without_showing_it() -> None:
    with loopback(failing) as server:
        accounts = AccountsClient(BuildClient.at(server.url, KEY + "\xe4\n")._http)
        with pytest.raises(RequestError) as caught:
            accounts.account()
        assert server.seen == []
    assert KEY not in "".join(traceback.format_exception(caught.value)) + repr(caught.value.__dict__)


def test_a_refused_key_is_an_auth_error() -> None:
    with loopback(echo(403)) as server, pytest.raises(AuthError, match=r"the key \*\*\* in"):
        BuildClient.at(server.url, Secret(KEY).reveal()).build(BuildRequest.of(script="x"))
