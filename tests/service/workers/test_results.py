"""A result comes out of a hostile process: only what has the right form passes."""

from __future__ import annotations

import pytest

from cadwidgets.service.workers.results import checked_result, error_result, is_whole, plain


def test_a_result_gets_the_fields_that_it_left_out() -> None:
    assert checked_result({"ok": {"file": "out.stl", "properties": {"volume": 6.0}}}) == {
        "ok": {
            "file": "out.stl",
            "properties": {"volume": 6.0},
            "timings": {},
            "warnings": [],
            "unit": "mm",
            "fallback": False,
        }
    }


def test_an_error_gets_the_fields_that_it_left_out() -> None:
    assert checked_result({"error": {"kind": "script", "message": "no", "line": 3}}) == error_result(
        "script", "no", line=3
    )


def test_a_schema_stays_where_there_is_one() -> None:
    result = checked_result({"ok": {"schema": {"parameters": []}}})
    assert result
    assert result["ok"]["schema"] == {"parameters": []}


def test_what_was_remembered_is_told_where_it_was_sent() -> None:
    result = checked_result({"ok": {"memo": {"hits": 3, "reason": "a\x1bb"}}})
    assert result
    assert result["ok"]["memo"] == {"hits": 3, "misses": 0, "seconds_saved": 0.0, "reason": "ab"}


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"ok": {}, "error": {}},
        {"ok": None},
        {"ok": []},
        {"ok": {"files": "x"}},
        {"ok": {"file": 3}},
        {"ok": {"fallback": 1}},
        {"ok": {"warnings": [1]}},
        {"ok": {"warnings": "text"}},
        {"ok": {"timings": {"run": "long"}}},
        {"ok": {"memo": [1]}},
        {"ok": {"memo": {"hits": True}}},
        {"ok": {"memo": {"hits": 1.5}}},
        {"ok": {"memo": {"misses": -1}}},
        {"ok": {"memo": {"seconds_saved": float("inf")}}},
        {"ok": {"memo": {"seconds_saved": float("nan")}}},
        {"ok": {"memo": {"reason": 3}}},
        {"ok": {"memo": {"more": 1}}},
        {"ok": {"properties": {"volume": {}}}},
        {"ok": {"properties": {"bounding_box": ["a"]}}},
        {"error": {"message": "no kind"}},
        {"error": {"kind": "party", "message": ""}},
        {"error": {"kind": "script", "line": "3"}},
        {"error": {"kind": "script", "line": True}},
        {"error": {"kind": "script", "limit": "1"}},
        {"error": {"kind": ["script"]}},
        {"outcome": {}},
    ],
)
def test_what_has_another_form_is_no_result(message: dict) -> None:
    assert checked_result(message) is None


def test_texts_lose_what_steers_a_terminal() -> None:
    message = {"error": {"kind": "script", "message": "\x1b[2Ja\rb\u202ec\ud800\n\td"}}
    assert checked_result(message) == error_result("script", "[2Jabc?\n\td")
    assert plain("ä → 漢") == "ä → 漢"


@pytest.mark.parametrize(
    ("op", "ok"),
    [
        ("build", {"file": "out.stl"}),
        ("part", {"file": "out.stl", "properties": {"volume": 6}}),
        ("measure", {"properties": {"volume": 6.0}}),
        ("parameters", {"schema": {"parameters": []}}),
    ],
)
def test_a_result_is_whole_with_what_its_job_is_for_and_with_nothing_less_or_other(op: str, ok: dict) -> None:
    def whole(ok: dict) -> bool:
        result = checked_result({"ok": ok})
        assert result
        return is_whole({"op": op}, result["ok"])

    assert whole(ok)
    assert not any(whole({name: ok[name] for name in ok if name != missing}) for missing in ok)
    assert not whole(ok | {"file": None if ok.get("file") else "out.stl"})
