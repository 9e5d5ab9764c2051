"""Flanged joint closed by a blind cover: gasket, a circle of bolts with washers and nuts, and a handle on top."""

import math

import cadquery as cq

# @preset light: bore=80, bolts=12, bolt=10, thickness=14, handle_height=40
# @preset heavy: bore=300, bolts=36, bolt=20, thickness=32, pipe_wall=10, handle_height=90
# @preset half_circle: bolts=16, gasket=4, handle_width=60

# --- Pipe ---
bore = 180.0  # [60:5:400] mm  Bore: inside of the pipe
pipe_wall = 6.0  # [3:0.5:16] mm  Pipe wall
neck = 50.0  # [20:5:120] mm  Neck: length of the pipe below the flange

# --- Joint ---
thickness = 22.0  # [10:1:50] mm  Thickness: of each flange
gasket = 3.0  # [1:0.5:6] mm  Gasket: its thickness
bolts = 24  # [8:4:48] Bolts
bolt = 14.0  # [6:1:24] mm  Bolts: nominal diameter

# --- Handle ---
handle_width = 110.0  # [60:5:160] mm  Handle width: between its legs
handle_height = 60.0  # [35:1:120] mm  Handle height

PITCH = 3.2  # from bolt to bolt, in bolt diameters, at least
pipe = bore / 2 + pipe_wall
across = 1.55 * bolt  # of hexagons
washer_radius, washer_height = 1.0 * bolt, 0.18 * bolt
inner = pipe + 0.4 * bolt + washer_radius  # this circle of bolts clears the neck
circle = max(inner, PITCH * bolt * bolts / (2 * math.pi))
rim = circle + 1.4 * bolt
seal = circle - 0.8 * bolt  # outer radius of the gasket
handle_width = min(handle_width, 1.6 * pipe)
rod = 6.0  # radius of the handle
top = 2 * thickness + gasket  # the lower flange begins at height 0


def places():
    """The middle of each bolt: none of them on the line of the handle."""
    return [math.tau * (i + 0.5) / bolts for i in range(bolts)]


def disc(outer, hole, low, high):
    ring = cq.Workplane("XY", origin=(0, 0, low)).circle(outer)
    return (ring.circle(hole) if hole else ring).extrude(high - low)


def drilled(flange, low, high):
    points = [(circle * math.cos(a), circle * math.sin(a)) for a in places()]
    return flange.cut(cq.Workplane("XY", origin=(0, 0, low)).pushPoints(points).circle(0.55 * bolt).extrude(high - low))


def welding_neck():
    body = disc(rim, bore / 2, 0, thickness).faces("<Z or >Z").edges("%CIRCLE").chamfer(0.05 * thickness)
    return drilled(body.union(disc(pipe, bore / 2, -neck, 0)), 0, thickness)


def cover():
    body = disc(rim, 0, thickness + gasket, top).faces(">Z").edges().chamfer(0.1 * thickness)
    return drilled(body, thickness + gasket, top)


def hexagon(height):
    return cq.Workplane("XY").polygon(6, across / math.cos(math.pi / 6)).extrude(height)


def screw():
    """A hexagon bolt that hangs from its head's lower face, at height 0."""
    length = top + 2 * washer_height + 1.2 * bolt
    head = hexagon(0.65 * bolt).intersect(cq.Workplane("XY").circle(0.55 * across).extrude(bolt))
    shaft = cq.Workplane("XY").circle(bolt / 2).extrude(-length).faces("<Z").chamfer(0.1 * bolt)
    return head.union(shaft)


def nut():
    return hexagon(0.8 * bolt).faces(">Z").workplane().hole(1.02 * bolt)


def handle():
    """A round bar, bent twice, its feet on the cover."""
    bend = 2.5 * rod
    half, high = handle_width / 2, handle_height - rod
    path = (
        cq.Workplane("XZ", origin=(-half, 0, 0))
        .lineTo(0, high - bend)
        .radiusArc((bend, high), bend)
        .lineTo(2 * half - bend, high)
        .radiusArc((2 * half, high - bend), bend)
        .lineTo(2 * half, 0)
    )
    return cq.Workplane("XY", origin=(-half, 0, 0)).circle(rod).sweep(path)


PAINT, STEEL, ZINC = cq.Color(0.2, 0.36, 0.5), cq.Color(0.36, 0.38, 0.42), cq.Color(0.8, 0.79, 0.72)
SEAL, RED = cq.Color(0.15, 0.15, 0.16), cq.Color(0.72, 0.16, 0.12)
head, ring, hexagon_nut = screw(), disc(washer_radius, 0.54 * bolt, 0, washer_height), nut()

joint = cq.Assembly(name="flange_pair")
joint.add(welding_neck(), name="flange", color=PAINT)
joint.add(disc(seal, bore / 2, thickness, thickness + gasket), name="gasket", color=SEAL)
joint.add(cover(), name="cover", color=PAINT)
for number, angle in enumerate(places(), start=1):
    x, y, turn = circle * math.cos(angle), circle * math.sin(angle), math.degrees(angle)
    for name, shape, z, color in (
        ("washer", ring, top, ZINC),
        ("bolt", head, top + washer_height, STEEL),
        ("lower_washer", ring, -washer_height, ZINC),
        ("nut", hexagon_nut, -washer_height - 0.8 * bolt, STEEL),
    ):
        joint.add(shape, name=f"{name}_{number}", color=color, loc=cq.Location((x, y, z), (0, 0, 1), turn))
joint.add(handle(), name="handle", color=RED, loc=cq.Location((0, 0, top)))

show_object(joint)
