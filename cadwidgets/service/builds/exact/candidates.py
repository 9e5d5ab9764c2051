"""CadQuery selectors that name one face or edge of a part and nothing else, the simple ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import cadquery as cq
from cadquery.selectors import CenterNthSelector

from cadwidgets.contract.measures import Steps
from cadwidgets.service.builds.exact.seen import Seen, SeenPart, selected

MOST = 16
"""So many are kept of each."""
_AXES = {"X": cq.Vector(1, 0, 0), "Y": cq.Vector(0, 1, 0), "Z": cq.Vector(0, 0, 1)}
_ALIGNED = 1e-4
_DEEP = 4
"""So far from an end things are counted."""
_FACE_CHAINS = 3
_FEW = 4
"""When there are fewer, more is tried."""
_COSTS = {">": 1, "<": 1, "+": 2, "-": 2, "|": 2, "%": 2, "#": 4}
_STEP_COST = 4
_INDEX_COST = 4
_TURN_COST = 3
"""From the face to its edges."""


def candidates(part: SeenPart, target: Seen) -> list[Steps]:
    """Selectors that choose ``target`` alone, each tried with a real Workplane; at most `MOST`."""
    if target.is_face:
        found = list(_unique(part.faces, target, "faces"))
    else:
        found = [*_unique(part.edges, target, "edges"), *_by_faces(target, part)]
    found.sort(key=_cost)
    proven = (steps for steps in dict.fromkeys(found) if _is_proven(part, target, steps))
    return [steps for steps, _ in zip(proven, range(MOST), strict=False)]


def _is_proven(part: SeenPart, target: Seen, steps: Steps) -> bool:
    chosen = part.workplanes.chosen(steps)
    return len(chosen) == 1 and bool(chosen[0].isSame(target.shape))


def _cost(steps: Steps) -> int:
    turns = sum(one[0] != other[0] for one, other in pairwise(steps))
    return _TURN_COST * turns + sum(_STEP_COST + _cost_of(text) for _, text in steps)


def _cost_of(text: str) -> int:
    index = abs(int(text.partition("[")[2].rstrip("]"))) if "[" in text else 0
    return _COSTS[text[0]] + _INDEX_COST * index + (text[:2] in (">>", "<<"))


def _by_faces(target: Seen, part: SeenPart) -> Iterator[Steps]:
    """By way of a face that borders on the edge."""
    for face in target.neighbours:
        chains = sorted(_unique(part.faces, face, "faces", 2), key=_cost)[:_FACE_CHAINS]
        for steps in _unique(face.neighbours, target, "edges", 2):
            yield from ((*chain, *steps) for chain in chains)


def _unique(pool: Sequence[Seen], target: Seen, method: str, depth: int = 3) -> Iterator[Steps]:
    """Steps that narrow the pool down to the target: what it is first, then where it stands. Counting from an end is
    the last resort: it takes the longest to try, and holds the least."""
    found = [*_narrowed(list(pool), target, depth, "", 0), *_narrowed(list(pool), target, min(depth, 2), "", _DEEP)]
    if len(found) < _FEW and depth > 2:
        found += _narrowed(list(pool), target, depth, "", _DEEP)
    yield from (tuple((method, text) for text in texts) for texts in dict.fromkeys(found))


def _narrowed(pool: list[Seen], target: Seen, depth: int, before: str, deep: int) -> Iterator[tuple[str, ...]]:
    for text in _texts(pool, target, before, deep):
        rest = selected(pool, text)
        if len(rest) == 1 and rest[0] is target:
            yield (text,)
        elif depth > 1 and target in rest and len(rest) < len(pool):
            yield from ((text, *more) for more in _narrowed(rest, target, depth - 1, text, deep))


def _texts(pool: Sequence[Seen], target: Seen, before: str, deep: int) -> Iterator[str]:
    """Selectors that hold for the target; what it is stands before where it stands."""
    if before[:1] not in (">", "<"):
        yield from (text for text in _what(target) if text != before and not (before and before > text))
    yield from _where(pool, target, before, deep)


def _what(target: Seen) -> Iterator[str]:
    yield "%" + target.type
    if target.type not in ("PLANE", "LINE"):
        return
    for name, axis in _AXES.items():
        along = target.direction.dot(axis)
        if 1.0 - abs(along) < _ALIGNED**2:
            yield "|" + name
            if target.is_face:
                yield ("+" if along > 0 else "-") + name
        elif abs(along) < _ALIGNED / 2:
            yield "#" + name


def _where(pool: Sequence[Seen], target: Seen, before: str, deep: int) -> Iterator[str]:
    for name, axis in _AXES.items():
        if before[-1:] == name and before[:1] in ("<", ">"):
            continue
        groups = CenterNthSelector(axis, 0).cluster(pool)
        at = next(number for number, group in enumerate(groups) if target in group)
        if len(groups) == 1:
            continue
        if at in (0, len(groups) - 1):
            yield ("<" if at == 0 else ">") + name
        low, high = at + 1, len(groups) - at
        if 1 < low <= deep:
            yield f"<<{name}[-{low}]"
        if 1 < high <= deep:
            yield f">>{name}[-{high}]"
