"""What BOLTS (LGPL) states: the files of its folder ``data``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from comparison.sizes import bearing_number
from comparison.tables import Columns, blt_rows, gathered
from comparison.values import Key, Values

_NUT = {"d1": "d", "s": "s", "m_max": "m"}
_WASHER = {"d1": "d1", "d2": "d2", "s": "h"}
_HEXAGON = {"d1": "d", "k": "k", "s": "s"}
_THREADS = dict.fromkeys(("b1", "b2", "b3"), "b")
_KEY = ("key",)

_COLUMNS = (
    Columns("iso4762", "hex_socket.blt", _HEXAGON | {"d2": "dk", "b": "b", "t_min": "t"}, _KEY, "hexsocketheadcap"),
    Columns(
        "iso10642",
        "hex_socket.blt",
        {"d1": "d", "k_max": "k", "s": "s", "t": "t"} | _THREADS,
        _KEY,
        "hexsocketcountersunk",
    ),
    Columns("iso4014", "hex.blt", _HEXAGON | _THREADS, _KEY, "hexbolt2"),
    Columns("iso4017", "hex.blt", _HEXAGON, _KEY, "hexscrew2"),
    Columns("iso4032", "nut.blt", _NUT, _KEY, "hexagonnut1"),
    Columns("iso4035", "nut.blt", _NUT, _KEY, "hexagonthinnut1"),
    Columns("din439", "nut.blt", _NUT, _KEY, "hexagonthinnut2"),
    Columns("din934", "nut.blt", _NUT, _KEY, "hexagonnut2"),
    Columns("iso7089", "washer.blt", _WASHER, _KEY, "plainwasher1"),
    Columns("iso7090", "washer.blt", _WASHER, _KEY, "plainwasherchamfered"),
    Columns("iso7091", "washer.blt", _WASHER, _KEY, "plainwasher2"),
    Columns("iso7092", "washer.blt", _WASHER, _KEY, "plainwasherforcheesehead"),
    Columns("din7349", "washer.blt", _WASHER, _KEY, "heavydutyplainwasher"),
    Columns(
        "deep_groove_bearing",
        "bearings.blt",
        {"d1": "d", "d2": "D", "B": "B"},
        _KEY,
        "singlerowradialbearing",
        bearing_number,
    ),
    Columns(
        "thrust_ball_bearing",
        "bearings.blt",
        {"d": "d", "D": "D", "T": "T"},
        _KEY,
        "axialthrustbearing",
        bearing_number,
    ),
    Columns(
        "cylindrical_roller_bearing",
        "bearings.blt",
        {"CBinr": "d", "CBour": "D", "CBbth": "B"},
        _KEY,
        "cylindricalrollerbearing",
        bearing_number,
    ),
)


def read(folder: Path) -> Values:
    """Its values. Raises OSError where a file is missing."""
    return gathered(_values(folder))


def _values(folder: Path) -> Iterator[tuple[Key, float]]:
    for columns in _COLUMNS:
        yield from columns.values(blt_rows(folder / columns.file, columns.table))
