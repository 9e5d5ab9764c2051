"""What a script says about itself in words: a title and a description, read and never executed."""

from __future__ import annotations

import ast
from contextlib import suppress
from typing import NamedTuple

from cadwidgets.modelscript.assignments import Literal, NotLiteralError, assignments, literal
from cadwidgets.modelscript.script import Script

MAX_TITLE = 200
MAX_DESCRIPTION = 2000


class About(NamedTuple):
    """Both may be empty. A description may have several paragraphs."""

    title: str
    description: str


def about(script: Script) -> About:
    """The first line of the script's docstring and the rest of it.

    Without a docstring it is TITLE (or METADATA["TITLE"]), and then the comment that opens the script, taken in the
    same way.
    """
    docstring = _docstring(script.tree)
    words = docstring or _opening_comment(script.text)
    title, _, rest = words.partition("\n")
    named = "" if docstring else _named(script.tree)
    if named:
        title, rest = named, words
    return About(_shortened(_one_line(title).rstrip("."), MAX_TITLE), _shortened(rest.strip(), MAX_DESCRIPTION))


def _docstring(tree: ast.Module) -> str:
    return (ast.get_docstring(tree) or "").strip()


def _named(tree: ast.Module) -> str:
    """The text called TITLE; the name itself wins over the entry of METADATA."""
    said: dict[str, Literal] = {}
    for item in assignments(tree):
        if item.name in ("TITLE", "METADATA"):
            with suppress(NotLiteralError):  # what is computed says nothing before the script runs
                said[item.name] = literal(item.value)
    entries = said.get("METADATA")
    title = said.get("TITLE", entries.get("TITLE") if isinstance(entries, dict) else None)
    return title if isinstance(title, str) else ""


def _opening_comment(text: str) -> str:
    """The first block of comment lines before any code; what is meant for machines does not count."""
    words: list[str] = []
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped.startswith("#") and not _is_directive(stripped):
            words.append(stripped.lstrip("#").strip())
        elif words or (stripped and not stripped.startswith("#")):
            break
    return "\n".join(words).strip()


def _is_directive(comment: str) -> bool:
    """A shebang, an encoding, a group or one of this project's own directives."""
    body = comment.lstrip("#").strip()
    return comment.startswith("#!") or body.startswith(("@", "--", "-*-", "coding", "vim:"))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
