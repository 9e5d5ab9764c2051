"""Involute spur gear with a hub, a bore with keyway, and a web with lightening holes.

The flanks are true involutes of the base circle; tooth proportions after ISO 53 (addendum 1, dedendum 1.25).
"""

import math

import cadquery as cq

# @preset pinion: teeth=14, module=2.0, face_width=20, bore=10, hub=4, web=0, lightening_holes=0
# @preset wheel: teeth=60, module=1.5, face_width=14, bore=16, hub=8, web=60, lightening_holes=6
# @preset clock: teeth=48, module=0.8, face_width=4, bore=4, keyway=false, hub=3, web=40, lightening_holes=5

# --- Teeth ---
teeth = 28  # [8:80] Teeth
module = 2.0  # [0.5:0.25:5] mm  Module: pitch diameter divided by the number of teeth
pressure_angle = 20.0  # [14.5:0.5:30] deg  Pressure angle
face_width = 16.0  # [3:0.5:50] mm  Face width
backlash = 0.05  # [0:0.01:0.3] mm  Backlash: taken off each tooth, on the pitch circle

# --- Hub and bore ---
bore = 12.0  # [2:0.5:60] mm  Bore
keyway = True  # A keyway in the bore
hub = 6.0  # [0:0.5:30] mm  Hub: length beyond the teeth

# --- Web ---
web = 45  # [0:80] %  Web recess: of the face width, from both sides together
lightening_holes = 5  # [0:8] Lightening holes

alpha = math.radians(pressure_angle)
pitch_radius = module * teeth / 2
base_radius = pitch_radius * math.cos(alpha)
root_radius = pitch_radius - 1.25 * module
backlash = min(backlash, 0.1 * module)
bore_radius = min(bore / 2, 0.6 * root_radius)
key_width = 2 * bore_radius * 0.28
key_top = bore_radius + key_width * 0.4
hub_radius = min(1.65 * bore_radius + 0.5, 0.4 * bore_radius + 0.6 * root_radius)
rim_radius = root_radius - 1.5 * module  # inside of the rim
room = rim_radius - hub_radius


def involute(angle):
    return math.tan(angle) - angle


def half_tooth(radius):
    """The angle between a tooth's middle and its flank, at a radius."""
    half = math.pi / (2 * teeth) - backlash / (2 * pitch_radius)
    at = math.acos(min(1.0, base_radius / radius))
    return half + involute(alpha) - involute(at)


def tip():
    """The addendum circle, lowered until the tooth's land is at least a tenth of the module wide."""
    radius = pitch_radius + module
    while 2 * radius * half_tooth(radius) < 0.15 * module:
        radius -= 0.01 * module
    return radius


def point(radius, angle):
    return cq.Vector(radius * math.cos(angle), radius * math.sin(angle), 0)


def tooth(angle, outside):
    """The edges of one tooth and of the root behind it, counter-clockwise."""
    gap = root_radius * (math.pi / teeth - half_tooth(max(base_radius, root_radius)))  # half the root's width
    fillet = min(0.38 * module, 0.6 * gap)
    ankle = root_radius + fillet  # the fillet ends here; straight up to the base circle, where the involute begins
    start = max(base_radius, ankle)
    radii = [start + (outside - start) * (i / 7) ** 1.5 for i in range(8)]
    rising = [point(radius, angle - half_tooth(radius)) for radius in radii]
    falling = [point(radius, angle + half_tooth(radius)) for radius in reversed(radii)]
    left = angle + half_tooth(start)
    right = angle + 2 * math.pi / teeth - half_tooth(start)
    turn, bulge = fillet / root_radius, fillet * (1 - math.sqrt(0.5))
    low = [point(root_radius, at) for at in (left + turn, (left + right) / 2, right - turn)]
    edges = [
        cq.Edge.makeSpline(rising),
        cq.Edge.makeThreePointArc(rising[-1], point(outside, angle), falling[0]),
        cq.Edge.makeSpline(falling),
        cq.Edge.makeThreePointArc(point(ankle, left), point(root_radius + bulge, left + bulge / root_radius), low[0]),
        cq.Edge.makeThreePointArc(*low),
        cq.Edge.makeThreePointArc(low[2], point(root_radius + bulge, right - bulge / root_radius), point(ankle, right)),
    ]
    if start > ankle:
        edges.insert(3, cq.Edge.makeLine(falling[-1], point(ankle, left)))
        edges.append(cq.Edge.makeLine(point(ankle, right), point(start, right)))
    return edges


def ring(inside, outside, bottom, top):
    return cq.Workplane("XY", origin=(0, 0, bottom)).circle(outside).circle(inside).extrude(top - bottom)


def toothed_rim(inside):
    outside = tip()
    edges = [edge for i in range(teeth) for edge in tooth(2 * math.pi * i / teeth, outside)]
    outline, opening = cq.Wire.assembleEdges(edges), cq.Wire.makeCircle(inside, cq.Vector(), cq.Vector(0, 0, 1))
    return cq.Workplane(cq.Solid.extrudeLinear(outline, [opening], cq.Vector(0, 0, face_width)))


def body(outside):
    """All inside the rim: hub and web, with the bore."""
    turned = cq.Workplane("XY").circle(outside).extrude(face_width)
    if web and room > module:
        recess = face_width * web / 200
        turned = turned.cut(ring(hub_radius, outside, 0, recess))
        turned = turned.cut(ring(hub_radius, outside, face_width - recess, face_width))
        if lightening_holes:
            turned = turned.cut(lightening((hub_radius + outside) / 2))
    if hub:
        boss = cq.Workplane("XY").circle(hub_radius).extrude(face_width + hub)
        chamfer = min(0.8, 0.15 * hub, 0.2 * (hub_radius - bore_radius))
        turned = turned.union(boss.faces(">Z").edges().chamfer(chamfer))
    return turned.cut(opening())


def lightening(middle):
    hole = min(0.33 * room, 0.7 * middle * math.sin(math.pi / max(lightening_holes, 2)))
    spots = cq.Workplane("XY").polarArray(middle, 90, 360, lightening_holes)
    return spots.circle(hole).extrude(face_width)


def opening():
    length = face_width + hub
    hole = cq.Workplane("XY").circle(bore_radius).extrude(length)
    if keyway and key_top < 0.92 * hub_radius:
        hole = hole.union(cq.Workplane("XY").center(0, key_top / 2).rect(key_width, key_top).extrude(length))
    return hole


joint = rim_radius if room > module else (hub_radius + root_radius) / 2
result = body(joint).union(toothed_rim(joint), glue=True)

show_object(result, name="gear")
