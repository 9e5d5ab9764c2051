"""Angle bracket, bent like sheet metal, with gussets and round, slotted or countersunk holes."""

import cadquery as cq

# @material steel
# @preset shelf: width=40, base=120, height=160, thickness=6, gussets=1, gusset_size=70, holes=3
# @preset machine: width=90, base=70, height=70, thickness=8, gussets=3, hole_style=round, hole_diameter=8.5
# @preset light: width=30, base=35, height=45, thickness=3, gussets=0, holes=1, hole_diameter=4.5

# --- Size ---
width = 60.0  # [20:1:150] mm  Width
base = 60.0  # [25:1:200] mm  Base length: of the horizontal leg, outside
height = 80.0  # [25:1:200] mm  Height: of the upright leg, outside
thickness = 5.0  # [2:0.5:10] mm  Thickness
bend = 4.0  # [1:0.5:12] mm  Bend radius: inside the angle

# --- Gussets ---
gussets = 2  # [0:3] Gussets
gusset_size = 75  # [40:100] %  Gusset size: of the free length of the legs
gusset_thickness = 4.0  # [2:0.5:8] mm  Gusset thickness

# --- Holes ---
holes = 2  # [1:4] Holes along a leg
hole_diameter = 6.5  # [3:0.1:12] mm  Hole diameter
hole_style = "slot"  # [round, slot, countersunk] Hole style: slots are in the base only

# What one dimension leaves room for limits the next one.
free = min(base, height) - thickness
bend = min(bend, free / 4)
corner = min(width / 5, free / 4)
gusset_thickness = min(gusset_thickness, width / 10)
bays = [1, 2, 1, 2][gussets]
bay = width / bays - gusset_thickness


def angle():
    """Two legs around a bend; the arcs inside and outside share their middle."""
    outer = thickness + bend
    return (
        cq.Workplane("XZ")
        .moveTo(base, 0)
        .lineTo(base, thickness)
        .lineTo(outer, thickness)
        .radiusArc((thickness, outer), bend)
        .lineTo(thickness, height)
        .lineTo(0, height)
        .lineTo(0, outer)
        .radiusArc((outer, 0), -outer)
        .close()
        .extrude(width / 2, both=True)
        .edges("(|Z and >X) or (|X and >Z)")
        .fillet(corner)
    )


def gusset(y):
    """A triangular rib with blunt tips, rooted half-way into both legs."""
    root, tip = thickness / 2, thickness + 1.0
    end = thickness + (free - corner) * gusset_size / 100
    points = [(root, root), (end, root), (end, tip), (tip, end), (root, end)]
    return cq.Workplane("XZ", origin=(0, y, 0)).polyline(points).close().extrude(gusset_thickness / 2, both=True)


def hole_places(leg):
    """(along the leg, across it): in the middle of each bay, clear of the bend and of the rounded end."""
    first, last = thickness + bend + 0.05 * free, leg - 0.06 * free
    step = (last - first) / holes
    across = [(i - (bays - 1) / 2) * width / bays for i in range(bays)]
    return [(first + (i + 0.5) * step, y) for i in range(holes) for y in across], step


def cutter(plane, places, diameter, slot):
    """What the drill removes. The plane lies on the inside of a leg, its normal points away from the leg."""
    spots = plane.pushPoints(places)
    if slot:
        return spots.slot2D(slot, diameter).extrude(-thickness)
    drill = spots.circle(diameter / 2).extrude(-thickness)
    if hole_style != "countersunk":
        return drill
    sink = min(diameter / 2, 0.6 * thickness, (bay - diameter) / 2 - 0.3)
    if sink < 0.3:
        return drill
    cone = cq.Solid.makeCone(diameter / 2, diameter / 2 + sink, sink, cq.Vector(0, 0, -sink))
    return drill.union(spots.eachpoint(lambda place: cone.moved(place)))


def drilled(body, plane, leg, slotted):
    places, step = hole_places(leg)
    diameter = min(hole_diameter, 0.6 * bay, 0.6 * step)
    slot = min(2 * diameter, 0.85 * step) if slotted else 0
    if plane == "XY":
        return body.cut(cutter(cq.Workplane("XY", origin=(0, 0, thickness)), places, diameter, slot))
    upright = [(y, z) for z, y in places]
    return body.cut(cutter(cq.Workplane("YZ", origin=(thickness, 0, 0)), upright, diameter, slot))


side = width / 2 - gusset_thickness / 2
result = angle()
for y in [[], [0], [-side, side], [-side, 0, side]][gussets]:
    result = result.union(gusset(y))
result = drilled(result, "XY", base, hole_style == "slot")
result = drilled(result, "YZ", height, False)

show_object(result, name="bracket")
