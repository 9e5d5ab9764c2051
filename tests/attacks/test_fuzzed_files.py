"""Files made wrong in every way: each reader gives what is valid, or its own error, soon and without much memory.

A failure names the reader, the seed and the number; ``mutated(PARSERS[reader].samples, reader, seed, number)`` is the
file. One that failed once is kept in `KEPT`, and read with the short tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from parsers import PARSERS  # tests/facts, on the path by pyproject.toml

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("fuzz_child.py")
SILENT_SECONDS = 120
"""A child tells of itself every 200 files; one that is silent for so long hangs."""
KEPT = [
    (
        "AMF",
        b"<vertices><vertex><coordinates><x>1</x><vertices><vertex><coordinates><x>1</x><y>2</y><z>3</z></coordinates>"
        b'</vertex></vertices><volume materialid="2">',
    ),
]
"""(Reader, file) of what once got through, made shorter."""


def told_by_child(seed: int, first: int, count: int) -> list[dict[str, Any]]:
    """The lines of one child. Fails if it hangs."""
    command = [sys.executable, str(CHILD), str(seed), str(first), str(count)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "facts")])}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        try:
            out, err = child.communicate(timeout=SILENT_SECONDS + count)
        finally:
            child.kill()
    lines = [json.loads(line) for line in out.splitlines()]
    assert lines, err.decode()
    if child.returncode < 0:
        pytest.fail(f"the process died by signal {-child.returncode} within 200 files after {lines[-1]}, seed {seed}")
    return lines


@pytest.mark.parametrize(
    ("seed", "count"),
    [
        pytest.param(1, 10_000, marks=pytest.mark.long),
        *(pytest.param(seed, 100_000, marks=pytest.mark.release) for seed in range(2, 12)),
    ],
)
def test_no_wrong_file_breaks_a_reader(seed: int, count: int) -> None:
    """``count`` files in all, in two processes."""
    each = -(-count // len(PARSERS) // 2)
    with ThreadPoolExecutor(2) as pool:
        children = pool.map(lambda half: told_by_child(seed, half * each, each), range(2))
        ended = [lines[-1] for lines in children]
    assert ended == [{"done": each * len(PARSERS)}] * 2, f"seed {seed}"


@pytest.mark.parametrize(("reader", "data"), KEPT)
def test_what_once_broke_a_reader_does_so_no_more(reader: str, data: bytes) -> None:
    parser = PARSERS[reader]
    try:
        parser.read(data)
    except parser.errors:
        return


def test_every_reader_of_models_reads_its_samples() -> None:
    """Without that, no wrong file would get far."""
    for name, parser in PARSERS.items():
        if name not in ("refusal", "headers of a build", "classic CAD files"):
            for sample in parser.samples:
                parser.read(sample)
