"""Odd values, and ways to change what is in order: each by the chance that it is given, so that it comes again."""

from __future__ import annotations

import json
import random
from urllib.parse import quote

ODD = (
    *[
        "",
        " ",
        "\0",
        "\x7f",
        "\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "\t",
        "%",
        "%00",
        "%zz",
        "+",
        "&",
        "=",
        "#",
        ";",
    ],
    *[
        "-1",
        "0",
        "1e999",
        "nan",
        "-inf",
        "9" * 30,
        "9" * 5000,
        "0x10",
        "1_000",
        "٣",
        "½",
        "1,5",
        "--",
        "1..2",
        "..",
        "1:",
    ],
    *[
        "../../etc/passwd",
        "/etc/passwd",
        "..%2f..%2f",
        "C:\\",
        "\\",
        "'",
        "' OR 1=1 --",
        '"; DROP TABLE keys',
        "\\,\\:\\.",
    ],
    *[
        "<script>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "{{7*7}}",
        "${x}",
        "%s%n",
        "{0}",
        "[",
        "{",
        "null",
        "true",
        "[]",
        "{}",
    ],
    *[
        "\u202e",
        "\ufeff",
        "\ud800",
        "é",
        "😀" * 20,
        "\u0131",
        "ß",
        "A" * 300,
        "a" * 4000,
        "x" * 5000,
        "," * 500,
        "M6" * 99,
    ],
)


def changed(chance: random.Random, text: str) -> str:
    """``text`` with one change, or an odd text in its place."""
    place = chance.randint(0, len(text))
    odd = chance.choice(ODD) if chance.random() < 0.7 else chr(chance.choice([chance.randrange(256), 0x10FFFF, 0x2028]))
    return chance.choice(
        [odd, text[:place] + odd + text[place:], text[:place], text[place:] + text[:place], text * 3, text.swapcase()]
    )


def changed_fields(chance: random.Random, fields: dict[str, str]) -> dict[str, str]:
    """The fields with one of them changed, left out, or called otherwise."""
    if not fields:
        return fields
    name = chance.choice(list(fields))
    value = fields[name]
    others = {known: text for known, text in fields.items() if known != name}
    return chance.choice(
        [others | {name: changed(chance, value)}, others, others | {changed(chance, name): value}, others | {name: ""}]
    )


def changed_bytes(chance: random.Random, data: bytes) -> bytes:
    """``data`` with a few bytes changed, taken out or put in."""
    for _ in range(chance.randint(1, 4)):
        place, length = chance.randint(0, len(data)), chance.choice([0, 1, 1, 5, 40])
        new = chance.choice(
            [chance.randbytes(length), encoded(chance, chance.choice(ODD)), b"", data[place:][:length] * 3]
        )
        data = data[:place] + new + data[place + chance.choice([0, length]) :]
    return data


def changed_json(chance: random.Random, said: dict[str, object]) -> bytes:
    """The object with one value of any other kind, or its text with some bytes changed."""
    if chance.random() < 0.3:
        return changed_bytes(chance, json.dumps(said).encode())
    odd: list[object] = [
        None,
        True,
        0,
        -1,
        10**30,
        1e300,
        [],
        {},
        [[1]],
        {"a": {"b": 1}},
        [None],
        changed(chance, "text"),
    ]
    name = chance.choice(list(said))
    new = {**said, name if chance.random() < 0.8 else changed(chance, name): chance.choice(odd)}
    whole = json.dumps(chance.choice([new, new, new, [new], new and list(new), 5]))
    return whole.encode() if chance.random() < 0.95 else b"[" * chance.randint(1, 50_000) + whole.encode()


def pairs(chance: random.Random, fields: dict[str, str]) -> list[bytes]:
    return [encoded(chance, name) + b"=" + encoded(chance, text) for name, text in fields.items()]


def encoded(chance: random.Random, text: str) -> bytes:
    """Percent-encoded, and now and then wrongly so; never what would end the line of a head."""
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        return b"%" + quote(data).encode()
    return quote(data, safe="" if chance.random() < 0.5 else "/").encode()
