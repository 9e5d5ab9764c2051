"""How a size is written: in the catalog, in the tables, and so that both are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cadwidgets.service.catalog import Configuration


def plain(text: str) -> str:
    """``6`` for M6-1, (M6), ``6 mm`` and 006; ``8x1`` for M8x1."""
    bare = text.strip().strip("()").removesuffix(" mm").replace(",", ".")
    bare = bare[1:].partition("-")[0] if bare.startswith("M") else bare
    return "x".join(map(_number, bare.split("x")))


def bearing_number(text: str) -> str:
    """``6205`` for 6205-2RS, ``* 6205`` and NU 6205 ECP: the boundary dimensions are the same; ``684`` for 618/4
    and, with shields, 638/4.
    """
    found = re.search(r"\d{3,}(?:/\d+)?", text)
    return re.sub(r"^6[13]([89])/(\d)$", r"6\1\2", found[0]) if found else ""


def of_part(family_id: str, configuration: Configuration) -> str:
    """The size of a part: of most families what is chosen first."""
    if family_id in DESIGNATED:
        return bearing_number(configuration.part_number)
    chosen = configuration.selection[: _CHOSEN.get(family_id, 1)]
    return "x".join(map(_number, chosen))


DESIGNATED = frozenset(
    {"deep_groove_bearing", "angular_contact_bearing", "thrust_ball_bearing"}
    | {"cylindrical_roller_bearing", "tapered_roller_bearing"}
)
"""Families whose sizes have numbers, which are no dimensions."""
_CHOSEN: Mapping[str, int] = {"iso8673": 2, "din934_fine": 2, "din6888": 2, "metric_o_rings": 2, "iso3547": 2}
"""How many of the things that are chosen make the size, where it is more than the first."""

Naming = Callable[[str], str]


def _number(text: str) -> str:
    """Numbers are compared as numbers; other text stays as it is."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return text
