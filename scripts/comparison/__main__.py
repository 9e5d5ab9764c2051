"""Compare, write docs/catalog-sources.md, and fail where a difference is open or a claim is false."""

from __future__ import annotations

import sys
from pathlib import Path

from comparison import bd_warehouse, bolts, fasteners_wb
from comparison.compare import Tables, compare, false_claims
from comparison.page import page
from comparison.values import own_values

PAGE = Path("docs/catalog-sources.md")


def main(bd: Path, wb: Path, bolts_folder: Path) -> int:
    """The exit code: 1 if the comparison fails."""
    tables = {
        "bd-warehouse": bd_warehouse.read(bd),
        "FastenersWB": fasteners_wb.read(wb),
        "BOLTS": bolts.read(bolts_folder),
    }
    values = own_values()
    PAGE.write_text(page(values, compare(values, tables)), "utf-8")
    failures = faults(tables)
    print("\n".join([*failures, str(PAGE)]))
    return int(bool(failures))


def faults(tables: Tables) -> list[str]:
    """What is wrong with the catalog, in words."""
    values = own_values()
    open_ones = [one for one in compare(values, tables) if not one.settled]
    return [
        *(f"open: {one.own.key} is {one.dimension.value:g}, there {dict(one.said)}" for one in open_ones),
        *(f"not said by {name}: {own.key} is {own.dimension.value:g}" for own, name in false_claims(values, tables)),
    ]


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
