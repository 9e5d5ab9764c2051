"""A still: the pixels of a shot on a background, and its PNG."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from cadwidgets.errors import RequestError
from cadwidgets.geometry.painting import on_ground, painted
from cadwidgets.geometry.png import write_png
from cadwidgets.geometry.raster import Floats
from cadwidgets.viewer.stills.placing import painting_of
from cadwidgets.viewer.stills.shot import Shot

MOST_PIXELS = 8192
"""A side of a picture has at most so many."""
THEMES = {"light": ("#ffffff", "#eeeeee"), "dark": ("#212121", "#424242")}
"""The colours at the upper and at the lower end of the live view in JupyterLab's themes."""
TRANSPARENT = "transparent"

Pixels = NDArray[np.uint8]


def png_of(shot: Shot, width: int, height: int, background: str, checked: Callable[[], None] = lambda: None) -> bytes:
    """The PNG of a shot; ``checked`` is called between the bands in which it is drawn, and may raise."""

    def bands() -> Iterator[Pixels]:
        for band in rows_of(shot, width, height, background):
            checked()
            yield band

    return write_png(bands(), height, width, 4 if background == TRANSPARENT else 3)


def rows_of(shot: Shot, width: int, height: int, background: str) -> Iterator[Pixels]:
    """Some rows at a time: (rows, width, 3), or 4 with the opacity on a transparent background."""
    top = 0
    for rows in painted(painting_of(shot, width, height), width, height):
        yield on_ground(rows, _ground(background, top, len(rows), height))
        top += len(rows)


def size_of(shot: Shot, width: int, height: int) -> tuple[int, int]:
    """Width and height of a picture; 0 is that of the view, or what keeps its proportions. Raises RequestError."""
    for name, value in (("width", width), ("height", height)):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_PIXELS:
            allowed = f"0 (as the view), 1 to {MOST_PIXELS}"
            raise RequestError(
                f"a picture cannot have {name} = {value!r}", parameter=name, value=value, allowed=allowed
            )
    shape = shot.camera.width / shot.camera.height
    found = (width or round(height * shape) or shot.camera.width, height or round(width / shape) or shot.camera.height)
    if max(found) > MOST_PIXELS:
        message = f"a picture of {found[0]} x {found[1]} pixels is too large"
        raise RequestError(message, parameter="width", value=found, allowed=f"at most {MOST_PIXELS} a side")
    return max(found[0], 1), max(found[1], 1)


def check_background(background: str) -> None:
    """Raises RequestError for what is neither a theme, nor transparent, nor a colour."""
    if background not in (*THEMES, TRANSPARENT) and not re.fullmatch("#[0-9A-Fa-f]{6}", str(background)):
        raise RequestError(
            f"there is no background {background!r}",
            parameter="background",
            value=background,
            allowed=f"{', '.join(THEMES)}, {TRANSPARENT}, #rrggbb",
        )


def _ground(background: str, top: int, count: int, height: int) -> Floats | None:
    """The colours (rows, 1, 3) behind some rows, sRGB 0..1."""
    if background == TRANSPARENT:
        return None
    ends = THEMES.get(background, (background, background))
    high, low = (np.array(list(bytes.fromhex(color[1:]))) / 255.0 for color in ends)
    share = ((top + np.arange(count) + 0.5) / height)[:, None, None]
    colors: Floats = high + share * (low - high)
    return colors
