"""Hexagon standoffs: with a thread at both ends, or with a stud at the lower one.

Internal threads are holes of the core diameter, external ones cylinders of the nominal diameter. A standoff with two
threads is bored through; beside a stud the hole is 2.5 threads deep, at most three quarters of the length: rules of
thumb, which catalogues leave open.
"""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service.catalog import Configuration

_DEPTH, _PART = 2.5, 0.75


def female_female(configuration: Configuration) -> cq.Workplane:
    """The standoff from z = 0 up to its length."""
    return _hexagon(configuration["s"]).circle(configuration["d1"] / 2).extrude(configuration["l"])


def male_female(configuration: Configuration) -> cq.Workplane:
    """The standoff from z = 0 up to its length, its stud below."""
    d, length = configuration["d"], configuration["l"]
    depth = min(_DEPTH * d, _PART * length)
    body = _hexagon(configuration["s"]).extrude(length)
    hole = cq.Workplane("XY", origin=(0, 0, length)).circle(configuration["d1"] / 2).extrude(-depth)
    stud = cq.Workplane("XY").circle(d / 2).extrude(-configuration["b"])
    return body.cut(hole).union(stud, clean=False)


def _hexagon(flats: float) -> cq.Workplane:
    return cq.Workplane("XY").polygon(6, 2 * flats / 3**0.5)
