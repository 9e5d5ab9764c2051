"""A shared state: what is put in comes out, and nobody's line does harm."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.contract import share
from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.contract.share import SharedState, model_name
from cadwidgets.contract.view_state import Camera, ViewState
from cadwidgets.errors import RequestError

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
finite = st.floats(allow_nan=False, allow_infinity=False)
whole = st.integers(-(10**40), 10**40)
KINDS = {
    "float": finite,
    "int": whole,
    "bool": st.booleans(),
    "text": texts,
    "choice": st.sampled_from(["a", "q\"\\'", "ü→🙂", 8, 8.5, True]),
    "tuple": st.tuples(finite, whole, finite),
}
SCHEMA = ParameterSchema(
    (
        Parameter("float", "float", 0.0),
        Parameter("int", "int", 0),
        Parameter("bool", "bool", False),
        Parameter("text", "text", ""),
        Parameter("choice", "choice", "a", choices=("a", "q\"\\'", "ü→🙂", 8, 8.5, True)),
        Parameter("tuple", "tuple", (0.0, 0, 0.0)),
    )
)
VIEW = ViewState(Camera((1.0, 2.0, 3.0), (0.0, 0.0, 0.0)), hidden=("case/lid",), flags={"wires": True})
STATE = SharedState("id 2qus7a32", "wide", {"width": 40.0, "count": 3}, VIEW)


@given(st.fixed_dictionaries({}, optional=KINDS), texts, texts)
def test_values_of_every_kind_come_back_as_they_were(params, preset, script):
    name = model_name(script, "2qus7a32", {})
    text = SharedState(name, preset, params, VIEW, script).text()
    assert re.fullmatch(r"[A-Za-z0-9_-]+", text)
    back = SharedState.read(text)
    assert (back.model, back.preset, back.script, back.view) == (name, preset, script, VIEW)
    assert back.params == params
    assert {name: type(value) for name, value in back.params.items()} == {
        name: type(value) for name, value in params.items()
    }
    assert SCHEMA.check(back.params) == SCHEMA.check(params), "and a schema takes them as it took the first ones"


def test_a_line_is_short_and_says_its_version():
    text = STATE.text()
    assert text.startswith("cw1-")
    assert len(text) < 300


def test_white_space_from_a_mail_does_not_count():
    text = STATE.text()
    assert SharedState.read(f"\n {text[:50]}\r\n  {text[50:]} ") == SharedState.read(text)


@given(st.data())
def test_a_damaged_line_is_told_and_never_read_as_something_else(data):
    text = STATE.text()
    place = data.draw(st.integers(0, len(text) - 1))
    damaged = data.draw(
        st.sampled_from([text[:place], text[:place] + text[place + 1 :], text[place:]])
        | st.characters(codec="utf-8").map(lambda one: text[:place] + one + text[place + 1 :])
    )
    if "".join(damaged.split()) == text:
        return
    with pytest.raises(RequestError) as caught:
        SharedState.read(damaged)
    assert caught.value.parameter == "state"
    assert caught.value.allowed


@given(st.text(max_size=200))
def test_any_text_is_refused_and_nothing_else_happens(text):
    with pytest.raises(RequestError):
        SharedState.read(text)
    with pytest.raises(RequestError):
        SharedState.read(f"cw1-{text}")


def packed(plain: bytes, version: int = 1) -> str:
    """A line that is right in all but what it holds."""
    data = zlib.compress(plain, 9)
    whole = hashlib.sha256(data).digest()[:8] + data
    return f"cw{version}-{base64.urlsafe_b64encode(whole).decode().rstrip('=')}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (packed(b" " * (64 << 20)), "too long when unpacked"),
        (packed(b"[" * 100_000), "nested too deep"),
        (packed(b'{"params": ' + b'{"a":' * 20 + b"1" + b"}" * 21), "nested too deep"),
        (packed(b'{"params": {"a": "' + b"[" * 50 + b'"}, "model": 3}'), "something else"),
        (packed(b'{"params": {"a": {"b": 1}}}'), "something else"),
        (packed(b'{"params": {"a": [[1]]}}'), "something else"),
        (packed(b'{"params": {"a": null}}'), "something else"),
        (packed(b'{"params": {"a": 1e999}}'), "something else"),
        (packed(b'{"params": {"a": NaN}}'), "something else"),
        (packed(b'{"params": {"a": ' + b"1" * 5000 + b"}}"), "no JSON"),
        (packed(b'{"key": "k"}'), "something else"),
        (packed(b"{"), "no JSON"),
        (packed(b"\xff"), "no JSON"),
        (packed(b'{"model": "script 00", "script": "x = 1"}'), "not that of its model"),
        (packed(b'"' + rb"\"" * 1_000_000), "no JSON"),
        (packed(b'"' + rb"\"" * 500_000 + b"\\"), "no JSON"),
        (packed(b"[]" * 1_000_000), "no JSON"),
        (packed(b"{}", version=2), "version 2"),
        ("cw1-" + "A" * (share.MAX_CHARACTERS + 4), "does not look like one"),
        ("cw1-" + " " * (4 * share.MAX_CHARACTERS), "does not look like one"),
        ("cw1-A", "missing"),
        ("", "does not look like one"),
        ({"camera": {}}, "it is a dict"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bombs_and_forgeries_are_refused(text, told):
    with pytest.raises(RequestError, match=told):
        SharedState.read(text)


def test_a_view_that_is_wrong_is_named():
    with pytest.raises(RequestError) as caught:
        SharedState.read(packed(json.dumps({"view": {"spread": -1}}).encode()))
    assert caught.value.parameter == "spread"


LONG = "".join(map(chr, range(0x4E00, 0x9000))) * 30


@pytest.mark.parametrize("value", ["\ud800", 10**5000, float("inf"), LONG], ids=["surrogate", "digits", "inf", "long"])
def test_what_cannot_be_shared_says_so(value):
    with pytest.raises(RequestError):
        SharedState("id 2qus7a32", params={"a": value}).text()


def test_a_models_name_is_that_of_its_script_and_files_however_lines_end():
    name = model_name("a = 1\nb = 2\n", "", {"data.csv": b"1"})
    assert name == model_name("a = 1\r\nb = 2\r\n", "", {"data.csv": b"1"})
    others = [
        model_name("a = 1\nb = 3\n", "", {"data.csv": b"1"}),
        model_name("a = 1\nb = 2\n", "", {"data.csv": b"2"}),
        model_name("a = 1\nb = 2\n", "", {"other.csv": b"1"}),
        model_name("a = 1\nb = 2\n", "", {}),
        model_name("", "2qus7a32", {}),
    ]
    assert len({name, *others}) == 6
