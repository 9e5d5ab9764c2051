"""What the Tab key offers behind a magic: its options, and the variables that it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_OPTION = re.compile(r"(?<![\w-])--?[a-z]+")
_FRAME_OPTIONS = ("-c", "--catalog")
Magic = tuple[Any, tuple[str, ...]]
"""A magic function, and the names of our types that it takes beside DataFrames; none if it takes no variable."""


def register(shell: Any, magics: Mapping[str, Magic]) -> None:
    """Have the shell complete behind these magics, by their names with ``%``."""
    for name, (function, kinds) in magics.items():
        shell.set_hook("complete_command", _completer(function, kinds), str_key=name)


def _completer(function: Any, kinds: tuple[str, ...]) -> Callable[[Any, Any], list[str]]:
    """As IPython calls it: with the shell, and the line so far."""
    options = sorted(set(_OPTION.findall(function.parser.format_help())))

    def complete(shell: Any, event: Any) -> list[str]:
        before = event.text_until_cursor.split()[:-1] if event.symbol else event.text_until_cursor.split()
        if before and before[-1] in _FRAME_OPTIONS:
            return _beginning(event.symbol, _variables(shell, ()))
        if kinds and not event.symbol.startswith("-"):
            return _beginning(event.symbol, _variables(shell, kinds))
        return _beginning(event.symbol, options)

    return complete


def _variables(shell: Any, kinds: tuple[str, ...]) -> list[str]:
    """The user's DataFrames, and variables of these types of ours."""
    named = ((name, value) for name, value in shell.user_ns.items() if not name.startswith("_"))
    frames = ("DataFrame",)
    return sorted(
        name for name, value in named if _is_of(value, frames, "pandas") or _is_of(value, kinds, "cadwidgets")
    )


def _is_of(value: Any, kinds: tuple[str, ...], package: str) -> bool:
    """By name: what nobody has imported yet has no variables, and need not be imported to see that."""
    return any(kind.__name__ in kinds and kind.__module__.partition(".")[0] == package for kind in type(value).__mro__)


def _beginning(symbol: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.startswith(symbol)]
