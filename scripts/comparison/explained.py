"""Why values differ from those of a table, by family and symbol; for one size, or for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from comparison.values import Key

_MAXIMUM = "bd-warehouse has the maximum, here is the nominal value"
_LIMITS = "bd-warehouse has the maximum, FastenersWB a value between the limits, here is the nominal size"
_MEAN = "FastenersWB has a value between the limits, here is the nominal size"
_DIN_7991 = "bd-warehouse and BOLTS have heads after DIN 7991, the standard before this one"
_OPEN = "with shields; bd-warehouse has the narrower open bearing"
_DIN_WIDTHS = "the other table has the width of the DIN standard before this one"

_REASONS: Mapping[tuple[str, str, str], str] = {
    ("iso4762", "dk", ""): "bd-warehouse has knurled heads, here are plain ones",
    ("iso4762", "s", ""): _MEAN,
    ("iso4017", "k", ""): _MAXIMUM,
    ("iso4014", "k", ""): _MAXIMUM,
    ("iso4017", "s", ""): _DIN_WIDTHS,
    ("iso4014", "s", ""): _DIN_WIDTHS,
    ("iso10642", "s", ""): _LIMITS,
    ("iso10642", "k", ""): _DIN_7991,
    ("iso10642", "dkt", ""): _DIN_7991,
    ("iso10642", "t", ""): _DIN_7991,
    ("iso10642", "dk", ""): "FastenersWB has a value between this least diameter and the theoretical one",
    ("iso7380_1", "s", ""): _LIMITS,
    ("iso1207", "n", ""): "the greatest width of bd-warehouse fits no tolerance zone of the nominal one",
    ("iso1580", "n", ""): "the greatest width of bd-warehouse fits no tolerance zone of the nominal one",
    ("iso2009", "dk", ""): "FastenersWB has a value between the limits, here is the maximum",
    ("iso4032", "s", ""): _DIN_WIDTHS,
    ("iso4033", "s", ""): _DIN_WIDTHS,
    ("iso4035", "s", ""): _DIN_WIDTHS,
    ("din439", "s", ""): "the other table has the widths of ISO 4035",
    ("din1587", "m", ""): "FastenersWB has the middle of the limits, here is the maximum",
    (
        "din1587",
        "m",
        "10",
    ): "here is the height of a DIN 934 nut, as for other sizes, and two makers' tables agree",
    **{(f"iso{number}", "h", ""): _MAXIMUM for number in (7089, 7090, 7091, 7092, 7093, 7094)},
    ("din9021", "h", ""): _MAXIMUM,
    ("iso7089", "d1", "10"): "a misprint in BOLTS: a hole as wide as the screw",
    ("iso7090", "d1", "10"): "a misprint in BOLTS: a hole as wide as the screw",
    **{("deep_groove_bearing", "B", size): _OPEN for size in ("684", "685", "686", "687", "688", "689")},
    ("tapered_roller_bearing", "C", "32205"): "bd-warehouse has 32205 B, with a greater contact angle",
    ("iso1234", "b", ""): "FastenersWB has the eye of the next larger pin",
    ("iso1234", "c", ""): "FastenersWB has the eye of the next larger pin",
    ("iso1234", "c", "8"): "here is the mean of the limits, FastenersWB rounds it",
    ("din472", "d2", "28"): "a misprint in FastenersWB: 20.4 for 29.4",
}
"""By family, symbol and size; an empty size means all of them."""


def why(key: Key) -> str:
    """The reason for a difference of that value; empty where none is known."""
    return _REASONS.get((key.family, key.symbol, key.size)) or _REASONS.get((key.family, key.symbol, ""), "")
