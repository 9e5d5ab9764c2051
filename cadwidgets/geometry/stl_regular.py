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
_WORDS = [place for place, word in enumerate(FACET) if word != b"#"]
_NUMBERS = [place for place, word in enumerate(FACET) if word == b"#"]
_SPELLED = np.array([int.from_bytes(FACET[place], "little") for place in _WORDS], np.uint64)
_MASKS = np.array([(1 << 8 * len(FACET[place])) - 1 for place in _WORDS], np.uint64)
_LETTERS = sum(len(FACET[place]) for place in _WORDS)
_SPACE, _COMMA, _NINE, _LOWER, _E = b" ,9\x20e"
_NOT_SPACE = 0xFF ^ _SPACE


def regular_corners(text: NDArray[np.uint8], parser: simdjson.Parser) -> NDArray[np.float32] | None:
    """(m, 3, 3) from the bytes of whole facets behind a space; None when anything in them is rarer, or wrong.

    ``parser`` keeps its memory from chunk to chunk.
    """
    blank = text <= _SPACE
    if not blank[:1].all():  # what stands before the first space would not be looked at
        return None
    before = (blank[:-1] > blank[1:]).nonzero()[0]
    if not len(before):
        return np.zeros((0, 3, 3), np.float32)
    if len(before) % len(FACET) or before[-1] + len(FACET[-1]) >= len(text):
        return None
    places = before.reshape(-1, len(FACET))
    letters = text > _NINE
    expected = _LETTERS * len(places)
    if np.count_nonzero(letters) != expected:
        letters ^= _exponents(text, letters, blank)
    if np.count_nonzero(letters) != expected or not _has_words(text[1:], places):
        return None
    return _parsed(_list_of_numbers(text, letters, places), len(places), parser)


def _list_of_numbers(text: NDArray[np.uint8], letters: NDArray[np.bool_], places: NDArray[np.int64]) -> bytearray:
    """JSON: a 0, then the numbers, with a comma in place of the space before each."""
    listed = bytearray(len(text) + 3)
    listed[:2], listed[-1:] = b"[0", b"]"
    numbers = np.frombuffer(listed, np.uint8)[2:-1]
    # Lower-case letters hold the bit of a space: all their other bits are cleared, in three passes.
    np.bitwise_and(text, ~(letters.view(np.uint8) * np.uint8(_NOT_SPACE)), out=numbers)
    numbers[places[:, _NUMBERS]] = _COMMA
    return listed


def _exponents(text: NDArray[np.uint8], letters: NDArray[np.bool_], blank: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where an ``e`` follows neither a letter nor a space."""
    found: NDArray[np.bool_] = (text | _LOWER) == _E
    found[1:] &= ~(letters | blank)[:-1]
    return found


def _has_words(text: NDArray[np.uint8], places: NDArray[np.int64]) -> bool:
    """Whether every word of a facet begins where it is due. With no further letters around, it also ends there."""
    words = np.ndarray(len(text) - 7, "<u8", text, strides=(1,))[places[:, _WORDS]]
    words &= _MASKS
    return bool((words == _SPELLED).all())


def _parsed(text: bytearray, facets: int, parser: simdjson.Parser) -> NDArray[np.float32] | None:
    """The corners from a list of a 0 and twelve numbers for each facet, the normal first."""
    try:
        parsed: Any = parser.parse(text)
        numbers = np.frombuffer(parsed.as_buffer(of_type="d"), np.float64)
    except (TypeError, ValueError, RuntimeError):
        return None
    if len(numbers) != 1 + 12 * facets:
        return None
    return numbers[1:].reshape(facets, 4, 3)[:, 1:].astype(np.float32)
