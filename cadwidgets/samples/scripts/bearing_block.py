"""Plummer block: a split housing with its ball bearing, shaft, collars and screws, which come from the catalog."""

import cadquery as cq

# @preset light: bore=20, screw=M6, wall=5, foot=8, height=32, width=22, shaft_length=90
# @preset heavy: bore=60, screw=M12, wall=12, foot=20, height=75, width=44, shaft_length=240

# --- Shaft and bearing ---
# bores of the bearings that can be bought; from 20 to 60 mm there is a collar for each of them, too
bore = 25.0  # [catalog: deep-groove bearing.d, series=62, seal=2RS, d=20..60] Bore: the shaft's diameter
shaft_length = 120.0  # [60:5:300] mm  Shaft length: at least what the collars need

# --- Housing ---
height = 40.0  # [20:1:100] mm  Shaft height: at least what the bearing needs
width = 26.0  # [16:1:60] mm  Width along the shaft: at least what the bearing needs
wall = 7.0  # [5:0.5:15] mm  Wall: around the bearing
foot = 12.0  # [8:1:25] mm  Foot thickness

# --- Screws ---
screw = "M8"  # [M6, M8, M10, M12] Screws: of the cap and of the feet

LENGTHS = (16, *range(20, 65, 5))  # of screws

# part() is a function of this service: a part of the catalog, at the origin, ready to be placed
bearing = part("deep-groove bearing", d=bore, series=62, seal="2RS")
collar = part("DIN 705", d1=bore)
washer = part("ISO 7089", screw.removeprefix("M"))

ring = bearing.val().BoundingBox()
outer, breadth = round(ring.xlen, 3), round(ring.zlen, 3)
disc = washer.val().BoundingBox()
washer_radius, washer_height = round(disc.xlen / 2, 3), round(disc.zlen, 3)
thread = float(screw.removeprefix("M"))

lip = max(3.0, wall / 3)  # on both sides of the bearing, holds its outer ring
ear = 1.2 * thread  # thickness of the cap under its screws
width = max(width, breadth + 2 * lip, 2 * washer_radius + 2)
radius = outer / 2 + wall
axis = max(height, radius + 3, 1.5 * thread + 10)
cap_x = radius + washer_radius + 0.5  # the screws of the cap
block_x = cap_x + washer_radius + 1
foot_x = block_x + washer_radius + 1  # the screws of the feet
end_x = foot_x + washer_radius + 2
collars = collar.val().BoundingBox().zlen + 1
shaft_length = max(shaft_length, width + 2 * collars + 6)


def screw_length(grip):
    """The shortest screw that holds: one and a half diameters of thread below what it clamps."""
    return min(length for length in LENGTHS if length >= grip + 1.5 * thread)


def along_shaft(r, length):
    return cq.Workplane("XZ", origin=(0, length / 2, axis)).circle(r).extrude(length)


def holes(x, diameter, low, high):
    return cq.Workplane("XY", origin=(0, 0, low)).pushPoints([(-x, 0), (x, 0)]).circle(diameter / 2).extrude(high - low)


def slab(x, low, high):
    return cq.Workplane("XY", origin=(0, 0, low)).rect(2 * x, width).extrude(high - low)


cap_length, foot_length = screw_length(washer_height + ear), screw_length(washer_height + foot)
seat = along_shaft(outer / 2, breadth).union(along_shaft(outer / 2 - 0.12 * (outer - bore), width))
depth = cap_length - washer_height - ear + 2  # of the threads for the cap's screws
base = slab(end_x, 0, foot).edges("|Z").fillet(min(4.0, width / 5)).union(slab(block_x, 0, axis)).cut(seat)
base = base.cut(holes(cap_x, thread, axis - depth, axis)).cut(holes(foot_x, 1.1 * thread, 0, foot))
cap = along_shaft(radius, width).intersect(slab(2 * radius, axis, axis + 2 * radius))
cap = cap.union(slab(block_x, axis, axis + ear)).cut(seat).cut(holes(cap_x, 1.1 * thread, axis, axis + ear))
shaft = along_shaft(bore / 2, shaft_length).faces("<Y or >Y").chamfer(min(1.0, bore / 12))

CASTING, CAP = cq.Color(0.16, 0.33, 0.45), cq.Color(0.30, 0.52, 0.65)
STEEL, DARK, ZINC = cq.Color(0.72, 0.74, 0.77), cq.Color(0.24, 0.25, 0.28), cq.Color(0.85, 0.82, 0.70)

block = cq.Assembly(name="plummer_block")
block.add(base, name="base", color=CASTING, material="cast iron")
block.add(cap, name="cap", color=CAP, material="cast iron")
block.add(shaft, name="shaft", color=STEEL, material="steel")
block.add(bearing, name="bearing", color=STEEL, loc=cq.Location((0, 0, axis), (1, 0, 0), 90))
for number, side in enumerate((-1, 1), start=1):
    place = cq.Location((0, side * (width / 2 + 1), axis), (1, 0, 0), -90 * side)
    block.add(collar, name=f"collar_{number}", color=DARK, loc=place)
    for where, x, top, fixing in (
        ("cap", cap_x, axis + ear, part("ISO 4762", f"{screw}x{cap_length}")),
        ("foot", foot_x, foot, part("ISO 4017", f"{screw}x{foot_length}")),
    ):
        block.add(washer, name=f"{where}_washer_{number}", color=ZINC, loc=cq.Location((side * x, 0, top)))
        seat_z = top + washer_height
        block.add(fixing, name=f"{where}_screw_{number}", color=DARK, loc=cq.Location((side * x, 0, seat_z)))

show_object(block)
