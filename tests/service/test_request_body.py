"""Reading forms and JSON: what a client encodes properly arrives as it was."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract.parameters import RESERVED
from cadwidgets.contract.requests import http_text
from cadwidgets.service.answers import Refused
from cadwidgets.service.multipart import read_multipart
from cadwidgets.service.request_body import parse_form, parse_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SAID = TEXTS | st.booleans() | st.integers() | st.lists(st.floats(allow_nan=False) | TEXTS)
FIELDS = st.dictionaries(TEXTS, TEXTS)


@given(FIELDS)
def test_any_texts_come_through_a_form(fields: dict[str, str]) -> None:
    assert parse_form(urlencode(fields).encode(), "the body") == fields
    assert parse_form(urlencode(fields, quote_via=quote).encode(), "the body") == fields


@given(
    st.dictionaries(
        TEXTS.filter(lambda name: name not in RESERVED),
        TEXTS | st.booleans() | st.integers() | st.lists(st.floats(allow_nan=False) | TEXTS),
    )
)
def test_any_json_that_a_form_can_say_is_read_as_the_form_would_be(said: dict[str, object]) -> None:
    finite = {name: value for name, value in said.items() if "Infinity" not in json.dumps(value)}
    assert parse_json(json.dumps(finite).encode()) == {name: http_text(value) for name, value in finite.items()}


@given(st.binary())
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for read in (lambda: parse_form(body, "the body"), lambda: parse_json(body)):
        try:
            fields = read()
        except Refused as refused:
            assert refused.frame["kind"] == "request"
            assert refused.frame["allowed"]
        else:
            assert all(isinstance(text, str) for text in fields.values())


@given(st.binary(), st.sampled_from([b"", b"--b\r\n", b'--b\r\nContent-Disposition: form-data; name="s"\r\n\r\n']))
def test_any_multipart_bytes_are_read_or_refused(body: bytes, start: bytes) -> None:
    for end in (b"", b"\r\n--b--\r\n"):
        try:
            parts = read_multipart("multipart/form-data; boundary=b", start + body + end)
        except Refused as refused:
            assert refused.frame["kind"] in ("request", "toolarge")
        else:
            assert set(parts.fields) <= {"s"}


def test_a_plus_is_a_space_and_a_name_without_a_value_is_empty() -> None:
    assert parse_form(b"a+b=c+d&e&&=f&g=%2B=", "the body") == {"a b": "c d", "e": "", "": "f", "g": "+="}


@pytest.mark.parametrize("text", ["%", "%g0", "%0", "a%zz"])
def test_a_percent_sign_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="holds '%"):
        parse_form(f"s={text}".encode(), "the body")
