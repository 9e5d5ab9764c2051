"""What bd-warehouse 0.4.0 (Apache-2.0) states: the files of its folder ``data``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from comparison.sizes import Naming, bearing_number, plain
from comparison.tables import Columns, Row, gathered, number, rows_of
from comparison.values import Key, Values

_WIDEST_SLOT = {f"{standard}:n": 0.2 for standard in ("iso1207", "iso1580")}
"""C13 of ISO 286 for nominal widths up to 3 mm."""


def _columns(
    family: str, file: str, symbols: str, standard: str = "", *, renamed: Mapping[str, str] | None = None
) -> Columns:
    """The columns of a standard. Its sizes stand in the first column, with the pitch: M6-1."""
    same = dict(zip(symbols.split(), symbols.split(), strict=True)) | dict(renamed or {})
    named = {f"{standard or family}:{name}": symbol for name, symbol in same.items()}
    size = {"size": "d", "pitch": "P"}
    return Columns(family, file, size | named, ("size",), above=_WIDEST_SLOT)


def _bearings(family: str, kind: str, symbols: str) -> Columns:
    renamed = {"r12": "r_s", "r34": "r_1s"}
    named = {f"SKT:{name}": renamed.get(name, name) for name in symbols.split()}
    naming: Naming = bearing_number
    return Columns(family, f"single_row_{kind}_bearing_parameters.csv", named, ("SKT:Designation",), naming=naming)


_SCREWS = (
    _columns("iso4762", "socket_head_cap_parameters.csv", "dk k s t"),
    _columns("iso4014", "hex_head_parameters.csv", "k s"),
    _columns("iso4017", "hex_head_parameters.csv", "k s"),
    _columns("iso10642", "countersunk_head_parameters.csv", "k s t", renamed={"dk": "dkt"}),
    _columns("iso7380_1", "button_head_parameters.csv", "dk dl k rf s t"),
    *(_columns(f"iso{number}", "setscrew_parameters.csv", "s t", "iso4026") for number in (4026, 4027, 4028, 4029)),
    _columns("iso1207", "cheese_head_parameters.csv", "dk k n t"),
    _columns("iso1580", "pan_head_parameters.csv", "dk k n t"),
    _columns("iso7379", "shoulder_screw.csv", "ds dk k b s t"),
    _columns("iso2009", "countersunk_head_parameters.csv", "t"),
    _columns("iso2009", "countersunk_head_parameters.csv", "k", "iso14581", renamed={"dk": "dkt"}),
)
_WITH_COARSE_THREAD = (
    *("iso4032", "iso4033", "iso4035", "iso4036", "din439", "iso7040", "iso10511", "din985", "iso4161", "din1587"),
    *("din557", "din562", "din508", "din7984"),
)
_NUTS = (
    *(_columns(family, "hex_nut_parameters.csv", "") for family in _WITH_COARSE_THREAD),
    *(_columns(family, "hex_nut_parameters.csv", "m s") for family in ("iso4032", "iso4033", "iso4035")),
    _columns("din439", "hex_nut_parameters.csv", "m s", "iso4035"),
    _columns("iso4036", "unchamfered_hex_nut_parameters.csv", "m s"),
    _columns("iso4161", "hex_nut_with_flange_parameters.csv", "m s c dc", "din1665"),
    _columns("din1587", "domed_cap_nut_parameters.csv", "dk m s"),
    _columns("din557", "square_nut_parameters.csv", "m s"),
)
_WASHERS = (
    *(_columns(f"iso{number}", "plain_washer_parameters.csv", "d1 d2 h") for number in (7089, 7091, 7093, 7094)),
    _columns("iso7090", "chamfered_washer_parameters.csv", "d1 d2 h"),
    _columns("iso7092", "cheese_head_washer_parameters.csv", "d1 d2 h"),
    _columns("din9021", "plain_washer_parameters.csv", "d1 d2 h", "iso7093"),
)
_KEY = {"din6885:b": "b", "din6885:h": "h", "din6885:t2": "t2", "din6885:t4": "t1"}
_RING = {symbol: symbol for symbol in ("d1", "s", "d3", "a", "b", "d5", "d2", "m", "n")}
_OTHERS = (
    *(Columns(family, f"{family}.csv", _RING, ("d1",)) for family in ("din471", "din472")),
    *(Columns(family, "shaft_key_parameters.csv", _KEY, ("din6885:b",)) for family in ("din6885a", "din6885b")),
    Columns("as568", "o-ring_parameters.csv", {"iso3601:id": "d1", "iso3601:w": "d2"}, ("size",)),
    _bearings("deep_groove_bearing", "deep_groove_ball", "d D B r12"),
    _bearings("deep_groove_bearing", "capped_deep_groove_ball", "d D B r12"),
    _bearings("angular_contact_bearing", "angular_contact_ball", "d D B r12 r34"),
    _bearings("cylindrical_roller_bearing", "cylindrical_roller", "d D B r12 r34"),
    _bearings("tapered_roller_bearing", "tapered_roller", "d D T B C r12 r34"),
)


def read(folder: Path) -> Values:
    """Its values. Raises OSError where a file is missing."""
    return gathered(_values(folder))


def _values(folder: Path) -> Iterator[tuple[Key, float]]:
    for columns in (*_SCREWS, *_NUTS, *_WASHERS, *_OTHERS):
        yield from columns.values(_rows(folder / columns.file))
    nominal = {row["Screw_Type"]: row["Nominal_Sizes"] for row in rows_of(folder / "nominal_screw_lengths.csv")}
    for columns in _SCREWS:
        yield from _lengths(columns, list(_rows(folder / columns.file)), nominal)


def _rows(path: Path) -> Iterator[Row]:
    """The rows of a file, with the first column called size, and the pitch that its sizes end with."""
    for row in rows_of(path):
        first = next(iter(row.values()))
        yield {**row, "size": first, "pitch": first.partition("-")[2]}


def _lengths(columns: Columns, rows: list[Row], nominal: Mapping[str, str]) -> Iterator[tuple[Key, float]]:
    """The lengths between the shortest and the longest of each size."""
    standard = next(name for name in columns.symbols if ":" in name).partition(":")[0]
    lengths = [float(each) for each in nominal[standard].split(",")]
    for row in rows:
        shortest, longest = (number(row.get(f"{standard}:{end}", "")) for end in ("short", "long"))
        for length in lengths:
            if shortest is not None and longest is not None and shortest <= length <= longest:
                yield Key(columns.family, plain(row["size"]), "l"), length
