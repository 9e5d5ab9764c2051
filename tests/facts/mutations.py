"""Valid files made wrong: seeded, so that a number names one wrong file for ever."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any

WORDS = (
    b"0 -1 1 255 65535 1e999 -0.0 NaN Infinity null true [ ] { } [] {} [[ \" ' < > </x> <a> <!-- --> &a; "
    b"<!DOCTYPE <?xml <![CDATA[ \\u0000 \\ud800 \\ \xff\xff\xff\xff \xef\xbb\xbf \xff\xfe 99999999999999999999999 "
    b"solid endsolid facet vertex endfacet <vertex> <triangle> <volume> <object> <constellation> <instance> "
    b"PK\x01\x02 PK\x03\x04 PK\x05\x06 PK\x06\x07 JSON BIN\x00 glTF ../ \x1b[31m ; = : \t \r\n \x00"
).split(b" ")
NUMBERS = (0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
LIES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2,
        255,
        5123,
        5126,
        1 << 31,
        1 << 53,
        -(1 << 63),
        10**30,
        10**400,
        1e308,
        1e-320,
        0.5,
    ),
    *(
        "",
        "x",
        "0",
        "true",
        "1e999",
        "\x1b[31m<b>\u202e",
        "\ud800",
        "a" * 5000,
        "9" * 5000,
        [],
        {},
        [[]],
        [{}],
        {"": ""},
        [0] * 16,
    ),
)
LONGEST = 128 << 10

Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def mutated(samples: Sequence[bytes], parser: str, seed: int, number: int) -> bytes:
    """The wrong file with that number: one of the samples with one to six things changed."""
    chance = random.Random(f"{parser} {seed} {number}")  # noqa: S311 - reproducible, not secret
    data = chance.choice(samples)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = chance.choice(_MUTATIONS)(data, chance, samples)[:LONGEST]
    return data


def _flip(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """Some bits the other way round."""
    flipped = bytearray(data)
    for _ in range(chance.randint(1, 8) if data else 0):
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _cut(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    start, end = _range(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """A piece many times over."""
    start, end = _range(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 10, 300)) + data[end:]


def _splice(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """A piece of another sample inside, or instead of the rest."""
    other = chance.choice(samples)
    (start, end), at = _range(other, chance), chance.randrange(len(data) + 1)
    return data[:at] + other[start:end] + chance.choice((data[at:], b""))


def _word(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """A word that means something in one of the formats, inside or over what stands there."""
    word, at = chance.choice(WORDS), chance.randrange(len(data) + 1)
    return data[:at] + word + data[at + chance.choice((0, len(word))) :]


def _number(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """Another number of two or four bytes: a length, a count, an offset."""
    form = chance.choice(("<I", ">I", "<H", ">H"))
    size = struct.calcsize(form)
    if len(data) < size:
        return data
    at = chance.randrange(len(data) - size + 1)
    told = chance.choice((*NUMBERS, len(data), struct.unpack_from(form, data, at)[0] + chance.choice((-1, 1))))
    return data[:at] + struct.pack(form, told & (1 << 8 * size) - 1) + data[at + size :]


def _digits(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """Another number where digits stand."""
    places = [at for at in range(len(data)) if 48 <= data[at] < 58] if len(data) < 100_000 else []
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + str(chance.choice((*NUMBERS, -1, 1 << 64, 1e308, 1e-320))).encode() + data[at + 1 :]


def _noise(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    start, end = _range(data, chance)
    return data[:start] + chance.randbytes(min(end - start, 64)) + data[end:]


def _lie(data: bytes, chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """JSON that is whole, with another value at one of its places."""
    try:
        document: Any = json.loads(data)
    except (ValueError, RecursionError):  # no JSON, or none any more
        return data
    places = list(_places(document))
    if not places:
        return data
    outer, name = chance.choice(places)
    outer[name] = chance.choice((*LIES, document, chance.choice(places)[0]))
    try:
        return json.dumps(document).encode()
    except ValueError:  # it would contain itself
        return data


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """(Object or list, name or index) of every value within."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield value, name
        yield from _places(inner)


def _range(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 16, 50, 200, 5000)))


_MUTATIONS: tuple[Mutation, ...] = (
    _flip,
    _cut,
    _drop,
    _repeat,
    _splice,
    _word,
    _word,
    _number,
    _digits,
    _digits,
    _noise,
)
