"""The page that says what was compared, and lists every difference."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cadwidgets.service import catalog
from comparison.compare import Compared
from comparison.values import Own, digest, families

_HEAD = """# Where the catalog's dimensions come from

Every value of the catalog names the document that defines it, what it means there (nominal, minimum, maximum,
reference), and
the independent public documents in which the same value was found. With two of these it is *verified*, else
*unverified*, and
shown so. That is a vote, no proof: the texts of the standards were not compared.

`scripts/compare-catalog` holds fasteners, bearings, keys, rings and seals against open tables, value by value, and
writes this page: bd-warehouse 0.4.0 (Apache-2.0), FastenersWB (GPL, a FreeCAD add-on) and BOLTS (LGPL). They are
compared with and not copied from. A name of theirs beside a value that they do not have is an error. All of them
contain wrong values; where they differ from the catalog, the list below says why.

A value can also be *chosen* (a length to cut to, a number of teeth: the catalog's own range) or *calculated* from
others of its part by the formula that its source names; no document was read for these, and none is missed.
"""


def page(values: Sequence[Own], compared: Sequence[Compared]) -> str:
    """The page in Markdown."""
    agreeing = sum(one.agrees for one in compared)
    parts = [
        _HEAD,
        f"**{len(compared):,} values compared; {100 * agreeing / len(compared):.1f} % agree with at least one table.** "
        "Lengths and nominal diameters by which a part is looked up are not counted.\n",
        "## By family\n",
        _families(values, compared),
        "## Values that agree with no table\n",
        _differences([one for one in compared if not one.agrees]),
        "## Values on which the tables differ from one another\n",
        _differences([one for one in compared if one.agrees and one.differing]),
        f"The digest of the values is `{digest(values)}`.",
    ]
    return "\n".join(parts) + "\n"


def _families(values: Sequence[Own], compared: Sequence[Compared]) -> str:
    lines = ["| family | compared | agree | not compared | of these unverified |", "|---|---|---|---|---|"]
    seen = {one.own for one in compared}
    for family in families():
        rows = [one for one in compared if one.own.key.family == family.id]
        rest = [own for own in values if own.key.family == family.id and own not in seen]
        unverified = sum(not own.dimension.verified for own in rest)
        cells = len(rows), sum(one.agrees for one in rows), len(rest), unverified
        lines.append(f"| {family.title} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines) + "\n"


def _differences(differing: Sequence[Compared]) -> str:
    lines = ["| family | value | here, and there | why |", "|---|---|---|---|"]
    for (family_id, symbol, why), group in groupby(differing, _alike):
        cells = "; ".join(map(_cell, group))
        lines.append(f"| {catalog.family(family_id).standard} | {symbol} | {cells} | {why} |")
    return "\n".join(lines) + "\n"


def _alike(one: Compared) -> tuple[str, str, str]:
    unverified = "" if one.agrees or one.dimension.verified else "shown as unverified"
    return one.own.key.family, one.own.key.symbol, ": ".join(filter(None, (unverified, one.reason)))


def _cell(one: Compared) -> str:
    there = ", ".join(f"{name} {' or '.join(f'{each:g}' for each in said)}" for name, said in one.differing.items())
    return f"{one.own.key.size}: {one.dimension.value:g} ({there})"
