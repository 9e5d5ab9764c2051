"""How builds must be confined: the levels, each made of layers, and what whoever starts a service can ask for."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import Final, Literal

from cadwidgets.errors import RequestError

LEVELS: Final[dict[str, tuple[str, ...]]] = {
    "L0": (),
    "L1": ("seccomp",),
    "L2": ("seccomp", "landlock"),
    "L3": ("seccomp", "landlock", "bubblewrap"),
}
"""Each level with the layers that it consists of."""
LAYERS = LEVELS["L3"]


@dataclass(frozen=True)
class Isolation:
    """What is asked for: ``level`` is a key of `LEVELS`, empty for the best that there is.

    With ``allow_root`` a service that root started goes on as root, without its capabilities, where it cannot become
    another user. ``remote``: scripts come from other machines, whose users must not read this one's files; that
    needs L2, or L1 and ``allow_unconfined_files``. The layers in ``without`` count as missing. ``start_method`` is
    ``fork`` or ``spawn``, empty for what the system does well.
    """

    level: str = ""
    allow_root: bool = False
    remote: bool = False
    allow_unconfined_files: bool = False
    without: frozenset[str] = frozenset()
    start_method: Literal["", "fork", "spawn"] = ""

    def __post_init__(self) -> None:
        """Raises RequestError for a level or a layer that there is not."""
        for word, known in ((self.level or "L0", LEVELS), *((layer, LAYERS) for layer in self.without)):
            if word not in known:
                raise RequestError(f"there is no {word}", parameter="isolation", value=word, allowed=", ".join(known))

    @property
    def spawns(self) -> bool:
        """Whether each build's process is started anew. macOS can fork, but not safely once its libraries are used."""
        if self.start_method:
            return self.start_method == "spawn"
        return sys.platform == "darwin" or not hasattr(os, "fork")
