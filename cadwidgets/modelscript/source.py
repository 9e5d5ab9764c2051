"""Script text to syntax tree, within limits: whatever keeps a text from being Python ends the same way."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from cadwidgets.contract.requests import MAX_SCRIPT_BYTES
from cadwidgets.errors import ScriptSyntaxError
from cadwidgets.modelscript.python2 import from_python2

MAX_DEPTH = 600
"""Levels of a syntax tree (a call chained 300 times): Python itself compiles little more than that."""
_EXCERPT = 120


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
    """Parse ``text`` as Python 3, or else with the words of Python 2 rewritten whose meaning is certain.

    Raises ScriptSyntaxError for anything that is not Python, is longer than 1 MiB, or is nested too deeply.
    """
    text = _normalised(text)
    _check_characters(text)
    try:
        tree = parse_python(text)
    except ScriptSyntaxError as error:
        text, tree = _parse_python2(text, error)
    _check_depth(tree)
    return Source(text, tree)


def _parse_python2(text: str, error: ScriptSyntaxError) -> tuple[str, ast.Module]:
    """The rewritten text and its tree. Raises the error that is left, where rewriting led past ``error``."""
    rewritten = from_python2(text)
    try:
        return rewritten, parse_python(rewritten)
    except ScriptSyntaxError as left:
        raise (left if left.line > error.line else error) from None


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
