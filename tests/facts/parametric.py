"""Parametric scripts with named faces, each known by a point that lies on it whatever the values are."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Values = Mapping[str, float]
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Parametric:
    """``points``: where each named face is, None where it is not; ``cached`` and ``new``: values beside the base."""

    script: str
    points: Mapping[str, Callable[[Values], Point | None]]
    cached: Sequence[Values]
    new: Sequence[Values]
    base: Values = field(default_factory=dict)
    part: int = 0

    def all_values(self, changed: Values) -> dict[str, float]:
        """The values that a build with ``changed`` ones has."""
        lines = [line.split("=") for line in self.script.splitlines() if line[:1].isalpha() and " = " in line]
        plain = {name.strip(): value.split("#")[0] for name, value in (line[:2] for line in lines)}
        numbers = {name: float(value) for name, value in plain.items() if _is_number(value)}
        return numbers | dict(changed)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _turn(x: float, y: float, z: float, degrees: float) -> Point:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (c * x - s * y, s * x + c * y, z)


PLATE = Parametric(
    """
w = 60.0
d = 40.0
h = 10.0
bore = 8.0
inset = 8.0
plate = cq.Workplane().box(w, d, h)
corners = plate.faces(">Z").workplane().rect(w - 2 * inset, d - 2 * inset, forConstruction=True).vertices()
show_object(corners.hole(bore))
""",
    {
        "top": lambda v: (0, 0, v["h"] / 2),
        "bottom": lambda v: (0, 0, -v["h"] / 2),
        "right": lambda v: (v["w"] / 2, 0, 0),
        "front": lambda v: (0, -v["d"] / 2, 0),
        "hole right back": lambda v: (v["w"] / 2 - v["inset"] + v["bore"] / 2, v["d"] / 2 - v["inset"], 0),
        "hole left back": lambda v: (-v["w"] / 2 + v["inset"] - v["bore"] / 2, v["d"] / 2 - v["inset"], 0),
        "hole left front": lambda v: (-v["w"] / 2 + v["inset"] - v["bore"] / 2, v["inset"] - v["d"] / 2, 0),
    },
    [{"w": 80}, {"d": 55, "bore": 5}, {"h": 25, "inset": 10}],
    [{"w": 45}, {"d": 80}, {"h": 3}, {"bore": 11, "inset": 9}, {"w": 120, "d": 90, "h": 15, "inset": 20}],
)
SHAFT = Parametric(
    """
d1 = 40.0
d2 = 30.0
d3 = 20.0
l1 = 15.0
l2 = 25.0
l3 = 30.0
shaft = cq.Workplane().circle(d1 / 2).extrude(l1).faces(">Z").workplane().circle(d2 / 2).extrude(l2)
show_object(shaft.faces(">Z").workplane().circle(d3 / 2).extrude(l3), name="shaft")
""",
    {
        "end": lambda v: (0, 0, 0),
        "tip": lambda v: (0, 0, v["l1"] + v["l2"] + v["l3"]),
        "first shoulder": lambda v: ((v["d1"] + v["d2"]) / 4, 0, v["l1"]),
        "second shoulder": lambda v: ((v["d2"] + v["d3"]) / 4, 0, v["l1"] + v["l2"]),
        "first seat": lambda v: (v["d1"] / 2, 0, v["l1"] / 2),
        "second seat": lambda v: (v["d2"] / 2, 0, v["l1"] + v["l2"] / 2),
        "third seat": lambda v: (v["d3"] / 2, 0, v["l1"] + v["l2"] + v["l3"] / 2),
    },
    [{"l1": 25}, {"d1": 60, "d3": 10}, {"l3": 12}],
    [{"l2": 60}, {"d2": 38}, {"l1": 5, "l3": 50}, {"d1": 50, "d2": 45, "d3": 40}, {"l2": 4}],
)
BRACKET = Parametric(
    """
