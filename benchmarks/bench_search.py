"""Search as somebody types, over parts that are made up here: load data, which no catalog ships.

    python benchmarks/bench_search.py [parts]

Every text is typed letter by letter, and each time a page of 20 hits with its facets is asked for, and then the same
pages sorted by some columns. Next to it the same facets are counted by SQL over the same parts (SQLite, FTS5), for the
same words. All times are CPU time: a busy machine adds little to it.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from cadwidgets.contract.search import Filter
from cadwidgets.service.search import Query, Search
from cadwidgets.service.search.blocks import NUMBER, Block, Property
from cadwidgets.service.search.facets import facets
from cadwidgets.service.search.narrowing import Narrowed

PARTS, FAMILIES = 1_000_000, 600
BROAD = 50_000
"""Queries with more hits are told apart."""
KINDS = ("screw", "bolt", "nut", "washer", "pin", "ring", "bearing", "key", "gear", "pulley", "spring", "profile")
FORMS = ("hexagon", "socket", "slotted", "flanged", "knurled", "tapered", "sealed", "split", "square", "thin")
MATERIALS = ("steel", "stainless steel 304", "stainless steel 316", "brass", "PA66")
CLASSES = ("8.8", "10.9", "12.9", "A2-70", "A4-80")
SIZES = (2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0)
LENGTHS = tuple(float(length) for length in range(5, 205, 5))
TYPED = (
    "hexagon bolt M8x40 A2-70",
    "slotted screw 8.8",
    "LD 1234 M6x20",
    "ld1234m6x20",
    "M8 stainless",
    "bearing 20 mm",
    "steel washer",
    "screw l>=100",
    "M2.5",
    "",
)
FILTERS = ((), (Filter("d", ("8",)),), (Filter("material", ("steel",)), Filter("l", (), 20, 60)))
SORTS = ("l", "-d", "material", "-part_number")
COMPARED = ("square pin", "pin", "steel")
_COUNT = "SELECT {}, count(*) FROM part WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?) GROUP BY 1"
COLUMNS = ("category", "standard", "material", "class", "d", "l")


def blocks(parts: int) -> Iterator[Block]:
    """So many parts in families of about equal size."""
    chance = random.Random(4762)  # noqa: S311 - load data
    for place in range(FAMILIES):
        size = parts * (place + 1) // FAMILIES - parts * place // FAMILIES
        yield _block(place, [_part(chance) for _ in range(size)])


def _part(chance: random.Random) -> tuple[float, float, float, str, str]:
    d = chance.choice(SIZES)
    return d, chance.choice(LENGTHS), d / 8, chance.choice(CLASSES), chance.choice(MATERIALS)


def _block(place: int, rows: Sequence[tuple[float, float, float, str, str]]) -> Block:
    name = f"{FORMS[place % len(FORMS)]} {KINDS[place // len(FORMS) % len(KINDS)]}"
    standard = f"LD {1000 + place}"
    d, length, pitch, grade, material = zip(*rows, strict=True)
    return Block(
        part_id=f"90-01011970-{place:06}",
        name=name,
        part_numbers=[f"{standard} M{row[0]:g}x{row[1]:g} {row[3]} {n}" for n, row in enumerate(rows)],
        paths=[f"d={row[0]:g} mm|l={row[1]:g} mm|class={row[3]}|n={n}|" for n, row in enumerate(rows)],
        same={"catalog": "LOAD", "category": f"LD.{place % len(KINDS)}", "standard": standard, "family": f"f{place}"},
        meanings={"family": (f"{standard} {name}",)},
        columns={
            Property("d", NUMBER, "mm"): d,
            Property("l", NUMBER, "mm"): length,
            Property("P", NUMBER, "mm"): pitch,
            Property("class"): grade,
            Property("material"): material,
        },
        selectors=("d", "l", "class"),
        labels={"d": "Nominal diameter d", "l": "Length l", "P": "Pitch P"},
    )


def typed() -> Iterator[Query]:
    """Every beginning of every text, alone and with filters."""
    for text in TYPED:
        for end in range(min(1, len(text)), len(text) + 1):
            yield from (Query(text[:end], filters) for filters in FILTERS)


def measure(search: Search) -> None:
    """Print how long answers take."""
    times: dict[bool, list[float]] = {False: [], True: []}
    shown = []
    for query in typed():
        start = time.process_time()
        page = search.page(query)
        times[page.total > BROAD].append((time.process_time() - start) * 1e3)
        shown.append(len(page.facets))
    for broad, values in times.items():
        if not values:
            continue
        median, most = np.percentile(values, [50, 95])
        what = f"more than {BROAD:,} hits" if broad else f"at most {BROAD:,} hits"
        print(
            f"{what:28}{len(values):5} queries   p50 {median:6.1f} ms   p95 {most:6.1f} ms   max {max(values):6.1f} ms"
        )
    print(f"facets in an answer: {np.mean(shown):.1f} on average")


def compare_sorted(search: Search) -> None:
    """Print how much longer the same pages take when they are sorted."""
    queries = list(typed())
    for some, what in (
        ([query for query in queries if search.page(query).total <= BROAD], f"at most {BROAD:,} hits"),
        ([query for query in queries if search.page(query).total > BROAD], f"more than {BROAD:,} hits"),
    ):
        times = {sort: _times(search, some, sort) for sort in ("", *SORTS)}
        for sort in SORTS if some else ():
            ratio = sum(times[sort]) / sum(times[""])
            print(f"{what:28}sorted by {sort:14} p95 {np.percentile(times[sort], 95):6.1f} ms   {ratio:.2f}x unsorted")


def _times(search: Search, queries: Sequence[Query], sort: str) -> list[float]:
    """How many milliseconds each of the queries takes."""
    times = []
    for query in queries:
        start = time.process_time()
        search.page(replace(query, sort=sort))
        times.append((time.process_time() - start) * 1e3)
    return times


def in_sql(folder: Path, parts: int) -> sqlite3.Connection:
    """The same parts in a table with a full-text index."""
    database = sqlite3.connect(folder / "parts.sqlite")
    database.execute(f"CREATE TABLE part (id INTEGER PRIMARY KEY, number, {', '.join(COLUMNS)})")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize=\"unicode61 tokenchars '.'\")")
    row = 0
    for block in blocks(parts):
        given = {known.symbol: values for known, values in block.columns.items()}
        size = len(block.part_numbers)
        columns = [given.get(name) or [block.same[name]] * size for name in COLUMNS]
        rows = zip(range(row, row + size), block.part_numbers, *columns, strict=True)
        database.executemany(f"INSERT INTO part VALUES ({', '.join('?' * (len(COLUMNS) + 2))})", rows)  # noqa: S608
        texts = (
            (place, f"{number} {block.name} {material}")
            for place, number, material in zip(
                range(row, row + size), block.part_numbers, given["material"], strict=True
            )
        )
        database.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", texts)
        row += size
    database.commit()
    return database


def compare(search: Search, database: sqlite3.Connection) -> None:
    """Print how long the same facets take here and in SQL."""
    for text in COMPARED:
        match = " ".join(f"{word}*" for word in text.split())
        start = time.process_time()
        for name in COLUMNS:
            database.execute(_COUNT.format(name), (match,)).fetchall()
        sql = (time.process_time() - start) * 1e3
        start = time.process_time()
        found = np.logical_and.reduce([search.index.speaking_of(word) for word in text.split()])
        narrowed = Narrowed(np.flatnonzero(found))
        shown = facets(search.index, narrowed, "en")
        ours = (time.process_time() - start) * 1e3
        print(
            f"{text!r:14}{len(narrowed.left):9,} hits   {len(shown)} facets here {ours:6.1f} ms   "
            f"{len(COLUMNS)} in SQL {sql:8.1f} ms   {sql / ours:6.1f}x"
        )


def main(parts: int) -> None:
    start = time.process_time()
    search = Search(blocks(parts))
    built = time.process_time() - start
    memory = search.index.memory
    print(f"{search.index.size:,} parts of load data, {FAMILIES} families; CPU time, numpy {np.__version__}")
    sizes = ", ".join(f"{name} {size / 1e6:.0f} MB" for name, size in memory.items())
    print(f"built in {built:.1f} s with the making-up; memory {sum(memory.values()) / 1e6:.0f} MB ({sizes}), no file")
    measure(search)
    compare_sorted(search)
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        database = in_sql(Path(folder), parts)
        size = (Path(folder) / "parts.sqlite").stat().st_size
        print(f"in SQL: built in {time.process_time() - start:.1f} s, file {size / 1e6:.0f} MB")
        compare(search, database)
        database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PARTS)
