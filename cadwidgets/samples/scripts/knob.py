"""Control knob: scalloped grip, skirt, pointer, and a bore for a D-shaft, a round shaft or a hexagon."""

import math

import cadquery as cq

# @preset guitar: diameter=24, height=18, scallops=0, skirt=2.5, bore=6.0, shaft=round
# @preset star: diameter=40, height=22, scallops=6, scallop_depth=80, skirt=0, bore=8.0, shaft=hex, pointer=false
# @preset fine: diameter=28, scallops=24, scallop_depth=60

# --- Grip ---
diameter = 32.0  # [16:0.5:60] mm  Diameter
height = 18.0  # [10:0.5:40] mm  Height
scallops = 12  # [0:30] Scallops: hollows around the grip; none for a smooth one
scallop_depth = 70  # [20:100] %  Scallop depth: of the deepest that still leaves a ridge
taper = 4.0  # [0:0.5:10] deg  Taper
edge = 2.5  # [0.5:0.1:6] mm  Top rounding

# --- Skirt and pointer ---
skirt = 3.0  # [0:0.5:8] mm  Skirt: how far it stands out; 0 for none
pointer = True  # A groove from the top over the front, to read the position

# --- Shaft ---
shaft = "D"  # [D, round, hex] Shaft
bore = 6.0  # [3:0.1:10] mm  Bore: shaft diameter, or width across flats
clearance = 0.15  # [0:0.05:0.5] mm  Clearance

radius = diameter / 2
bore = min(bore + clearance, 0.55 * diameter)
skirt_height = min(2.5, height / 4)
top_radius = radius - height * math.tan(math.radians(taper))
edge = min(edge, 0.4 * top_radius, 0.4 * height)


def grip(inset=0.0):
    """The smooth grip: tapered, rounded at the top, slightly domed; ``inset`` is taken off all around."""
    outside, top = radius - inset, height - inset
    dome = 0.04 * top_radius
    slope = math.radians(taper)
    # the rounding touches the tapered side and the top
    middle = (outside - (top - edge) * math.tan(slope) - edge / math.cos(slope), top - edge)
    side = (middle[0] + edge * math.cos(slope), middle[1] + edge * math.sin(slope))
    between = math.radians(45 + taper / 2)
    return (
        cq.Workplane("XZ")
        .moveTo(0, 0)
        .lineTo(outside, 0)
        .lineTo(*side)
        .threePointArc((middle[0] + edge * math.cos(between), middle[1] + edge * math.sin(between)), (middle[0], top))
        .threePointArc((middle[0] / 2, top + 0.75 * dome), (0, top + dome))
        .close()
        .revolve()
    )


def scalloped(body):
    """Hollows whose ridges stay a fifth as wide as the hollows."""
    spacing = 2 * math.pi * radius / scallops
    cut = min(0.8 * spacing / 2, 0.3 * radius)  # radius of a hollow
    out = radius + cut * (1 - 0.9 * scallop_depth / 100)
    bottom = skirt_height if skirt else -1
    spots = cq.Workplane("XY", origin=(0, 0, bottom)).polarArray(out, 270 + 180 / scallops, 360, scallops)
    return body.cut(spots.circle(cut).extrude(height + radius))


def shaft_hole():
    depth = height - max(2.5, edge)
    hole = cq.Workplane("XY")
    if shaft == "hex":
        return hole.polygon(6, bore / math.cos(math.pi / 6)).extrude(depth)
    round_hole = hole.circle(bore / 2).extrude(depth)
    if shaft == "round":
        return round_hole
    flat = 0.25 * bore  # of the usual D-shaft: three quarters of the diameter are left
    return round_hole.intersect(hole.center(0, -flat / 2).rect(2 * bore, bore - flat).extrude(depth))


result = grip()
if scallops:
    result = scalloped(result)
if skirt:
    flange = cq.Workplane("XY").circle(radius + skirt).extrude(skirt_height)
    result = result.union(flange.faces(">Z").edges().chamfer(0.8 * skirt_height, 0.6 * skirt))
if pointer:
    groove = cq.Workplane("XY").box(max(1.2, 0.06 * diameter), radius, 3 * height).translate((0, -0.9 * radius, 0))
    above_skirt = cq.Workplane("XY", origin=(0, 0, skirt_height)).circle(2 * radius).extrude(2 * height)
    result = result.cut(groove.intersect(above_skirt).cut(grip(inset=0.8)))
result = result.cut(shaft_hole())

show_object(result, name="knob")
