"""Script text to syntax tree, within limits: whatever keeps a text from being Python ends the same way."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from cadwidgets.contract.requests import MAX_SCRIPT_BYTES
from cadwidgets.errors import ScriptSyntaxError

MAX_DEPTH = 600
"""Levels of a syntax tree (a call chained 300 times): Python itself compiles little more than that."""
_EXCERPT = 120
_PYTHON2 = re.compile(r"\b(print|xrange)\b")


@dataclass(frozen=True)
class Source:
    """A script's normalised text (no byte-order mark, line ends are ``\\n``) and its syntax tree."""

    text: str
    tree: ast.Module


@dataclass(frozen=True)
class Comment:
    """One comment: its line (from 1), its text without ``#``, and whether it begins a top-level line."""

    line: int
    text: str
    alone: bool


def read_source(text: str) -> Source:
    """Parse ``text`` as Python 3, or else with Python 2's print statement and xrange rewritten.

    Raises ScriptSyntaxError for anything that is not Python, is longer than 1 MiB, or is nested too deeply.
    """
    text = _normalised(text)
    _check_characters(text)
    try:
        tree = parse_python(text)
    except ScriptSyntaxError as error:
        rewritten = _from_python2(text)
        try:
            text, tree = rewritten, parse_python(rewritten)
        except ScriptSyntaxError:
            raise error from None
    _check_depth(tree)
    return Source(text, tree)


def comments(text: str) -> Iterator[Comment]:
    """Every comment of a script that parses."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            yield Comment(row, token.string.lstrip("#").strip(), alone=column == 0)


def _normalised(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _check_characters(text: str) -> None:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_SCRIPT_BYTES:
        raise ScriptSyntaxError("the script is longer than 1 MiB")
    for index, character in _forbidden(text):
        line = text.count("\n", 0, index) + 1
        column = index - text.rfind("\n", 0, index)
        name = "a NUL character" if character == "\0" else "half of a surrogate pair"
        raise _error(text, f"the script contains {name}", line, column)


def _forbidden(text: str) -> Iterator[tuple[int, str]]:
    """What UTF-8 cannot carry or Python refuses without saying where."""
    if "\0" in text:
        yield text.index("\0"), "\0"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        yield error.start, text[error.start]


def parse_python(text: str) -> ast.Module:
    """The syntax tree of Python 3 source, without warnings. Raises ScriptSyntaxError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\d" in a script is not the reader's concern
            return ast.parse(text)
    except SyntaxError as error:
        raise _error(text, error.msg, error.lineno or 0, error.offset or 0) from None
    except (RecursionError, MemoryError):
        raise ScriptSyntaxError("the script is nested too deeply") from None
    except ValueError as error:
        raise ScriptSyntaxError(f"the script is no Python source: {error}") from None


def _error(text: str, message: str, line: int, column: int) -> ScriptSyntaxError:
    where = f"line {line}, column {column}: " if line else ""
    return ScriptSyntaxError(where + message, line=line, column=column, excerpt=_excerpt(text, line, column))


def _excerpt(text: str, line: int, column: int) -> str:
    """The line itself; of a very long one the part around the column. Always printable as UTF-8."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return ""
    start = max(0, column - _EXCERPT // 2) if len(lines[line - 1]) > _EXCERPT else 0
    shown = lines[line - 1][start : start + _EXCERPT].rstrip()
    return shown.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")


def _check_depth(tree: ast.Module) -> None:
    level: list[ast.AST] = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise ScriptSyntaxError("the script is nested too deeply", line=getattr(level[0], "lineno", 0))


def _from_python2(text: str) -> str:
    """``print x, y`` becomes ``print(x, y)`` and ``xrange`` becomes ``range``, each on its own line.

    The text comes back as it was where there is nothing to rewrite, or Python's tokenizer cannot read it.
    """
    if not _PYTHON2.search(text):
        return text
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return text
    lines = text.split("\n")
    for (row, column), (length, new) in sorted(_python2_edits(tokens), reverse=True):
        line = lines[row - 1]
        lines[row - 1] = line[:column] + new + line[column + length :]
    return "\n".join(lines)


_Edit = tuple[tuple[int, int], tuple[int, str]]
_STATEMENT_ENDS = (tokenize.NEWLINE, tokenize.COMMENT, tokenize.ENDMARKER)
_STATEMENT_STARTS = (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT)


def _python2_edits(tokens: list[tokenize.TokenInfo]) -> Iterator[_Edit]:
    """Edits as ((row, column), (characters replaced, new text)); they never overlap."""
    for index, token in enumerate(tokens):
        if token.string == "xrange":
            yield token.start, (len("xrange"), "range")
        elif token.string == "print" and _is_statement(tokens, index):
            last = _statement_end(tokens, index)
            gap = 0 if last == index else tokens[index + 1].start[1] - token.end[1]
            yield token.end, (gap, "(")
            yield tokens[last].end, (0, ")")


def _is_statement(tokens: list[tokenize.TokenInfo], index: int) -> bool:
    before = tokens[index - 1] if index else None
    starts = before is None or before.type in _STATEMENT_STARTS or before.string in (";", ":")
    return starts and tokens[index + 1].string not in ("(", "=", ".")


def _statement_end(tokens: list[tokenize.TokenInfo], index: int) -> int:
    """The index of the statement's last token."""
    while tokens[index + 1].type not in _STATEMENT_ENDS and tokens[index + 1].string != ";":
        index += 1
    return index
