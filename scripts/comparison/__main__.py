"""Compare, write docs/catalog-sources.md, and fail where a difference is open or a claim is false."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from comparison import bd_warehouse, bolts, fasteners_wb
from comparison.compare import Compared, Tables, compare, false_claims
from comparison.page import page
from comparison.values import Own, own_values

PAGE = Path("docs/catalog-sources.md")
LEAST_SHARE = 0.95
"""So many of the compared values must agree with a table."""


def main(bd: Path, wb: Path, bolts_folder: Path) -> int:
    """The exit code: 1 if the comparison fails."""
    tables = {
        "bd-warehouse": bd_warehouse.read(bd),
        "FastenersWB": fasteners_wb.read(wb),
        "BOLTS": bolts.read(bolts_folder),
    }
    values = own_values()
    compared = compare(values, tables)
    PAGE.write_text(page(values, compared), "utf-8")
    failures = faults(values, compared, tables)
    print("\n".join([*failures, str(PAGE)]))
    return int(bool(failures))


def faults(values: Sequence[Own], compared: Sequence[Compared], tables: Tables) -> list[str]:
    """What is wrong with the catalog, in words."""
    open_ones = [one for one in compared if not one.settled]
    agreeing = sum(one.agrees for one in compared)
    return [
        *([f"only {agreeing} of {len(compared)} agree"] if agreeing < LEAST_SHARE * len(compared) else []),
        *(f"open: {one.own.key} is {one.dimension.value:g}, there {dict(one.said)}" for one in open_ones),
        *(f"not said by {name}: {own.key} is {own.dimension.value:g}" for own, name in false_claims(values, tables)),
    ]


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
