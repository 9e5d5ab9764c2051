"""What is selected and measured, in words: HTML for the line below the picture, plain text for labels on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from cadwidgets.contract.measures import Facts, Measurement, Relation, Selector
from cadwidgets.contract.picks import Pick, Point

_TYPES = {
    "PLANE": "plane",
    "BSPLINE": "free form",
    "BEZIER": "free form",
    "OTHER": "",
    "FACE": "",
    "CURVE": "",
    "VERTEX": "",
}
"""The kernel's words for what people call otherwise."""
_DIGITS = 6
_NOTHING = 1e-9
"""What is smaller is what float64 leaves of nothing."""


@dataclass(frozen=True)
class Units:
    """``name`` of the unit that is shown, of which ``factor`` make one of the model's."""

    name: str = "mm"
    factor: float = 1.0

    def length(self, value: float) -> str:
        """As in 25.4 mm."""
        return f"{_number(value * self.factor)}\u00a0{self.name}"

    def area(self, value: float) -> str:
        """As in 645.16 mm²."""
        return f"{_number(value * self.factor**2)}\u00a0{self.name}\u00b2"

    def volume(self, value: float) -> str:
        """As in 16387.1 mm³."""
        return f"{_number(value * self.factor**3)}\u00a0{self.name}\u00b3"

    def point(self, point: Point) -> str:
        """Its coordinates."""
        return f"({', '.join(_number(value * self.factor) for value in point)})"


def tag(relation: Relation, units: Units) -> str:
    """The label of a dimension."""
    turned = "" if relation.angle is None or relation.angle < _NOTHING else f", {_number(relation.angle)}\u00b0"
    return units.length(relation.distance) + turned


def picks_html(
    picks: Sequence[Pick], measurement: Measurement | None, selector: Selector | None, measuring: str, units: Units
) -> str:
    """What is selected, what it measures, and how a script names it; empty for nothing."""
    if not picks:
        return ""
    if measurement is None:
        said = "Measuring \u2026" if measuring == "measuring" else f"Cannot be measured: {measuring}"
        role = "status" if measuring == "measuring" else "alert"
        return f"<p role='{role}'>{escape(said)}</p>"
    lines = [f"<b>{escape(_title(facts))}</b> {escape(_data(facts, units))}" for facts in measurement.facts]
    if measurement.relation is not None:
        lines.append(f"<b>Between them</b> {escape(_between(measurement.relation, units))}")
    if not measurement.exact:
        lines.append("<i>Measured by the triangles</i>")
    said = "".join(f"<p>{line}</p>" for line in lines)
    return f"<div role='status'>{said}</div>{_named(selector)}"


def _title(facts: Facts) -> str:
    of_part = f" of {facts.part}" if facts.part and facts.kind != "part" else ""
    own = facts.part if facts.kind == "part" and facts.part else facts.kind.title()
    return own + of_part


def _data(facts: Facts, units: Units) -> str:
    return ", ".join(_each(facts, units))


def _each(facts: Facts, units: Units) -> Iterator[str]:
    kind = _TYPES.get(facts.type, facts.type.lower())
    if facts.kind in ("face", "edge") and kind:
        yield kind
    if facts.radius is not None:
        yield f"radius {units.length(facts.radius)}"
    if facts.length is not None:
        yield f"{'length' if facts.kind == 'edge' else 'outline'} {units.length(facts.length)}"
    if facts.area is not None:
        yield f"area {units.area(facts.area)}"
    if facts.volume is not None:
        yield f"volume {units.volume(facts.volume)}"
    if facts.direction is not None:
        yield f"{'normal' if facts.type == 'PLANE' else 'direction'} ({', '.join(map(_number, facts.direction))})"
    yield f"{'at' if facts.kind == 'vertex' else 'centre'} {units.point(facts.center)}"


def _between(relation: Relation, units: Units) -> str:
    said = [f"distance {units.length(relation.distance)}"]
    if relation.axes is not None:
        said.append(f"axes {units.length(relation.axes)}")
    if relation.angle is not None:
        said.append(f"angle {_number(relation.angle)}\u00b0")
    return ", ".join([*said, f"centres {units.length(relation.centers)}"])


def _named(selector: Selector | None) -> str:
    if selector is None:
        return ""
    held = (
        f"chosen in {selector.held} of {selector.tried} other builds, too" if selector.tried else "alone in this build"
    )
    return f"<p><b>Selector</b> <code>{escape(str(selector))}</code> {held}</p>"


def _number(value: float) -> str:
    return "0" if abs(value) < _NOTHING else f"{value:.{_DIGITS}g}"
