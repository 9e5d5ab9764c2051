"""What FastenersWB (GPL) states: the files of its folder ``FsData``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from comparison.tables import Columns, Lengths, gathered, rows_of
from comparison.values import Key, Values

_NARROWEST_SLOT = {"n_min": 0.06}
"""C13 of ISO 286 for nominal widths up to 3 mm."""


def _columns(family: str, symbols: str, file: str = "", table: str = "", size: tuple[str, ...] = ("Dia",)) -> Columns:
    """The columns of a family: each as itself, or as ``column=symbol``."""
    pairs = (each.partition("=") for each in symbols.split())
    named = {name: symbol or name for name, _, symbol in pairs}
    return Columns(family, f"{file or family + 'def'}.csv", named, size, table, above=_NARROWEST_SLOT)


_SOCKET = "Dia=d P s_nom=s td_min=t te_min=t"
_SLOTTED = "Dia=d P b n_min=n"
_SCREWS = (
    _columns("iso4762", "Dia=d P b dk_max=dk k s_mean=s t v"),
    _columns("iso4014", "Dia=d P b1=b b2=b b3=b k s", "iso4014head"),
    _columns("iso4017", "Dia=d P k s", "iso4017head"),
    _columns("iso10642", "Dia=d P b dk_theo=dkt csh_diam=dk csh_height=k s_mean=s t"),
    _columns("iso7380_1", "Dia=d P b dk k s_mean=s t_min=t", "iso7380def", "ISO7380-1def"),
    *(_columns(f"iso{number}", "Dia=d P dp dt s", "iso4026def") for number in (4026, 4027)),
    *(_columns(f"iso{number}", _SOCKET, "iso4028def") for number in (4026, 4027, 4029)),
    _columns("iso4028", _SOCKET + " d_p_max=dp z_short_min=z z_long_min=z"),
    _columns("iso1207", _SLOTTED + " dk k t_min=t"),
    _columns("iso1580", _SLOTTED + " dk_max=dk k rf t_mean=t"),
    _columns("iso2009", _SLOTTED + " dk_theo=dkt csh_diam=dk csh_height=k t_mean=t"),
    _columns("din7984", "Dia=d P b dk_max=dk k s_mean=s t v", table="DIN7984def"),
    _columns("iso7379", "Dia=d P d1=ds d3=dk l2=b l3=k SW=s"),
)
_WITH_COARSE_THREAD = (
    *("iso4032", "iso4033", "iso4035", "iso4036", "din439", "iso7040", "iso10511", "din985", "iso4161", "din1587"),
    *("din557", "din562", "din508"),
)
_NUT = "Dia=d P m s_nom=s"
_INSERT_NUT = "Dia=d P s_max=s h_max=h m_min=m"
_NUTS = (
    *(_columns(family, "Dia=d P", "iso4032def") for family in _WITH_COARSE_THREAD),
    *(_columns(f"iso{number}", _NUT) for number in (4032, 4033, 4035, 4036, 8673)),
    *(_columns(family, _NUT, "DIN934") for family in ("din934", "din934_fine")),
    *(_columns(f"iso{number}", _INSERT_NUT) for number in (7040, 10511)),
    _columns("iso4161", "Dia=d P s_max=s m_max=m d_c_max=dc c_min=c"),
    _columns("din1587", "thread=d P dk h m s t", size=("thread",)),
    _columns("din508", "Dia=d P a e f h k"),
)
_WASHERS = (
    *(_columns(f"iso{number}", "d1_min=d1 d2_max=d2 h") for number in (7089, 7090, 7091, 7092, 7093, 7094)),
    _columns("din6319_c", "Dia=d d1 d3 h2 r1 f1", "din6319cdef", size=("d1",)),
    *(_columns(f"din6319_{form}", "Dia=d d2 d4 d5 h3", f"din6319{form}def", size=("d2",)) for form in "dg"),
)
_CLEVIS = "d_k=dk d_l=d1 c e k l_e=le r"
_PINS = (
    *(_columns(f"iso{number}", "d c") for number in (2338, 8734)),
    _columns("iso2339", "d a"),
    *(_columns(f"iso{number}", "Dia=d d_1=d1 d_2=d2 a s") for number in (8752, 13337)),
    _columns("iso1234", "Dia=dn a b c d"),
    *(_columns(f"iso2340{form}", "d_1=d d_2=d1 c l_e=le", "iso2340def") for form in "ab"),
    *(_columns(f"iso2341{form}", f"d {_CLEVIS}", "iso2341def") for form in "ab"),
)
_RING = "Dia=d1 S=s d_3=d3 a_Max=a b d5_Min=d5 groove_dia=d2"
_RINGS = (
    *(_columns(family, _RING) for family in ("din471", "din472")),
    _columns("din6799", "groove_dia=d2 d3_max=d3 S=s a shaft_dia_min=d1min shaft_dia_max=d1max", size=("groove_dia",)),
)


def _lengths(family: str, standard: str = "") -> Lengths:
    name = standard or family
    return Lengths(family, (f"{name}range.csv", ""), (f"{name}length.csv", ""))


def _lengths_inside(family: str, file: str, name: str) -> Lengths:
    """Of a file that has all its tables."""
    return Lengths(family, (f"{file}.csv", f"{name}range"), (f"{file}.csv", f"{name}length"))


_LENGTHS = (
    _lengths_inside("iso4762", "iso4762def", "ISO4762"),
    _lengths_inside("iso7380_1", "iso7380def", "ISO7380-1"),
    _lengths_inside("iso1207", "iso1207def", "ISO1207"),
    _lengths_inside("din7984", "din7984def", "DIN7984"),
    *(_lengths(f"iso{number}") for number in (4014, 4017, 10642, 4026, 4028, 2009, 2338, 2339, 8734, 8752)),
    *(_lengths(f"iso{number}") for number in (13337, 1234)),
    *(_lengths(f"iso{number}", "iso4026") for number in (4027, 4029)),
    *(_lengths(f"iso{number}{form}", f"iso{number}") for number in (2340, 2341) for form in "ab"),
)


def read(folder: Path) -> Values:
    """Its values. Raises OSError where a file is missing."""
    return gathered(_values(folder))


def _values(folder: Path) -> Iterator[tuple[Key, float]]:
    for columns in (*_SCREWS, *_NUTS, *_WASHERS, *_PINS, *_RINGS):
        yield from columns.values(rows_of(folder / columns.file, columns.table))
    for lengths in _LENGTHS:
        (ranges, range_table), (nominal, nominal_table) = lengths.ranges, lengths.nominal
        yield from lengths.values(rows_of(folder / ranges, range_table), rows_of(folder / nominal, nominal_table))
