"""Python 2 to Python 3 where the meaning is certain: rewritten word by word, each on its own line.

A text comes here only after Python 3 could not parse it. What could mean two things stays as it is: a division,
``raise E, value`` with a value that may be an exception itself, a parameter in brackets. A lexer of our own reads
it, because Python's refuses backticks, ``<>`` and ``0777`` in one version and reads them in another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\f]+|\\\n)
  | (?P<comment>\#[^\n]*)
  | (?P<text>[uUrRbBfF]{0,2}(?:
        '{3}(?:\\.|[^\\])*?(?:'{3}|\\?\Z) | "{3}(?:\\.|[^\\])*?(?:"{3}|\\?\Z)
      | '(?:\\.|[^\\'\n])*(?:'|(?=\n)|\\?\Z) | "(?:\\.|[^\\"\n])*(?:"|(?=\n)|\\?\Z)))
  | (?P<number>(?:0[xXoObB][0-9a-fA-F_]+|\.?\d(?:[eE][+-]?\d|[\w.])*)[lL]?)
  | (?P<name>[^\W\d]\w*)
  | (?P<newline>\n)
  | (?P<operator><>|>>|<<|\*\*|//|[<>=!+\-*/%&|^@]=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""A text that is never closed ends with its line, or with the script, so that no character is read twice."""
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True)
class _Token:
    """One word of a script from ``start`` to ``end``; ``depth`` counts the brackets around it."""

    kind: str
    text: str
    start: int
    end: int
    depth: int


_Statement: TypeAlias = Sequence[_Token]
_Edit: TypeAlias = tuple[int, int, str]
"""Characters from, to (exclusive), and the new text."""

_RENAMED: Mapping[str, str] = {
    "xrange": "range",
    "raw_input": "input",
    "unicode": "str",
    "basestring": "str",
    "unichr": "chr",
    "long": "int",
}
"""Functions and types that have another name now; one that the script defines itself stays."""
_RENAMED_METHODS: Mapping[str, str] = {
    "has_key": "__contains__",
    "iteritems": "items",
    "itervalues": "values",
    "iterkeys": "keys",
}

HINTS: Mapping[str, str] = {
    **{old: f"{old} is Python 2: write {new}" for old, new in _RENAMED.items()},
    "has_key": "has_key is Python 2: write key in the_dict",
    **{old: f"{old} is Python 2: write {new}" for old, new in _RENAMED_METHODS.items() if old != "has_key"},
}
"""What to write instead of a name that Python 3 does not know, for a script that fails only when it runs."""


def from_python2(text: str) -> str:
    """``text`` with Python 2's own words rewritten; the text itself where there are none. Lines stay."""
    tokens = list(_tokens(text))
    edits = [*_word_edits(tokens), *_backtick_edits(tokens)]
    for statement in _statements(tokens):
        rewrite = _STATEMENTS.get(statement[0].text)
        if rewrite:
            edits += rewrite(statement)
    return "".join(_edited(text, sorted(edits)))


def _edited(text: str, edits: Sequence[_Edit]) -> Iterator[str]:
    place = 0
    for start, end, new in edits:
        yield text[place:start]
        yield new
        place = end
    yield text[place:]


def _tokens(text: str) -> Iterator[_Token]:
    """All words but blanks, and but line ends inside brackets."""
    depth = 0
    for match in _TOKEN.finditer(text):
        kind, word = str(match.lastgroup), match[0]
        depth -= word in _CLOSING and depth > 0
        if kind != "space" and not (kind == "newline" and depth):
            yield _Token(kind, word, match.start(), match.end(), depth)
        depth += word in _OPENING


def _statements(tokens: Sequence[_Token]) -> Iterator[_Statement]:
    """What stands between line ends, semicolons and the colons of blocks."""
    statement: list[_Token] = []
    lambdas = 0
    for token in tokens:
        lambdas += token.text == "lambda" and not token.depth
        if token.kind == "newline" or (token.text in (";", ":") and not token.depth and not lambdas):
            if statement:
                yield statement
            statement, lambdas = [], 0
        elif token.kind != "comment":
            lambdas -= token.text == ":" and not token.depth
            statement.append(token)
    if statement:
        yield statement


def _word_edits(tokens: Sequence[_Token]) -> Iterator[_Edit]:
    defined = _defined_names(tokens)
    previous = ""
    for token in tokens:
        new = _renamed(token, previous == ".", defined)
        if new != token.text:
            yield token.start, token.end, new
        previous = token.text


