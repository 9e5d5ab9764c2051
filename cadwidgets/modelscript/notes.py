"""The comments of a script by what they are for: behind an assignment, a group, a preset, the unit, the material."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field

from cadwidgets.contract.parameters import Parameter, Value
from cadwidgets.errors import ScriptSyntaxError
from cadwidgets.modelscript.annotations import AnnotationError
from cadwidgets.modelscript.assignments import Assignment, NotLiteralError, literal
from cadwidgets.modelscript.source import Comment, comments, parse_python

_GROUP = re.compile(r"-{2,}\s*(?P<name>[^-\s].*?)\s*-{2,}")
_PRESET = re.compile(r"@preset\s+(?P<name>[^:]+?)\s*:\s*(?P<body>.+)")
_DIRECTIVES = {name: re.compile(rf"@{name}\b:?\s*(?P<body>.*)") for name in ("unit", "material", "density")}
"""Comments that say one thing about the whole script; the last of each counts."""


@dataclass(frozen=True)
class Notes:
    """All comments of a script that may say something: by line, and the directives in their order."""

    trailing: dict[int, str] = field(default_factory=dict)
    groups: tuple[tuple[int, str], ...] = ()
    presets: tuple[tuple[int, str, str], ...] = ()
    unit: str = ""
    material: str = ""
    density: str = ""
    warnings: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Notes:
        """The notes of a script that parses."""
        try:
            found = list(comments(text))
        except (tokenize.TokenError, SyntaxError):  # the tokenizer is a little stricter than the parser
            return cls(warnings=("the comments of this script could not be read",))
        alone = [comment for comment in found if comment.alone]
        said = {
            name: [(c.line, match["body"]) for c, match in _matches(_DIRECTIVES[name], alone)] for name in _DIRECTIVES
        }
        bad = [c.line for c in alone if c.text.startswith("@preset") and not _PRESET.fullmatch(c.text)]
        return cls(
            {comment.line: comment.text for comment in found if not comment.alone},
            tuple((c.line, match["name"]) for c, match in _matches(_GROUP, alone)),
            tuple((c.line, match["name"], match["body"]) for c, match in _matches(_PRESET, alone)),
            **{name: lines[-1][1] for name, lines in said.items() if lines},
            warnings=(
                *(f"line {line}: write presets as @preset name: parameter=value, ..." for line in bad),
                *(f"line {line}: @{name} says nothing" for name in said for line, body in said[name] if not body),
            ),
        )

    def on(self, item: Assignment) -> str:
        """The comment on an assignment: behind its last line, or else behind its first."""
        return self.trailing.get(item.last_line) or self.trailing.get(item.line, "")

    def group_at(self, line: int) -> str:
        """The group that a line belongs to."""
        return next((name for start, name in reversed(self.groups) if start < line), "")


def _matches(pattern: re.Pattern[str], found: list[Comment]) -> Iterator[tuple[Comment, re.Match[str]]]:
    for comment in found:
        match = pattern.fullmatch(comment.text)
        if match:
            yield comment, match


def read_preset(body: str, parameters: dict[str, Parameter]) -> dict[str, Value]:
    """The values of ``width=20, style=round``.

    Raises AnnotationError for anything else, RequestError for a value of the wrong kind.
    """
    values = {}
    for name, raw in _preset_pairs(body):
        if name not in parameters:
            raise AnnotationError(f"there is no parameter {name!r}")
        values[name] = parameters[name].read(raw)
    return values


def _preset_pairs(body: str) -> list[tuple[str, object]]:
    """Read as the keywords of a call, so quotes and brackets work; a bare word is a text."""
    try:
        (statement,) = parse_python(f"preset({body})").body
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and not call.args:
            return [_preset_pair(keyword) for keyword in call.keywords]
    except (ScriptSyntaxError, NotLiteralError, ValueError):  # ValueError: more than one statement
        pass
    raise AnnotationError("write it as parameter=value, ...")


def _preset_pair(keyword: ast.keyword) -> tuple[str, object]:
    if keyword.arg is None:
        raise NotLiteralError
    return keyword.arg, keyword.value.id if isinstance(keyword.value, ast.Name) else literal(keyword.value)
