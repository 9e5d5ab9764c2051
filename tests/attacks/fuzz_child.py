"""Feeds wrong files to one reader after the other, and tells of the first that misbehaves. Run by the tests.

``python tests/attacks/fuzz_child.py SEED FIRST COUNT``: JSON lines on stdout, before each reader and after the last.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import time
import warnings

from mutations import mutated
from parsers import PARSERS, Parser

MAX_SECONDS = 1.0
"""Of the processor's time: other programs of a busy machine do not count."""
MAX_EXTRA_KIB = 64 << 10
INFORMED_EVERY = 200


def peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def fed(name: str, parser: Parser, seed: int, number: int) -> str:
    """What was wrong with the reader's answer to the file of that number; empty if nothing was."""
    data = mutated(parser.samples, name, seed, number)
    begun, before = time.process_time(), peak_kib()
    try:
        parser.read(data)
    except parser.errors:
        pass
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if (took := time.process_time() - begun) > MAX_SECONDS:
        return f"it took {took:.1f} s"
    if (extra := peak_kib() - before) > MAX_EXTRA_KIB:
        return f"it took {extra >> 10} MiB"
    return ""


def main(seed: int, first: int, count: int) -> int:
    warnings.simplefilter("error")
    for parser in PARSERS.values():
        for sample in parser.samples:
            with contextlib.suppress(*parser.errors):  # some samples are those of errors
                parser.read(sample)  # what is loaded by the first is no memory that a wrong file takes
    for name, parser in PARSERS.items():
        for number in range(first, first + count):
            if (number - first) % INFORMED_EVERY == 0:
                print(json.dumps({"parser": name, "number": number}), flush=True)
            if wrong := fed(name, parser, seed, number):
                print(json.dumps({"parser": name, "number": number, "wrong": wrong}), flush=True)
                return 1
    print(json.dumps({"done": count * len(PARSERS)}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
