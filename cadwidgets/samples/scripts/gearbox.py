"""Gearbox housing: the cast lower half, split at the shafts, with bearing seats, ribs, feet, a rim and a drain plug."""

import cadquery as cq

# @preset small: center_distance=45, gear_width=18, input_bearing=22, output_bearing=28, wall=4.5, screw=5
# @preset reducer: center_distance=110, ratio=3.5, gear_width=45, input_bearing=52, output_bearing=80, screw=10
# @preset wide: center_distance=80, ratio=1, gear_width=70, input_bearing=47, output_bearing=47, wall=8

# --- Gears ---
center_distance = 70.0  # [40:1:120] mm  Centre distance: between the two shafts
ratio = 2.0  # [1:0.1:4] Ratio: output gear to input gear
gear_width = 30.0  # [15:1:80] mm  Gear width
clearance = 8.0  # [5:0.5:15] mm  Clearance: between the gears and the walls

# --- Bearings ---
input_bearing = 35.0  # [19:1:62] mm  Input bearing: its outer diameter
output_bearing = 47.0  # [22:1:80] mm  Output bearing: its outer diameter

# --- Casting ---
wall = 6.0  # [4:0.5:10] mm  Wall
screw = 6.0  # [4:1:10] mm  Screws: nominal diameter, of the cover; the feet take the next size
ribs = True  # Ribs below the bearing seats

# --- Drain plug ---
drain = 12.0  # [8:0.5:16] mm  Drain: diameter of the bore
drain_chamfer = 1.0  # [0.2:0.1:2] mm  Drain chamfer

# The input shaft is at x = 0, the output shaft at the centre distance; shafts run along y, the split is at the top.
pinion = center_distance / (1 + ratio)  # radii of the pitch circles
gear = center_distance - pinion
low_x, high_x = -pinion - clearance, center_distance + gear + clearance  # of the cavity
half = gear_width / 2 + clearance  # of the cavity, across
floor = 1.3 * wall
height = floor + gear + clearance
middle = (low_x + high_x) / 2
length = high_x - low_x + 2 * wall
side = half + wall  # outer face of the long walls
seats = [
    (0.0, min(input_bearing / 2, 0.42 * center_distance - wall, pinion + clearance - 2)),
    (center_distance, min(output_bearing / 2, 0.5 * center_distance - wall)),
]
rim = 2.4 * screw  # how far the rim stands out
rim_height = 1.2 * wall
reach = rim + 0.6 * wall  # how far the bearing seats stand out
foot_screw = 1.25 * screw
foot = (4 * foot_screw, rim + 2.5 * foot_screw, 1.8 * wall)
ear = 1.5 * rim_height  # thickness of the lifting ears
plug = min(12.0, 0.24 * height)  # radius of the drain's boss
drain = min(drain, 1.3 * plug)
drain_chamfer = min(drain_chamfer, 0.6 * (plug - drain / 2))


def slab(x, y, low, high, corner=0.0):
    """A block around the middle of the housing."""
    block = cq.Workplane("XY", origin=(middle, 0, low)).rect(x, y).extrude(high - low)
    return block.edges("|Z").fillet(corner) if corner else block


def across(x, radius, low, high):
    """A cylinder along the shaft at x."""
    return cq.Workplane("XZ", origin=(x, low, height)).circle(radius).extrude(low - high)


def along(x, z, radius, depth):
    """A cylinder from an end of the housing, inwards for a positive depth along x."""
    return cq.Workplane("YZ", origin=(x, 0, z)).circle(radius).extrude(depth)


def drilled(body, places, diameter, top, depth):
    return body.cut(cq.Workplane("XY", origin=(0, 0, top)).pushPoints(places).circle(diameter / 2).extrude(-depth))


def shell():
    """The trough with its rim."""
    body = slab(length, 2 * side, 0, height, 1.5 * wall)
    body = body.union(slab(length + 2 * rim, 2 * (side + rim), height - rim_height, height, rim))
    return body.cut(slab(length - 2 * wall, 2 * half, floor, height, 0.8 * wall))


