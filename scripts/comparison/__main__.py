"""Compare, write docs/catalog-sources.md, and fail where a difference is neither explained nor shown as unverified."""

from __future__ import annotations

import sys
from pathlib import Path

from columns import BD_WAREHOUSE, BOLTS, FASTENERS_WB, symbols
from compare import compare
from page import page
from tables import read_blt, read_csv
from values import digest, own_values

PAGE = Path("docs/catalog-sources.md")
LEAST_SHARE = 0.95


def main(bd: Path, fasteners_wb: Path, bolts: Path) -> int:
    tables = {
        "bd-warehouse": {key: value for known in BD_WAREHOUSE for key, value in read_csv(bd, known).items()},
        "FastenersWB": {key: value for known in FASTENERS_WB for key, value in read_csv(fasteners_wb, known).items()},
        "BOLTS": {key: value for known in BOLTS for key, value in read_blt(bolts, known).items()},
    }
    own = own_values(symbols())
    compared = compare(own, tables)
    PAGE.write_text(page(compared, digest(own)), "utf-8")
    share = sum(one.agrees for one in compared) / len(compared)
    open_ones = [one for one in compared if not one.settled]
    print(f"{len(compared)} values compared, {100 * share:.2f} % agree with at least one table: {PAGE}")
    for one in open_ones:
        print(f"neither explained nor unverified: {one.key} is {one.own.value:g}, there {dict(one.said)}")
    return int(share < LEAST_SHARE or bool(open_ones))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