base = 60.0
wall = 50.0
thick = 6.0
width = 40.0
radius = 5.0
bore = 7.0
points = [(0, 0), (base, 0), (base, thick), (thick, thick), (thick, wall), (0, wall)]
profile = cq.Workplane("XZ").polyline(points).close()
inner = cq.selectors.NearestToPointSelector((thick, 0, thick))
angle = profile.extrude(width / 2, both=True).edges(inner).fillet(radius)
angle = angle.cut(cq.Workplane().center(base * 0.65, 0).circle(bore / 2).extrude(thick))
show_object(angle.cut(cq.Workplane("YZ").center(0, wall * 0.7).circle(bore / 2).extrude(thick)))
""",
    {
        "floor": lambda v: (v["base"] * 0.9, v["width"] * 0.4, 0),
        "base": lambda v: (v["base"] * 0.9, v["width"] * 0.4, v["thick"]),
        "wall": lambda v: (v["thick"], v["width"] * 0.4, v["wall"] * 0.95),
        "back": lambda v: (0, v["width"] * 0.4, v["wall"] * 0.95),
        "fillet": lambda v: (
            v["thick"] + v["radius"] * (1 - math.sqrt(0.5)),
            0,
            v["thick"] + v["radius"] * (1 - math.sqrt(0.5)),
        ),
        "hole in the base": lambda v: (v["base"] * 0.65 + v["bore"] / 2, 0, v["thick"] / 2),
        "hole in the wall": lambda v: (v["thick"] / 2, v["bore"] / 2, v["wall"] * 0.7),
    },
    [{"base": 90}, {"wall": 80, "radius": 8}, {"thick": 10, "width": 60}],
    [{"base": 40}, {"wall": 35}, {"radius": 2}, {"thick": 3, "bore": 4}, {"base": 70, "wall": 90, "width": 25}],
)
FLANGE = Parametric(
    """
outer = 80.0
bore = 30.0
thick = 12.0
bolts = 6
bolt = 6.0
ring = cq.Workplane().circle(outer / 2).circle(bore / 2).extrude(thick)
ring = ring.faces(">Z").workplane().polarArray((outer + bore) / 4, 0, 360, bolts).hole(bolt)
show_object(ring, name="flange")
""",
    {
        "top": lambda v: _turn(v["bore"] / 2 + 0.5, 0, v["thick"], 180 / v["bolts"]),
        "bottom": lambda v: _turn(v["bore"] / 2 + 0.5, 0, 0, 180 / v["bolts"]),
        "bore": lambda v: _turn(v["bore"] / 2, 0, v["thick"] / 2, 30),
        "rim": lambda v: _turn(v["outer"] / 2, 0, v["thick"] / 2, 30),
        "first bolt": lambda v: ((v["outer"] + v["bore"]) / 4 + v["bolt"] / 2, 0, v["thick"] / 2),
        "opposite bolt": lambda v: (
            (-(v["outer"] + v["bore"]) / 4 - v["bolt"] / 2, 0, v["thick"] / 2) if v["bolts"] % 2 == 0 else None
        ),
    },
    [{"bolts": 8}, {"outer": 100}, {"bolts": 4, "thick": 20}],
    [{"bolts": 5}, {"bolts": 12, "bolt": 4}, {"bore": 20}, {"bolts": 3}, {"thick": 4, "outer": 120}],
)
BOSS = Parametric(
    """
w = 50.0
d = 30.0
h = 12.0
boss = 8.0
side = 14.0
block = cq.Workplane().box(w, d, h, centered=(True, True, False))
if boss > 0:
    block = block.faces(">Z").workplane().center(w / 8, 0).rect(side, side).extrude(boss)
show_object(block)
""",
    {
        "boss top": lambda v: (v["w"] / 8, 0, v["h"] + v["boss"]) if v["boss"] > 0 else None,
        "boss right": lambda v: (v["w"] / 8 + v["side"] / 2, 0, v["h"] + v["boss"] / 2) if v["boss"] > 0 else None,
        "top": lambda v: (-v["w"] / 2 + 1, 0, v["h"]),
        "bottom": lambda v: (0, 0, 0),
        "left": lambda v: (-v["w"] / 2, 0, v["h"] / 2),
        "back": lambda v: (0, v["d"] / 2, v["h"] / 2),
    },
    [{"w": 70}, {"boss": 3, "h": 20}, {"side": 20, "d": 45}],
    [{"boss": 0}, {"boss": 25}, {"w": 45, "side": 10}, {"h": 5}, {"d": 80}],
)
TURNED = Parametric(
    """
