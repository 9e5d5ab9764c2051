"""What must hold for the geometry of profiles."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import cadquery as cq
import pytest
from facts import Facts
from measures import Measure, across_flats, cylinder, cylinder_radii, extent, levels

from cadwidgets.service.catalog import Configuration

# cross section in cm2, by the name of the section, as published tables state it: IPE by steelcalculator.app,
# UPN and unequal legs by steelsnakes, UPE by a weight calculator, hollow sections by steelsnakes and themis
AREAS = {
    "IPE 80": 7.64,
    "IPE 200": 28.5,
    "IPE 300": 53.8,
    "UPE 80": 10.1,
    "UPE 220": 33.9,
    "UPE 400": 91.9,
    "UPN 50": 7.1,
    "UPN 220": 37.4,
    "UPN 400": 91.5,
    "L 100x65x7": 11.2,
    "L 120x80x8": 15.5,
    "L 200x100x14": 40.3,
    "SHS EN 10210 40x40x3.2": 4.6,
    "SHS EN 10210 150x150x12.5": 67.1,
    "SHS EN 10219 25x25x2": 1.74,
    "SHS EN 10219 120x120x4": 18.1,
    "RHS EN 10210 50x30x2.6": 3.82,
    "RHS EN 10210 150x100x5": 23.73,
    "RHS EN 10210 300x200x16": 147.01,
    "RHS EN 10219 40x20x2": 2.14,
}
# straight height d of the web of IPN (mm), by the height, as BOLTS and structuralcodes state it
WEBS = {80: 59, 120: 92.4, 160: 125.8, 200: 159.1, 240: 192.5, 300: 241.6, 400: 322.9, 500: 404.3, 600: 485.8}


def radius(symbol: str) -> Measure:
    """The radius of the cylindrical face nearest to the dimension ``symbol``."""
    return lambda shape, size: min(cylinder_radii(shape), key=lambda found: abs(found - size[symbol]), default=math.nan)


def wall(shape: cq.Shape, _: Configuration) -> float:
    """The difference of the two radii of a tube."""
    inner, outer = sorted(set(cylinder_radii(shape)))
    return outer - inner


def tapered_channel(shape: cq.Shape, size: Configuration) -> float:
    """The thickness of a channel's flange where the standard gauges it."""
    return thickness(shape, size, size["b"] - (size["b"] / 2 if size["h"] <= 300 else (size["b"] - size["tw"]) / 2))


def tapered_beam(shape: cq.Shape, size: Configuration) -> float:
    """The thickness of a beam's flange at a quarter of its width."""
    return thickness(shape, size, size["b"] / 4)


def thickness(shape: cq.Shape, size: Configuration, x: float) -> float:
    """How much of a line along y at a place x, below the x axis, lies in the profile."""
    line = cq.Edge.makeLine(cq.Vector(x, -size["h"], size["l"] / 2), cq.Vector(x, 0, size["l"] / 2))
    return float(line.intersect(shape).BoundingBox(0.0001).ylen)


def straight_web(shape: cq.Shape, size: Configuration) -> None:
    """Between the fillets of the roots, the web of a tapered beam is as high as published (mm)."""
    webs = [face for face in shape.Faces() if face.geomType() == "PLANE" and abs(abs(face.normalAt().x) - 1) < 1e-6]
    heights = [face.BoundingBox(0.0001).ylen for face in webs if abs(abs(face.Center().x) - size["tw"] / 2) < 1e-6]
    assert len(heights) == 2
    if size["h"] in WEBS:
        assert heights == pytest.approx([WEBS[int(size["h"])]] * 2, abs=0.2)


def slot_mouth(shape: cq.Shape, size: Configuration) -> float:
    """The width of the slot in the lower end, at the surface."""
    return gap(shape, size, depth=0.0)


def slot_neck(shape: cq.Shape, size: Configuration) -> float:
    """The width of the slot in the lower end, at the inner side of its lips."""
    return gap(shape, size, depth=size["t"])


def gap(shape: cq.Shape, size: Configuration, depth: float) -> float:
    """The distance of the edges along the profile that are nearest to the y-z plane, at a depth of the lower end."""
    height = depth - size["H"] / 2
    along = (edge.Center() for edge in shape.Edges() if edge.BoundingBox(0.0001).zlen > 1)
    return 2 * min(abs(centre.x) for centre in along if abs(centre.y - height) < 1e-6)


