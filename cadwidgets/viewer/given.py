"""What a viewer is given to show: checked before anything is made for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cadwidgets.clients.build import BuildClient
from cadwidgets.errors import RequestError
from cadwidgets.sources import Sources, connect
from cadwidgets.viewer.exact import Loaded
from cadwidgets.viewer.models import Builder, Model, Shown, loaded, shown


@dataclass(frozen=True)
class Given:
    """``models`` to be shown; ``loaded`` unless a service makes their triangles, which ``builder`` asks for."""

    models: list[Shown]
    loaded: Loaded | None
    builder: Builder

    @classmethod
    def of(cls, model: Model, names: Sequence[str], colors: Sequence[str], source: Sources | None) -> Given:
        """Raises as `Viewer.load`."""
        for color in filter(None, colors):
            check_color(color, RequestError)

        def builder() -> BuildClient:
            return (source or connect()).local

        models = shown(model, names, colors)
        slow = any(one.is_slow for one in models)
        return cls(models, None if slow else loaded(models, builder), builder)


def check_color(color: str, kind: type[Exception]) -> None:
    """Raises ``kind`` for anything but ``#rrggbb``."""
    if not re.fullmatch("#[0-9A-Fa-f]{6}", color):
        raise kind(f"color = {color!r} is not of the form #rrggbb")
