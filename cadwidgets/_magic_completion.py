"""What the Tab key offers behind a magic: its options, and the variables that it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_OPTION = re.compile(r"(?<![\w-])--?[a-z]+")
_FRAME_OPTIONS = ("-c", "--catalog")
Magic = tuple[Any, tuple[type, ...]]
"""A magic function, and the types that it takes beside DataFrames; none if it takes no variable."""


def register(shell: Any, magics: Mapping[str, Magic]) -> None:
    """Have the shell complete behind these magics, by their names with ``%``."""
    for name, (function, kinds) in magics.items():
        shell.set_hook("complete_command", _completer(function, kinds), str_key=name)


def _completer(function: Any, kinds: tuple[type, ...]) -> Callable[[Any, Any], list[str]]:
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


def _variables(shell: Any, kinds: tuple[type, ...]) -> list[str]:
    """The user's DataFrames, and variables of these types."""
    named = ((name, value) for name, value in shell.user_ns.items() if not name.startswith("_"))
    return sorted(name for name, value in named if isinstance(value, kinds) or _is_frame(value))


def _is_frame(value: Any) -> bool:
    """Without pandas, which only ``tables`` imports."""
    kind = type(value)
    return kind.__name__ == "DataFrame" and kind.__module__.partition(".")[0] == "pandas"


def _beginning(symbol: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.startswith(symbol)]
