"""How a shown object is to look: colours in all the ways in which scripts write them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import cadquery as cq
import numpy as np


@dataclass(frozen=True)
class Look:
    """``color`` is ``#rrggbb`` or empty, ``opacity`` from 0 (cannot be seen) to 1."""

    color: str = ""
    opacity: float = 1.0


class ColorError(ValueError):
    """Something that was given as a colour is none."""


def read_look(options: Mapping[Any, Any], warn: Callable[[str], None]) -> Look:
    """The look that the options of ``show_object`` ask for; what cannot be read is a warning.

    ``color`` and ``rgba`` are colours. ``alpha`` is the *transparency*, 0 for solid and 1 for invisible: so the
    desktop editor, whose function this is, means it. The fourth number of a colour is its opacity.
    """
    look = Look()
    for name in ("color", "rgba"):
        if options.get(name) is not None:
            try:
                look = read_color(options[name])
            except ColorError as error:
                warn(f"show_object: {name} {error}")
    alpha = options.get("alpha")
    if alpha is None:
        return look
    if _is_number(alpha) and 0 <= alpha <= 1:
        return Look(look.color, 1 - float(alpha))
    warn(f"show_object: alpha = {_shown(alpha)} is ignored: it is a transparency from 0 to 1")
    return look


def read_color(given: Any) -> Look:
    """The colour in a cq.Color, a name, ``#rrggbb``, or three or four numbers from 0 to 1, or from 0 to 255.

    Numbers that are all 1 or less go up to 1. Raises ColorError.
    """
    if isinstance(given, cq.Color):
        return _look(given.toTuple())
    if isinstance(given, str):
        try:
            return _look(cq.Color(given.strip()).toTuple())
        except ValueError:
            raise ColorError(f"{_shown(given)} is no colour that CadQuery knows") from None
    if isinstance(given, Iterable):
        return _look(_scaled(list(islice(given, 5)), given))
    raise ColorError(f"{_shown(given)} is no colour")


def _scaled(numbers: list[Any], given: Any) -> list[float]:
    """Red, green, blue, and opacity if it was given: each from 0 to 1."""
    if len(numbers) not in (3, 4) or not all(_is_number(n) and 0 <= n <= 255 for n in numbers):
        raise ColorError(f"{_shown(given)} is not three numbers from 0 to 1 or from 0 to 255")
    values = [float(number) for number in numbers]
    whole = 255.0 if max(values[:3]) > 1 else 1.0
    return [value / (whole if place < 3 or value > 1 else 1.0) for place, value in enumerate(values)]


def _is_number(thing: Any) -> bool:
    """Also numpy's scalars, which are no int."""
    return isinstance(thing, (int, float, np.number)) and not isinstance(thing, bool)


def _look(color: Iterable[float]) -> Look:
    red, green, blue, *alpha = color
    levels = (min(255, max(0, math.floor(255 * level + 0.5))) for level in (red, green, blue))
    return Look("#{:02x}{:02x}{:02x}".format(*levels), min(1.0, round(alpha[0], 4)) if alpha else 1.0)


def _shown(given: Any) -> str:
    """A script's own object may fail at showing itself."""
    try:
        return repr(given)[:60]
    except Exception:
        return f"a {type(given).__name__}"
