"""The headers of a model, whatever a hostile script made its worker say."""

from __future__ import annotations

import json
import math
from typing import Any

from cadwidgets.contract.requests import FORMATS
from cadwidgets.service.build_headers import CONTENT_TYPES, describe, server_timing, stages


def headers_of(**fields: Any) -> dict[str, str]:
    """The headers of a model that was built at L2."""
    return describe({"timings": {}, "properties": {}, "warnings": [], "fallback": False} | fields, "L2")


def test_every_format_has_a_content_type() -> None:
    assert set(CONTENT_TYPES) == set(FORMATS)


def test_stages_measures_and_warnings_are_told() -> None:
    headers = headers_of(
        properties={"volume": 6.0, "bounding_box": [0, 0, 0, 1, 2, 3], "valid": True, "solids": 1, "mass": 0.5},
        warnings=["die Größe fehlt"],
        fallback=True,
    )
    assert json.loads(headers["X-Build-Properties"]) == {
        "volume": 6.0,
        "bounding_box": [0, 0, 0, 1, 2, 3],
        "valid": True,
        "solids": 1,
        "mass": 0.5,
    }
    assert json.loads(headers["X-Build-Warnings"]) == ["die Größe fehlt"]
    assert headers["X-Build-Output"] == "fallback"
    assert headers["X-Build-Isolation"] == "L2"
    assert all(value.isascii() for value in headers.values())


def test_forged_names_and_numbers_are_left_out() -> None:
    headers = headers_of(
        properties={"volume": math.inf, "a\r\nb": 1.0, "area": [1.0] * 10_000, "solids": 2},
    )
    assert json.loads(headers["X-Build-Properties"]) == {"solids": 2}


def test_long_warnings_are_cut_and_counted() -> None:
    headers = headers_of(warnings=["é\r\n" * 100] * 40)
    kept = json.loads(headers["X-Build-Warnings"])
    assert kept[-1] == f"... and {40 - len(kept) + 1} more"
    assert kept[0] == "é\r\n" * 100
    assert sum(len(name) + len(value) for name, value in headers.items()) < 8 << 10
    (only,) = json.loads(headers_of(warnings=["x" * 50_000])["X-Build-Warnings"])
    assert only == "... and 1 more"


def test_the_times_of_stages_are_told_and_what_a_worker_invents_is_left_out() -> None:
    told = {"parse": 0.001, "run": 1.5, "read": 0, "total": 9.0, "run\r\nX-Evil: 1": 1.0}
    assert server_timing(stages({"timings": told})) == "parse;dur=1.00, run;dur=1500.00, read;dur=0.00"
    assert stages({"timings": {"run": math.nan, "mesh": 10**400, "encode": -1.0, "read": 0.5}}) == {"read": 0.5}