def published_area(shape: cq.Shape, size: Configuration) -> None:
    """The cross section is that of the tables, which state three digits."""
    section = size.part_number.rpartition("x")[0]
    if section in AREAS:
        assert shape.Volume() / size["l"] / 100 == pytest.approx(AREAS[section], rel=0.006), size.part_number


def area(formula: Callable[[Configuration], float]) -> Callable[[cq.Shape, Configuration], None]:
    """The cross section follows from the dimensions (mm2), and agrees with the published one."""

    def check(shape: cq.Shape, size: Configuration) -> None:
        assert shape.Volume() == pytest.approx(formula(size) * size["l"], rel=1e-6), size.part_number
        published_area(shape, size)

    return check


def fillet(r: float) -> float:
    """What a rounded right-angled corner adds to the cross section, or takes from it."""
    return (1 - math.pi / 4) * r**2


def flanged(size: Configuration, fillets: int) -> float:
    """Two flanges, the web between them, and the fillets of the roots."""
    web = (size["h"] - 2 * size["tf"]) * size["tw"]
    return 2 * size["b"] * size["tf"] + web + fillets * fillet(size["r"])


def tube_with_corners(size: Configuration, width: str, height: str) -> float:
    b, h, t = size[width], size[height], size["t"]
    hole = (b - 2 * t) * (h - 2 * t) - 4 * fillet(size["ri"])
    return b * h - 4 * fillet(size["ro"]) - hole


def angle(size: Configuration, a: str, b: str) -> float:
    return (size[a] + size[b] - size["t"]) * size["t"] + fillet(size["r1"]) - 2 * fillet(size["r2"])


_LONG = {"l": extent("z")}
_FLANGES = {"h": extent("y"), "b": extent("x"), "tw": levels("tw", "x"), **_LONG}
_TAPERED = {**_FLANGES, "r1": radius("r1"), "r2": radius("r2")}
_LEGS = {"a": extent("y"), "t": levels("t", "x"), "r1": radius("r1"), "r2": radius("r2"), **_LONG}
_CORNERS = {"b": extent("x"), "t": levels("t", "x"), "ro": radius("ro"), "ri": radius("ri"), **_LONG}

BEAM = Facts({**_FLANGES, "tf": levels("tf", "y"), "r": radius("r")}, also=area(lambda size: flanged(size, fillets=4)))
ROUND_TUBE = Facts({"D": cylinder("D"), "t": wall, **_LONG})
SQUARE_TUBE = Facts(_CORNERS, also=area(lambda size: tube_with_corners(size, "b", "b")))
RECTANGULAR_TUBE = Facts({"h": extent("y"), **_CORNERS}, also=area(lambda size: tube_with_corners(size, "b", "h")))
SLOT_PROFILE = Facts(
    {
        "B": extent("x"),
        "H": extent("y"),
        "m": slot_mouth,
        "s": slot_neck,
        "w": levels("w", "x"),
        "t": levels("t", "y"),
        "c": levels("c", "x"),
        "d": cylinder("d"),
        "e": across_flats("e"),
        "r": radius("r"),
        **_LONG,
    }
)

FACTS: Mapping[str, Facts] = {
    "t_slot_profile": SLOT_PROFILE,
    "v_slot_profile": SLOT_PROFILE,
    "chs_hot": ROUND_TUBE,
    "chs_cold": ROUND_TUBE,
    "shs_hot": SQUARE_TUBE,
    "shs_cold": SQUARE_TUBE,
    "rhs_hot": RECTANGULAR_TUBE,
    "rhs_cold": RECTANGULAR_TUBE,
    "ipe": BEAM,
    "hea": BEAM,
    "heb": BEAM,
    "upe": Facts(BEAM.measures, also=area(lambda size: flanged(size, fillets=2))),
    "upn": Facts({**_TAPERED, "tf": tapered_channel}, also=published_area),
    "ipn": Facts({**_TAPERED, "tf": tapered_beam}, also=straight_web),
    "hem": BEAM,
    "angle_equal": Facts(_LEGS, also=area(lambda size: angle(size, "a", "a"))),
    "angle_unequal": Facts({"b": extent("x"), **_LEGS}, also=area(lambda size: angle(size, "a", "b"))),
    "round_bar": Facts({"d": cylinder("d"), **_LONG}),
    "square_bar": Facts({"a": extent("x"), **_LONG}, also=area(lambda size: size["a"] ** 2)),
    "flat_bar": Facts({"b": extent("x"), "t": extent("y"), **_LONG}),
    "hexagon_bar": Facts({"s": across_flats("s"), **_LONG}, also=area(lambda size: 3**0.5 / 2 * size["s"] ** 2)),
}
