"""From a shape to the arrays that a viewer shows: ours beside the kernel alone, CadQuery and jupyter-cadquery."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from report import Section, Table
from scale import Scale
from sides import Side
from timing import geometric_mean, medians

from cadwidgets import samples

DEVIATION, ANGLE = 0.1, 0.2
"""jupyter-cadquery's own defaults; the deflection is the deviation times a hundredth of the mean side of the model."""
_OWN_SIDES = ("ours", "bare", "cadquery")
_TEXT = """CPU time from a shape without a mesh to triangles, normals, edges and the face of each triangle; the median
of {rounds} rounds in which all sides take turns, each of ours as often first, in milliseconds. All sides get the same
shape, the same absolute deflection (jupyter-cadquery's rule, deviation 0.1) and the same angle (0.2). Triangles differ
only as the two meshers of the kernel do: the fast one for ours and the kernel alone, the default one for the others.

*Kernel alone* is its fast mesher and its own extraction of triangles, normals and edges, left in its memory: no numbers
of faces, no check. *Ours* also copies everything to numpy, checks that solids are closed, and repairs normals that the
surface does not have. *CadQuery* is `Shape.tessellate`: no normals, no edges, no faces. *jupyter-cadquery* is its
tessellator alone, without grouping and packing{peer}. An assembly is one compound for all of them,
so that nobody counts a part once. A ratio above 1 says how many times longer than ours it takes."""
_WHOLE = """Below: an assembly of 100 parts as each sends it to its viewer, parts that share a shape as each treats
them. Ours from the parts to a GLB file, jupyter-cadquery's from the assembly to JSON, both at the angle 0.2 and each at
its own deflection; triangles are those on the screen."""


def measure(scale: Scale, kernel: Side, peer_python: str) -> Section:
    """The section of the page."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        peer = stack.enter_context(Side("peer_side.py", peer_python)) if peer_python else None
        rows = [_row(name, scale, kernel, peer, folder) for name in scale.models]
        told = ", ".join(f"{name} {number}" for name, number in peer.ask("versions").items()) if peer else ""
        whole = _assembly(samples.flange_pair, scale.rounds, kernel, peer, folder)
    text = _TEXT.format(rounds=scale.rounds, peer=f" ({told})" if told else "; **left out of this run**")
    names = ("kernel alone", "CadQuery", *(["jupyter-cadquery"] if peer else []))
    columns = ("model", "faces", "script", "ours", *names, *(f"{name} / ours" for name in names), "triangles", "theirs")
    means = [geometric_mean([row[4 + len(names) + place] for row in rows]) for place in range(len(names))]
    last = ["geometric mean", *[""] * (3 + len(names)), *means, "", ""]
    return Section("From a shape to arrays", f"{text}\n\n{_WHOLE}", [Table(columns, [*rows, last]), whole])


def _row(name: str, scale: Scale, kernel: Side, peer: Side | None, folder: Path) -> list[Any]:
    path = str(folder / f"{name}.bin")
    model = kernel.ask("model", name=name, path=path, deviation=DEVIATION)
    fine = {"deflection": model["deflection"], "angle": ANGLE}

    def turn(number: int) -> list[dict[str, Any]]:
        done = {side: kernel.ask(side, name=name, **fine) for side in _rotated(_OWN_SIDES, number)}
        own = [done[side] for side in _OWN_SIDES]
        return own + ([peer.ask("convert", path=path, deviation=DEVIATION, **fine)] if peer else [])

    rounds = [turn(number) for number in range(scale.rounds + 1)][1:]  # the first warms everybody
    seconds = medians([[side["seconds"] for side in turn] for turn in rounds])
    return [
        name,
        model["faces"],
        1e3 * model["seconds"],
        *[1e3 * one for one in seconds],
        *_ratios(seconds),
        rounds[0][0]["triangles"],
        rounds[0][-1]["triangles"],
    ]


def _rotated(sides: Sequence[str], number: int) -> list[str]:
    """Who comes first finds the processor's caches full of what the other process did: each does in its turn."""
    start = number % len(sides)
    return [*sides[start:], *sides[:start]]


def _assembly(sample: samples.Sample, rounds: int, kernel: Side, peer: Side | None, folder: Path) -> Table:
    path = folder / f"{sample.name}.py"
    path.write_text(sample.text, "utf-8")
    asked = [("ours", kernel, {})] + ([("jupyter-cadquery", peer, {"deviation": DEVIATION})] if peer else [])
    turns = [
        [side.ask("send", path=str(path), angle=ANGLE, **more) for _, side, more in asked] for _ in range(rounds + 1)
    ][1:]
    seconds = medians([[answer["seconds"] for answer in turn] for turn in turns])
    rows = [
        [name, 1e3 * middle, answer["triangles"], answer["bytes"] / 1e3]
        for (name, _, _), middle, answer in zip(asked, seconds, turns[-1], strict=True)
    ]
    return Table((f"{sample.name}, from parts to bytes", "ms", "triangles", "kB"), rows)


def _ratios(seconds: Sequence[float]) -> list[float]:
    return [one / seconds[0] if seconds[0] else math.nan for one in seconds[1:]]
