"""Hydraulic manifold block: valve stations in a row over a pressure and a tank gallery, with threaded ports."""

import cadquery as cq

# @preset single: stations=1, width=80
# @preset large: stations=5, pitch=56, width=95, height=90, port=21, gallery=14
# @preset slim: stations=2, pitch=48, width=72, height=62, port=14, gallery=9

# --- Block ---
stations = 3  # [1:5] Valve stations
pitch = 50.0  # [48:1:70] mm  Pitch: from valve to valve
width = 80.0  # [72:1:120] mm  Width
height = 70.0  # [62:1:110] mm  Height
edge = 1.5  # [0.5:0.1:3] mm  Edge: chamfer all around

# --- Drillings ---
gallery = 11.0  # [8:0.5:15] mm  Gallery: diameter of the long drillings
passage = 6.5  # [4:0.5:7] mm  Passage: diameter of the drillings to a valve
port = 16.0  # [12:0.5:21] mm  Ports: core diameter of their threads

# --- Name plate ---
plate_length = 34.0  # [20:1:50] mm  Plate length
plate_depth = 0.8  # [0.3:0.1:2.5] mm  Plate depth: of its pocket

# The face of a valve of size 6 (ISO 4401-03), measured from its middle: x along the block, y across it.
PRESSURE, TANK, A, B = (1.25, 10.4), (1.25, -10.4), (-7.55, 0.0), (9.95, 0.0)
SCREWS = [(-20.25, -15.5), (20.25, -16.25), (20.25, 16.25), (-20.25, 15.5)]
SCREW = 4.2  # core diameter of M5
END = 30.0  # free length beyond the outermost valves' half pitch

length = stations * pitch + 2 * END
left, right = -length / 2, length / 2
deep = 0.3 * height  # the galleries
upper = 0.62 * height  # the drillings to the ports of a valve, which pass above the galleries
face = port / 2 + 3.6  # radius of the sealing face around a port
thread = min(14.0, 0.18 * width)  # depth of the threads
plate = (14.0, min(plate_length, width - 40))


def block():
    body = cq.Workplane("XY").box(length, width, height, centered=(True, True, False))
    return body.edges("|Z").chamfer(edge).faces("<Z or >Z").edges().chamfer(0.6 * edge)


def cylinder(plane, start, diameter, depth):
    """A drilling from a point; a negative depth goes against the plane's normal."""
    return cq.Workplane(plane, origin=start).circle(diameter / 2).extrude(depth)


def tapped(body, plane, start, into):
    """A port: a sealing face, and the core of its thread with a chamfer. ``into`` is 1 or -1 along the normal."""
    body = body.cut(cylinder(plane, start, 2 * face, 1.0 * into))
    return body.cut(cylinder(plane, start, port, (thread + 1) * into))


def galleries(body):
    """Pressure comes in from the left, the tank line leaves to the right; the far ends are plugged."""
    for (_, y), start, into in ((PRESSURE, left, 1), (TANK, right, -1)):
        body = body.cut(cylinder("YZ", (start, y, deep), gallery, (length - 8) * into))
        body = tapped(body, "YZ", (start, y, deep), into)
    return body


def station(body, x):
    """One valve: four drillings from above, two of them led to ports in front and at the back, four screws."""
    for dx, y in (PRESSURE, TANK):
        body = body.cut(cylinder("XY", (x + dx, y, height), passage, deep - height))
    for (dx, y), out in ((A, -1), (B, 1)):
        body = body.cut(cylinder("XY", (x + dx, y, height), passage, upper - height))
        start = (x + dx, out * width / 2, upper)
        body = body.cut(cylinder("XZ", start, 0.9 * passage, out * (width / 2 + 0.3 * passage)))
        body = tapped(body, "XZ", start, out)
    screws = cq.Workplane("XY", origin=(x, 0, height)).pushPoints(SCREWS)
    return body.cut(screws.circle(SCREW / 2).extrude(-12))


def gauge(body):
    """A port from above into the pressure gallery, for a pressure gauge."""
    start = (left + 20, PRESSURE[1], height)
    body = body.cut(cylinder("XY", start, 0.7 * passage, deep - height))
    return body.cut(cylinder("XY", start, 11.8, -12))


def mounting(body):
    """Four through holes, their heads sunk."""
    x, y = right - 9, width / 2 - 9
    holes = cq.Workplane("XY", origin=(0, 0, height)).rect(2 * x, 2 * y, forConstruction=True).vertices()
    body = body.cut(holes.circle(3.3).extrude(-height))
    return body.cut(holes.circle(5.5).extrude(-6.5))


def name_plate(body):
    """A pocket with round corners and two rivet holes in it."""
    spot = cq.Workplane("XY", origin=(right - 15, 0, height))
    body = body.cut(spot.pushPoints([(0, y * (plate[1] / 2 - 3)) for y in (-1, 1)]).circle(1.2).extrude(-8))
    return body.cut(spot.rect(*plate).extrude(-plate_depth).edges("|Z").fillet(2.0))


manifold = galleries(block())
for number in range(stations):
    manifold = station(manifold, (number - (stations - 1) / 2) * pitch)
manifold = name_plate(mounting(gauge(manifold)))

show_object(manifold, name="manifold", options={"color": (0.66, 0.69, 0.73)})
