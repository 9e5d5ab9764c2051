"""What the keys do on the picture: arrows turn, plus and minus zoom, F fits, digits look from the sides, Escape
selects nothing."""

from __future__ import annotations

from collections.abc import Callable

from cadwidgets.viewer.scene import Scene

TURNS = {"ArrowLeft": (-15.0, 0.0), "ArrowRight": (15.0, 0.0), "ArrowUp": (0.0, 15.0), "ArrowDown": (0.0, -15.0)}
"""Degrees around and upwards."""
ZOOMS = {"+": 0.8, "=": 0.8, "-": 1.25}
"""Factors of the distance; ``=`` is the plus without Shift."""
VIEWS = {"0": "iso", "1": "front", "2": "back", "3": "left", "4": "right", "5": "top", "6": "bottom"}


def press(
    key: str, scene: Scene, *, view: Callable[[str], None], fit: Callable[[], None], clear: Callable[[], None]
) -> None:
    """Do what the key stands for; nothing for any other."""
    if key in TURNS:
        scene.turn(*TURNS[key])
    elif key in ZOOMS:
        scene.zoom(ZOOMS[key])
    elif key in VIEWS:
        view(VIEWS[key])
    elif key.lower() == "f":
        fit()
    elif key == "Escape":
        clear()
