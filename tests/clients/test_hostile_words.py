"""What a service says stands in errors, in terminals and in notebooks: it must not act there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cadwidgets.cli._output import error_line
from cadwidgets.clients import _classic_answer, _gateway_refusals
from cadwidgets.clients._http import Answer
from cadwidgets.clients._refusals import raise_for
from cadwidgets.errors import CadWidgetsError
from cadwidgets.widgets._base import escape

WORDS = (
    "see \x1b]8;;http://evil\x07here\x1b[2J\r\x9b31m \u202egpj.exe\u2066 \u200f<img src=x onerror=alert(1)>&amp;\x00"
)
XML = "<Error><CodeError>500</CodeError><MessageError>&#x9b;\u202e&lt;img src=x&gt;</MessageError></Error>".encode()
ACTING = set("\x1b\x07\r\x9b\x00\u202e\u2066\u200f")


def refusal(body: object, status: int = 500) -> Answer:
    return Answer(status, {}, body if isinstance(body, bytes) else json.dumps(body).encode(), "http://x")


def ours(kind: str) -> Answer:
    said = dict.fromkeys(("message", "output", "excerpt", "parameter", "allowed"), WORDS)
    return refusal({"error": {"kind": kind, "line": 3, **said}})


def gateway(answer: Answer) -> None:
    raise _gateway_refusals.refusal(answer, "the formats")


CASES: list[tuple[Callable[[Answer], Any], Answer]] = [
    *((raise_for, ours(kind)) for kind in ("request", "syntax", "timeout", "died", "script", "geometry", "unknown")),
    (raise_for, refusal(WORDS.encode())),
    (raise_for, refusal(WORDS.encode(), 404)),
    (_classic_answer.checked, refusal({"codeError": "403", "messageError": WORDS})),
    (_classic_answer.checked, refusal(XML)),
    (_classic_answer.checked, refusal(WORDS.encode())),
    (gateway, refusal({"detail": WORDS})),
    (gateway, refusal({"title": WORDS}, 404)),
    (gateway, refusal(WORDS.encode(), 503)),
]


@pytest.mark.parametrize(("read", "answer"), CASES)
def test_no_word_of_a_refusal_acts_anywhere(read: Callable[[Answer], Any], answer: Answer) -> None:
    with pytest.raises(CadWidgetsError) as caught:
        read(answer)
    told = [str(caught.value), *(str(value) for value in vars(caught.value).values())]
    assert not ACTING & set("".join(told))
    assert not ACTING & set(error_line(caught.value))
    assert "<img" not in escape(caught.value)


def test_several_lines_of_a_script_stay_several_lines() -> None:
    with pytest.raises(CadWidgetsError) as caught:
        raise_for(refusal({"error": {"kind": "script", "message": "m", "output": "one\n\ttwo\x1b[0m"}}))
    assert vars(caught.value)["output"] == "one\n\ttwo [0m"


def test_a_text_in_a_widget_is_seen_as_what_it_is() -> None:
    assert escape("a\u202eb<i>\n") == "a&lt;U+202E&gt;b&lt;i&gt;\n"
    assert escape("برغي 螺钉 Ø") == "برغي 螺钉 Ø"