w = 50.0
d = 30.0
h = 10.0
angle = 0.0
block = cq.Workplane().box(w, d, h).faces(">Z").workplane().center(w / 4, 0).hole(8)
show_object(block.rotate((0, 0, 0), (0, 0, 1), angle))
""",
    {
        "top": lambda v: (0, 0, v["h"] / 2),
        "right": lambda v: _turn(v["w"] / 2, 0, 0, v["angle"]),
        "back": lambda v: _turn(0, v["d"] / 2, 0, v["angle"]),
        "hole": lambda v: _turn(v["w"] / 4 + 4, 0, 0, v["angle"]),
    },
    [{"w": 60}, {"d": 40}, {"angle": 30}],
    [{"angle": 90}, {"angle": 180}, {"angle": -90, "h": 15}, {"angle": 45}, {"angle": 120, "w": 70}],
)
CASE = Parametric(
    """
w = 60.0
d = 40.0
h = 25.0
wall = 2.0
case = cq.Workplane().box(w, d, h, centered=(True, True, False)).edges("|Z").fillet(5)
show_object(case.faces(">Z").shell(-wall), name="case")
""",
    {
        "bottom": lambda v: (0, 0, 0),
        "floor": lambda v: (0, 0, v["wall"]),
        "rim": lambda v: (v["w"] / 2 - v["wall"] / 2, 0, v["h"]),
        "right outside": lambda v: (v["w"] / 2, 0, v["h"] / 2),
        "right inside": lambda v: (v["w"] / 2 - v["wall"], 0, v["h"] / 2),
        "front inside": lambda v: (0, v["wall"] - v["d"] / 2, v["h"] / 2),
        "corner outside": lambda v: _corner(v, 5),
    },
    [{"w": 90}, {"d": 60, "h": 15}, {"wall": 3}],
    [{"w": 45}, {"h": 60}, {"wall": 1}, {"d": 100}, {"w": 80, "d": 30, "wall": 4}],
)
SLOT = Parametric(
    """
w = 60.0
d = 30.0
h = 20.0
slot = 12.0
deep = 8.0
cham = 3.0
block = cq.Workplane().box(w, d, h, centered=(True, True, False))
block = block.cut(cq.Workplane().box(slot, d, deep, centered=(True, True, False)).translate((w / 10, 0, h - deep)))
block = block.edges(cq.selectors.NearestToPointSelector((w / 2, 0, h))).chamfer(cham)
show_object(block)
""",
    {
        "slot floor": lambda v: (v["w"] / 10, 0, v["h"] - v["deep"]),
        "slot left": lambda v: (v["w"] / 10 - v["slot"] / 2, 0, v["h"] - v["deep"] / 2),
        "slot right": lambda v: (v["w"] / 10 + v["slot"] / 2, 0, v["h"] - v["deep"] / 2),
        "top left": lambda v: (-v["w"] / 2 + 1, 0, v["h"]),
        "top right": lambda v: (v["w"] / 2 - v["cham"] - 1, 0, v["h"]),
        "chamfer": lambda v: (v["w"] / 2 - v["cham"] / 2, 0, v["h"] - v["cham"] / 2),
        "bottom": lambda v: (0, 0, 0),
    },
    [{"w": 80}, {"slot": 18, "h": 30}, {"deep": 4, "cham": 5}],
    [{"w": 50}, {"deep": 15}, {"cham": 1}, {"slot": 5, "d": 60}, {"h": 12, "w": 100}],
)


def _corner(v: Values, radius: float) -> Point:
    x, y = v["w"] / 2 - radius, v["d"] / 2 - radius
    return (x + radius * math.sqrt(0.5), y + radius * math.sqrt(0.5), v["h"] / 2)


MODELS = {
    "plate": PLATE,
    "shaft": SHAFT,
    "bracket": BRACKET,
    "flange": FLANGE,
    "boss": BOSS,
    "turned": TURNED,
    "case": CASE,
    "slot": SLOT,
}
