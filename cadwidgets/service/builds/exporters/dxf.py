"""DXF: a drawing as exact curves in the model's unit, on the layers VISIBLE and HIDDEN."""

from __future__ import annotations

import io
import math
from typing import Any

import ezdxf
from ezdxf.filemanagement import new

from cadwidgets.service.builds.exporters.curves import Arc, Curve, Segment, Spline
from cadwidgets.service.builds.exporters.drawing import Drawing

_UNITS = {"mm": 4, "cm": 5, "m": 6, "in": 1, "ft": 2, "um": 13}
"""The codes of the header's ``$INSUNITS`` (Autodesk, DXF reference)."""
_LAYERS = {"VISIBLE": (7, "CONTINUOUS"), "HIDDEN": (8, "DASHED")}
"""Colour of the AutoCAD index and line type: black on white or white on black, and grey."""


def write_dxf(drawing: Drawing, unit: str) -> bytes:
    """Lines, arcs, circles, ellipses and splines as they are; equal drawings give equal bytes."""
    # no time of day, no random numbers; the name is public, if not to type checkers
    ezdxf.options.write_fixed_meta_data_for_testing = True  # type: ignore[attr-defined]
    document = new("R2010", setup=["linetypes"], units=_UNITS[unit])
    document.header["$MEASUREMENT"] = 0 if unit in ("in", "ft") else 1
    for name, (color, kind) in _LAYERS.items():
        document.layers.add(name, color=color, linetype=kind)
    for layer, curves in (("VISIBLE", drawing.visible), ("HIDDEN", drawing.hidden)):
        for curve in curves:
            _add(document.modelspace(), curve, {"layer": layer})
    stream = io.StringIO()
    document.write(stream)
    return stream.getvalue().encode(document.output_encoding)


def _add(space: Any, curve: Curve, attributes: dict[str, Any]) -> None:
    match curve:
        case Segment():
            space.add_line(curve.start, curve.end, dxfattribs=attributes)
        case Arc() if curve.ratio == 1.0:
            _add_circle(space, curve, attributes)
        case Arc():
            ends = (0.0, 2 * math.pi) if curve.is_whole else (curve.first, curve.last)
            space.add_ellipse(curve.center, (*curve.major, 0.0), curve.ratio, *ends, dxfattribs=attributes)
        case Spline(degree=1):
            space.add_lwpolyline(curve.poles, dxfattribs=attributes)
        case Spline():
            spline = space.add_spline(dxfattribs=attributes | {"degree": curve.degree})
            spline.control_points = [(*pole, 0.0) for pole in curve.poles]
            spline.knots = curve.knots
            spline.weights = curve.weights


def _add_circle(space: Any, arc: Arc, attributes: dict[str, Any]) -> None:
    if arc.is_whole:
        space.add_circle(arc.center, arc.radius, dxfattribs=attributes)
        return
    turn = math.atan2(arc.major[1], arc.major[0])
    first, last = (math.degrees(turn + angle) for angle in (arc.first, arc.last))
    space.add_arc(arc.center, arc.radius, first, last, dxfattribs=attributes)
