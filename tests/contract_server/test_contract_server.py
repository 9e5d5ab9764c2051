"""The contract-only server is itself true to the contract: or passing against it would prove nothing."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

BOX = "def build():\r\n    return Part.makeBox(1,2,3)\r\n    "
CQGI = "n = 2\nsize = 10.0\nopen = False\nshow_object(cq.Workplane().box(size, size, n))"


def ask(server, fields: Mapping[str, str], *, post: bool = True, path: str = "/parts/build") -> tuple[int, bytes]:
    encoded = urlencode({"key": server.key} | dict(fields))
    url = server.url + path
    try:
        with urlopen(url, encoded.encode()) if post else urlopen(f"{url}?{encoded}") as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


@pytest.mark.parametrize("post", [True, False])
def test_the_documented_box_comes_as_step_by_get_and_post(contract_server, post):
    status, body = ask(contract_server, {"s": BOX, "type": "STEP"}, post=post)
    assert status == 200
    assert body.startswith(b"ISO-10303-21;")
    assert body.rstrip().endswith(b"END-ISO-10303-21;")


@pytest.mark.parametrize(
    ("type_", "start"), [("STL", b"solid"), ("STEP", b"ISO-10303"), ("AMF", b"<amf"), ("TJS", b"{")]
)
def test_every_type_of_the_contract_is_built(contract_server, type_, start):
    status, body = ask(contract_server, {"s": CQGI, "type": type_})
    assert status == 200
    assert start in body[:200]


def test_the_script_wins_over_the_id(contract_server):
    both = ask(contract_server, {"s": CQGI, "id": "2qrod777", "type": "STL"})
    assert both == ask(contract_server, {"s": CQGI, "type": "STL"})


def test_a_preset_comes_first_and_single_values_on_top(contract_server):
    rod = {"id": "2qrod777", "type": "STL", "p_square": "true"}
    short = ask(contract_server, rod | {"preset": "short"})
    assert short == ask(contract_server, rod | {"p_length": "40"})
    assert short != ask(contract_server, rod)
    assert ask(contract_server, rod | {"preset": "short", "p_length": "100"}) == ask(contract_server, rod)


def test_a_wrong_key_and_a_spent_quota_are_403(contract_server):
    assert ask(contract_server, {"s": CQGI, "type": "STL", "key": "wrong"})[0] == 403
    assert contract_server.builds == 0
    contract_server.spend_quota()
    assert ask(contract_server, {"s": CQGI, "type": "STL"})[0] == 403


def test_an_unknown_model_is_404(contract_server):
    assert ask(contract_server, {"id": "unknown1", "type": "STL"})[0] == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"s": CQGI, "type": "GLB"},
        {"s": CQGI},
        {"s": CQGI, "type": "STL", "size": "big"},
        {"s": CQGI, "type": "STL", "size": "nan"},
        {"s": CQGI, "type": "STL", "n": "2.5"},
        {"s": CQGI, "type": "STL", "open": "yes"},
        {"s": CQGI, "type": "STL", "nothing": "1"},
        {"s": CQGI, "type": "STL", "preset": "short"},
        {"id": "2qrod777", "type": "STL", "p_length": "9999"},
        {"s": "this is no Python", "type": "STL"},
        {"s": "x = 1", "type": "STL"},
    ],
)
def test_whatever_cannot_be_built_is_500_and_says_no_more(contract_server, fields):
    status, body = ask(contract_server, fields)
    assert (status, body) == (500, b"There was a problem generating the model.")


def test_a_script_that_takes_the_kernel_down_harms_no_other(contract_server):
    assert ask(contract_server, {"s": "import os\nos._exit(1)", "type": "STL"})[0] == 500
    assert ask(contract_server, {"s": CQGI, "type": "STL"})[0] == 200


@pytest.mark.parametrize("path", ["/health", "/parts/parameters", "/parts/2qrod777", "/docs", "/v4/RequestToken"])
def test_there_is_nothing_beyond_the_contract(contract_server, path):
    assert ask(contract_server, {}, post=False, path=path)[0] == 404


def test_every_request_is_counted_and_no_key_is_kept(contract_server):
    ask(contract_server, {"s": CQGI, "type": "STL"})
    ask(contract_server, {"s": CQGI, "type": "PDF"})
    assert contract_server.builds == 2
    assert [request.fields["type"] for request in contract_server.requests] == ["STL", "PDF"]
    assert "key" not in contract_server.requests[0].fields
