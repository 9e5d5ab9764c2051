"""The axes: a lettered triad at the grid's corner, and the lines on which x or y is 0. X red, Y green, Z blue."""

from __future__ import annotations

import numpy as np

from cadwidgets.viewer.grid import Array, Ground

COLORS = {"X": (214, 69, 65), "Y": (63, 155, 86), "Z": (78, 130, 224)}

_SHAFT, _LETTER_AT = 1.6, 2.0  # in grid steps from the corner

# Pen strokes x y x y from -1 to 1, on a plane that faces the iso view, a little turned towards front and top.
_STROKES = {
    "X": [(-1, -1, 1, 1), (-1, 1, 1, -1)],
    "Y": [(-1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 0, -1)],
    "Z": [(-1, 1, 1, 1), (1, 1, -1, -1), (-1, -1, 1, -1)],
}
_PLANE = np.array([(0.2, 0.12, 0.0), (-0.09, 0.15, 0.24)])  # what right and up mean, in grid steps


def axes(ground: Ground) -> tuple[Array, Array]:
    """(n, 2, 3) float64 segments in the model's unit and their colours (n, 2, 3) uint8."""
    low, high = ground.corners
    lines = {name: [low + ground.step * part for part in arm(name)] for name in COLORS}
    if ground.front <= 0 <= ground.back:
        lines["X"].append(np.array([(low[0], 0.0, ground.z), (high[0], 0.0, ground.z)]))
    if ground.left <= 0 <= ground.right:
        lines["Y"].append(np.array([(0.0, low[1], ground.z), (0.0, high[1], ground.z)]))
    segments = np.concatenate(list(lines.values()))
    colors = np.repeat(
        np.array([COLORS[name] for name in lines], np.uint8), [len(part) for part in lines.values()], axis=0
    )
    return segments, np.repeat(colors[:, None], 2, axis=1)


def arm(name: str) -> list[Array]:
    """Shaft and letter of one axis, each (2, 3), in grid steps from the corner."""
    axis = np.eye(3)["XYZ".index(name)]
    letter = np.array(_STROKES[name], float).reshape(-1, 2, 2) @ _PLANE + _LETTER_AT * axis
    return [np.array([0.0 * axis, _SHAFT * axis]), *letter]
