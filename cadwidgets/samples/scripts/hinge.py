"""Butt hinge: two leaves whose knuckles interleave on a headed pin. Three solids, which move freely."""

import math

import cadquery as cq

# @preset door: length=100, leaf_width=45, thickness=3, pin_diameter=7, knuckles=5, screws=4, screw_diameter=5
# @preset box: length=30, leaf_width=14, thickness=1.2, pin_diameter=2, knuckles=3, screws=2, screw_diameter=2.5
# @preset closed: angle=0

# --- Size ---
length = 70.0  # [20:1:150] mm  Length: along the pin
leaf_width = 32.0  # [12:0.5:80] mm  Leaf width: from the pin's axis
thickness = 2.5  # [1:0.1:5] mm  Leaf thickness
pin_diameter = 5.0  # [1.5:0.1:10] mm  Pin diameter

# --- Motion ---
angle = 130.0  # [0:1:180] deg  Opening angle: 0 is closed, 180 is flat
knuckles = 5  # [3:2:9] Knuckles: an odd number
clearance = 0.3  # [0.1:0.05:0.6] mm  Clearance: between all that moves

# --- Screws ---
screws = 3  # [1:6] Screws per leaf
screw_diameter = 4.2  # [2:0.1:8] mm  Screw diameter: of the countersunk holes

knuckles = 2 * (int(knuckles) // 2) + 1
thickness = min(thickness, 0.15 * leaf_width)
pin_radius = min(pin_diameter / 2, 0.15 * leaf_width, 0.2 * length)
barrel = pin_radius + clearance + thickness  # outer radius of the knuckles
pitch = length / knuckles
start = math.sqrt((barrel + clearance) ** 2 - (barrel - thickness) ** 2)  # the leaf is whole from here on
free = leaf_width - start
hole = min(screw_diameter / 2, 0.18 * free, 0.18 * length / screws)


def blank():
    """A leaf before its gaps are cut: flat below, rolled into a barrel around the pin's axis (Y)."""
    meets = math.sqrt(barrel**2 - (barrel - thickness) ** 2)
    floor, top = -barrel, thickness - barrel
    return (
        cq.Workplane("XZ", origin=(0, -length / 2, 0))
        .moveTo(leaf_width, floor)
        .lineTo(0, floor)
        .threePointArc((-barrel * math.sqrt(0.5), barrel * math.sqrt(0.5)), (meets, top))
        .lineTo(leaf_width, top)
        .close()
        .extrude(-length)
        .edges("|Z and >X")
        .fillet(min(0.2 * free, 0.1 * length, 6.0))
    )


def rod(radius, low, high):
    return cq.Workplane("XZ", origin=(0, low, 0)).circle(radius).extrude(low - high)


def gaps(first):
    """Room for the knuckles of the other leaf; at the ends there is nothing beside them."""
    result = rod(pin_radius + clearance, -length, length)
    for i in range(first, knuckles, 2):
        low = -length if i == 0 else i * pitch - length / 2 - clearance / 2
        high = length if i == knuckles - 1 else (i + 1) * pitch - length / 2 + clearance / 2
        result = result.union(rod(barrel + clearance, low, high))
    return result


def screw_places():
    """In two rows, left and right in turn, along the leaf."""
    near, far = start + 0.38 * free, start + 0.68 * free
    step = length / screws
    middle = (near + far) / 2
    rows = [middle] if screws == 1 else [near, far]
    return [(rows[i % len(rows)], (i + 0.5) * step - length / 2) for i in range(screws)]


def leaf(first):
    sink = min(hole, 0.6 * thickness)
    plane = cq.Workplane("XY", origin=(0, 0, thickness - barrel)).pushPoints(screw_places())
    cone = cq.Solid.makeCone(hole, hole + sink, sink, cq.Vector(0, 0, -sink))
    drilled = blank().cut(gaps(first)).cut(plane.circle(hole).extrude(-thickness))
    return drilled.cut(plane.eachpoint(lambda place: cone.moved(place)))


def pin():
    """A rod with a domed head at both ends."""
    head, rise = 0.85 * barrel, 0.5 * barrel
    end = length / 2 + clearance
    half = [(0, end + rise), (0.7 * head, end + 0.65 * rise), (head, end), (pin_radius, end)]
    return (
        cq.Workplane("XY")
        .moveTo(*half[0])
        .threePointArc(half[1], half[2])
        .lineTo(*half[3])
        .lineTo(pin_radius, -end)
        .lineTo(head, -end)
        .threePointArc((0.7 * head, -end - 0.65 * rise), (0, -end - rise))
        .close()
        .revolve(360, (0, 0), (0, 1))
    )


fixed = leaf(1)
moving = leaf(0).mirror("YZ").rotate((0, 0, 0), (0, 1, 0), 180 - angle)

show_object(fixed, name="fixed leaf", options={"color": (0.72, 0.6, 0.35)})
show_object(moving, name="moving leaf", options={"color": (0.72, 0.6, 0.35)})
show_object(pin(), name="pin", options={"color": (0.6, 0.6, 0.62)})
