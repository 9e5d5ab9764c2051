"""What all widgets share."""

from __future__ import annotations

from cadwidgets.errors import RequestError
from cadwidgets.widgets._base import error_view


def test_an_error_says_what_would_be_right() -> None:
    told = error_view(RequestError("no such facet", allowed="d, l"))
    assert told == {"headline": "This value does not work", "text": "no such facet", "allowed": "d, l"}
    assert error_view(None) is None