def _renamed(token: _Token, is_attribute: bool, defined: set[str]) -> str:
    if token.kind == "name" and token.text not in defined:
        return (_RENAMED_METHODS if is_attribute else _RENAMED).get(token.text, token.text)
    if token.kind == "number":
        return _number(token.text)
    if token.kind == "text" and re.match(r"[uU][rR]", token.text) and "\\u" not in token.text.lower():
        return token.text[1:]
    return "!=" if token.text == "<>" else token.text


def _number(text: str) -> str:
    """``10L`` is 10 and ``0777`` is octal."""
    text = text.rstrip("lL")
    return f"0o{text[1:]}" if re.fullmatch("0[0-7]+", text) and text.strip("0") else text


def _defined_names(tokens: Sequence[_Token]) -> set[str]:
    return {
        name.text if before.text in ("def", "class", "import", "as") else before.text
        for before, name in pairwise(tokens)
        if before.text in ("def", "class", "import", "as") or (name.text == "=" and not name.depth)
    }


def _backtick_edits(tokens: Sequence[_Token]) -> Iterator[_Edit]:
    for number, token in enumerate(token for token in tokens if token.text == "`"):
        yield token.start, token.end, ")" if number % 2 else "repr("


def _print(statement: _Statement) -> Iterator[_Edit]:
    word, arguments = statement[0], statement[1:]
    if not arguments:
        yield word.end, word.end, "()"
    elif arguments[0].text == ">>":
        yield from _print_to_file(word, arguments)
    elif not _is_call(arguments) and arguments[0].text not in ("=", "."):
        yield word.end, arguments[0].start, "("
        yield arguments[-1].end, arguments[-1].end, ")"


def _is_call(arguments: _Statement) -> bool:
    """Whether the arguments are one pair of brackets: then Python 3 prints the same."""
    if arguments[0].text != "(":
        return False
    closing = next((place for place, token in enumerate(arguments) if token.text == ")" and not token.depth), None)
    return closing == len(arguments) - 1


def _print_to_file(word: _Token, arguments: _Statement) -> Iterator[_Edit]:
    """``print >>f, x`` is ``print(x, file=f)``. The comma at the end, which keeps the line open, is dropped."""
    commas = _commas(arguments)
    words = arguments[1 : commas[0] if commas else None]
    gaps = ["", *(" " if after.start > before.end else "" for before, after in pairwise(words))]
    file = "".join(gap + token.text for gap, token in zip(gaps, words, strict=False))
    if len(commas) > 1 and commas[-1] == len(arguments) - 1:
        yield arguments[-1].start, arguments[-1].end, ""
    shown = arguments[commas[0] + 1].start if commas and commas[0] + 1 < len(arguments) else arguments[-1].end
    yield word.end, shown, "("
    yield arguments[-1].end, arguments[-1].end, f"{', ' if shown < arguments[-1].end else ''}file={file})"


def _except(statement: _Statement) -> Iterator[_Edit]:
    """``except E, error`` is ``except E as error``."""
    commas = _commas(statement)
    if len(commas) == 1 and commas[0] == len(statement) - 2:
        comma = statement[commas[0]]
        yield comma.start, comma.end, " as"


def _raise(statement: _Statement) -> Iterator[_Edit]:
    """``raise E, "text"`` is ``raise E("text")``; another value could be an exception, or several arguments."""
    commas = _commas(statement)
    if len(commas) == 1 and commas[0] + 1 < len(statement) and statement[commas[0] + 1].kind == "text":
        yield statement[commas[0]].start, statement[commas[0] + 1].start, "("
        yield statement[-1].end, statement[-1].end, ")"


def _exec(statement: _Statement) -> Iterator[_Edit]:
    """``exec code in names`` is ``exec(code, names)``."""
    if len(statement) < 2 or statement[1].text in ("(", "=", "."):
        return
    yield statement[0].end, statement[1].start, "("
    for before, token in pairwise(statement):
        if token.text == "in" and not token.depth:
            yield before.end, token.end, ","
            break
    yield statement[-1].end, statement[-1].end, ")"


def _commas(statement: _Statement) -> list[int]:
    return [place for place, token in enumerate(statement) if token.text == "," and not token.depth]


_STATEMENTS: Mapping[str, Callable[[_Statement], Iterator[_Edit]]] = {
    "print": _print,
    "except": _except,
    "raise": _raise,
    "exec": _exec,
}
