"""The page that says what was compared, and lists every difference."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from compare import Compared

from cadwidgets.service import catalog

_HEAD = """# Where the catalog's dimensions come from

Every value of the catalog names the document that defines it, what it means there (nominal, minimum, maximum, reference), and
the independent public documents in which the same value was found. With two of these it is *verified*, else *unverified*, and
shown so. That is a vote, no proof: the texts of the standards were not compared.

`scripts/compare-catalog` holds fasteners, bearings, keys, pins, rings and seals against open tables, value by value, and writes this page:
bd-warehouse 0.4.0 (Apache-2.0), FastenersWB (GPL, a FreeCAD add-on) and BOLTS (LGPL). They are compared with and not copied
from. All of them contain wrong values; where they differ from the catalog, the list below says why.
"""


def page(compared: Sequence[Compared], digest: str) -> str:
    """The page in Markdown."""
    differing = [one for one in compared if not one.agrees]
    share = 100 * (1 - len(differing) / len(compared))
    parts = [
        _HEAD,
        f"**{len(compared):,} values compared; {share:.1f} % agree with at least one table.** "
        f"{len(differing)} do not:\n{_settled(differing)}\n",
        "## By family\n",
        _families(compared),
        "## Values that agree with no table\n",
        _differences(differing),
        f"Compared were the values with the digest `{digest}`.",
    ]
    return "\n".join(parts) + "\n"


def _settled(differing: Sequence[Compared]) -> str:
    explained = sum(bool(one.reason) for one in differing)
    return f"{explained} are explained, {len(differing) - explained} are shown as unverified."


def _families(compared: Sequence[Compared]) -> str:
    lines = [
        "| family | compared | agree | verified | bd-warehouse | FastenersWB | BOLTS |",
        "|---|---|---|---|---|---|---|",
    ]
    for family_id, group in groupby(compared, lambda one: one.key.family):
        rows = list(group)
        cells = [len(rows), sum(one.agrees for one in rows), sum(one.own.verified for one in rows)]
        cells += [sum(name in one.said for one in rows) for name in ("bd-warehouse", "FastenersWB", "BOLTS")]
        lines.append(f"| {catalog.family(family_id).title} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines) + "\n"


def _differences(differing: Sequence[Compared]) -> str:
    lines = ["| family | size | value | here | there | why |", "|---|---|---|---|---|---|"]
    for one in differing:
        there = ", ".join(f"{name}: {value:g}" for name, value in one.said.items())
        reason = one.reason or "unverified"
        family = catalog.family(one.key.family).standard
        lines.append(
            f"| {family} | {one.key.size} | {one.key.symbol} | {one.own.value:g} ({one.own.basis}) | {there} | {reason} |"
        )
    return "\n".join(lines) + "\n"