def with_feet(body):
    x, y, z = foot
    places = [(middle + i * (length - x) / 2, j * (side + y / 2 - wall / 2)) for i in (-1, 1) for j in (-1, 1)]
    for place in places:
        pad = cq.Workplane("XY").center(*place).rect(x, y + wall).extrude(z).edges("|Z").fillet(0.6 * foot_screw)
        body = body.union(pad)
    holes = [(x, y + (wall if y > 0 else -wall)) for x, y in places]
    body = drilled(body, holes, 1.1 * foot_screw, z, z)
    return drilled(body, holes, 2.0 * foot_screw, z, 0.2 * z)


def with_seat(body, x, radius):
    """A boss on both sides, held by a rib, bored for the bearings with a groove for its ring."""
    for low, high in ((side - wall / 2, side + reach), (-side - reach, wall / 2 - side)):
        boss = across(x, radius + wall, low, high)
        body = body.union(boss.intersect(slab(4 * length, 4 * (side + reach), 0, height)))
        if ribs:
            rib = cq.Workplane("XY").center(x, (low + high) / 2).rect(wall, (high - low) * 0.8)
            body = body.union(rib.extrude(height - radius - wall / 2))
    body = body.cut(across(x, radius, -side - reach, side + reach))
    for y in (-1, 1):
        groove = across(x, radius + 0.3 * wall, y * (side + 0.5 * reach) - 1, y * (side + 0.5 * reach) + 1)
        body = body.cut(groove)
    return body


def with_screws(body):
    """Holes for the cover around the rim, and two dowels, across from each other."""
    x, y = (length + rim) / 2, side + rim / 2
    inset = 0.6 * rim
    corners = [(middle + i * (x - inset), j * y) for i in (-1, 1) for j in (-1, 1)]
    ends = [(middle + i * x, j * 0.6 * half) for i in (-1, 1) for j in (-1, 1)]
    body = drilled(body, corners, 1.1 * screw, height, rim_height)
    body = drilled(body, ends, 1.1 * screw, height, rim_height)
    return drilled(body, [(middle - x, 0), (middle + x, 0)], 0.8 * screw, height, rim_height)


def with_ears(body):
    """A lifting ear at both ends, below the rim."""
    for end, out in ((middle - length / 2, -1), (middle + length / 2, 1)):
        plate = cq.Workplane("XY", origin=(end, 0, height - rim_height - ear))
        body = body.union(plate.slot2D(2 * (rim + 2 * screw), 3 * screw).extrude(ear).intersect(_outside(end, out)))
        body = drilled(body, [(end + out * (rim + 0.9 * screw), 0)], 1.4 * screw, height - rim_height, ear)
    return body


def _outside(end, out):
    """All that is beyond the inner face of an end wall."""
    start = end - out * wall / 2
    return cq.Workplane("XY").center(start + out * length, 0).rect(2 * length, 4 * side).extrude(height)


def with_sight_glass(body):
    """A boss for the oil level at the input's end."""
    end, level = middle - length / 2, floor + 0.4 * (height - floor)
    body = body.union(along(end + wall / 2, level, 1.2 * plug, -wall))
    body = body.cut(along(end - wall / 2, level, 0.9 * plug, wall / 2))
    return body.cut(along(end - wall / 2, level, 0.55 * plug, 2 * wall))


def with_drain(body):
    """A boss at the output's end, bored just above the floor of the cavity: a bore that touches it leaves a slit."""
    end, level = middle + length / 2, max(plug, floor + 0.55 * plug)
    body = body.union(along(end - wall / 2, level, plug, wall))
    body = body.cut(along(end + wall / 2, level, drain / 2, -2 * wall))
    cone = cq.Solid.makeCone(drain / 2 + drain_chamfer, drain / 2, drain_chamfer)
    return body.cut(cone.rotate((0, 0, 0), (0, 1, 0), -90).translate((end + wall / 2, 0, level)))


housing = with_feet(shell())
for seat in seats:
    housing = with_seat(housing, *seat)
housing = with_drain(with_sight_glass(with_ears(with_screws(housing))))

show_object(housing, name="gearbox housing", options={"color": (0.36, 0.47, 0.52)})
