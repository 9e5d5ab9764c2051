"""ASCII STL as nearly all programs write it: words in lower case, decimal points, nothing left out or added.

The words are compared as columns of a table, and the numbers become a JSON list, which simdjson reads.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import simdjson
from numpy.typing import NDArray

FACET = tuple(b"facet normal # # # outer loop vertex # # # vertex # # # vertex # # # endloop endfacet".split())
"""The words of a facet, ``#`` for a number."""
_WORDS = {place: word for place, word in enumerate(FACET) if word != b"#"}
_NUMBERS = [place for place, word in enumerate(FACET) if word == b"#"]
_LETTERS = sum(map(len, _WORDS.values()))
_SPACE, _COMMA, _NINE, _LOWER, _E = b" ,9\x20e"


def regular_corners(chunk: bytes, parser: simdjson.Parser) -> NDArray[np.float32] | None:
    """(m, 3, 3) from whole facets; None when anything in them is written in a rarer way, or is wrong.

    ``parser`` keeps its memory from chunk to chunk.
    """
    text = np.frombuffer(b" " + chunk + b" " * 8, np.uint8)
    blank = text <= _SPACE
    starts = np.flatnonzero(blank[:-1] > blank[1:]) + 1
    if not len(starts) or len(starts) % len(FACET):
        return None
    places = starts.reshape(-1, len(FACET))
    letters = text > _NINE
    expected = _LETTERS * len(places)
    if np.count_nonzero(letters) != expected:
        letters ^= _exponents(text, letters, blank)
    if np.count_nonzero(letters) != expected or not _has_words(text, places):
        return None
    others = np.negative(letters.view(np.uint8))  # 255 at the letters of words, else 0
    numbers = (text & ~others) | (others & np.uint8(_SPACE))
    numbers[places[:, _NUMBERS] - 1] = _COMMA
    return _parsed(b"[0" + numbers.tobytes() + b"]", len(places), parser)


def _exponents(text: NDArray[np.uint8], letters: NDArray[np.bool_], blank: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where an ``e`` follows neither a letter nor a space."""
    found: NDArray[np.bool_] = (text | _LOWER) == _E
    found[1:] &= ~(letters | blank)[:-1]
    return found


def _has_words(text: NDArray[np.uint8], places: NDArray[np.int64]) -> bool:
    """Whether every word of a facet begins where it is due. With no further letters around, it also ends there."""
    eight = np.ndarray(len(text) - 7, "<u8", text, strides=(1,))
    return all(
        np.all(eight[places[:, place]] & (1 << 8 * len(word)) - 1 == int.from_bytes(word, "little"))
        for place, word in _WORDS.items()
    )


def _parsed(text: bytes, facets: int, parser: simdjson.Parser) -> NDArray[np.float32] | None:
    """The corners from a list of a 0 and twelve numbers for each facet, the normal first."""
    try:
        parsed: Any = parser.parse(text)
        numbers = np.frombuffer(parsed.as_buffer(of_type="d"), np.float64)
    except (TypeError, ValueError, RuntimeError):
        return None
    if len(numbers) != 1 + 12 * facets:
        return None
    return numbers[1:].reshape(facets, 4, 3)[:, 1:].astype(np.float32)
