"""JSON and XML from elsewhere: read as they are meant, and refused beyond limits that no honest answer needs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.clients import _json, _xml
from cadwidgets.clients._json import parsed
from cadwidgets.clients._xml import root_of

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**19), 10**19)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(VALUES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_json_is_read_as_it_is(value: Any, encoding: str) -> None:
    assert parsed(json.dumps(value).encode(encoding)) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "Expecting value"),
        (b"[1,", "Expecting value"),
        (b"\xff\xfe\xfd", "can't decode"),
        (b"NaN", "NaN is no number"),
        (b"[-Infinity]", "-Infinity is no number"),
        (b"[1e999]", "too large"),
        (b"9" * 21, "21 digits"),
        (b"9" * 100_000, "100000 digits"),
        (b"[" * 102 + b"]" * 102, "deeper than 100"),
        (b'{"a":' * 200_000, "deeper than 100"),
        (b"[" * 250_001, "too many lists"),
        (b"[" + b"{}," * 300_000 + b"0]", "too many lists"),
        (b" " * (_json.MAX_BYTES + 1), "longer than 8 MiB"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_json_beyond_a_limit_is_refused_with_the_reason(text: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parsed(text)


def test_a_hundred_levels_are_read() -> None:
    assert json.dumps(parsed(b"[" * 100 + b"]" * 100)) == "[" * 100 + "]" * 100


def test_a_table_may_be_longer() -> None:
    row = b'{"partNumber": "1234567890", "catalog": "1234567890", "selectionPath": "{1234567890}"},'
    rows = b"[" + row * 300_000 + b"0]"
    with pytest.raises(ValueError, match="longer"):
        parsed(rows)
    assert len(parsed(rows, _json.TABLE_BYTES)) == 300_001


LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 1000 + b'"><!ENTITY c "' + b"&b;" * 1000 + b'">]><l>&c;</l>'
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"<a>", "no XML"),
        (b"<a/><b/>", "no XML"),
        (LAUGHS, "document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "document type"),
        (b"<a>" * 101, "100 levels"),
        (b"<a>" * 200_000, "100 levels"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "encoding"),
        (b'<?xml version="1.0" encoding="zip"?><a/>', "encoding"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_xml_beyond_a_limit_is_refused_with_the_reason(text: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        root_of(text)


def test_xml_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xml, "MAX_ELEMENTS", 1000)
    assert len(root_of(b"<a>" + b"<b/>" * 999 + b"</a>")) == 999
    with pytest.raises(ValueError, match="1000 elements"):
        root_of(b"<a>" + b"<b/>" * 1000 + b"</a>")


def test_a_hundred_levels_of_xml_are_read() -> None:
    assert len(list(root_of(b"<a>" * 100 + b"</a>" * 100).iter())) == 100
