"""Freeing widgets: ipywidgets closes one widget at a time, and keeps what it held, its layout and its style alive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ipywidgets import Widget


def close_tree(held: object, *, spare: Widget | None = None) -> None:
    """Close every widget in ``held``, a widget or a container, and all that their traits hold, leaves first.

    ``spare`` stays open: the widget that is just closing itself.
    """
    for part in reversed(list(_tree(held, {id(spare)}))):
        part.close()


def _tree(value: Any, seen: set[int]) -> Iterator[Widget]:
    if isinstance(value, Widget) and id(value) not in seen:
        seen.add(id(value))
        yield value
        for name in value.keys:
            yield from _tree(getattr(value, name), seen)
    elif isinstance(value, dict):
        yield from _tree(list(value.values()), seen)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _tree(item, seen)
