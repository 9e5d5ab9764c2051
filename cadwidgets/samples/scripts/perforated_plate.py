# A plain CadQuery script: every constant below is a parameter, and nothing else needs to be declared.
# Round holes in a staggered pattern fill a plate up to its margin; the pitch grows where holes would touch.

import math

import cadquery as cq

length = 120.0
width = 80.0
thickness = 3.0
corner_radius = 8.0
hole_diameter = 5.0  # of the pattern
pitch = 8.0  # between the middles of neighbouring holes
margin = 7.0  # free edge around the pattern
staggered = True
mounting_holes = True  # one in each corner

most_holes = 20 * 40  # computed, so it is no parameter: more holes only make it slow
least = min(length, width)
corner_radius = min(corner_radius, 0.45 * least)
margin = min(margin, 0.3 * least)
field = (length - 2 * margin, width - 2 * margin)
hole_diameter = min(hole_diameter, 0.8 * min(field))
pitch = max(pitch, 1.15 * hole_diameter, math.sqrt(field[0] * field[1] / most_holes))
screw = min(hole_diameter, 1.2 * margin, 0.25 * least) / 2  # radius of the mounting holes
corner = (length / 2 - 1.25 * screw - 0.3 * corner_radius, width / 2 - 1.25 * screw - 0.3 * corner_radius)


def rows():
    """The middles of the holes, row by row, centred in the field."""
    step = pitch * (math.sqrt(3) / 2 if staggered else 1)
    count = int((field[1] - hole_diameter) / step + 1e-6)
    for row in range(count + 1):
        y = (row - count / 2) * step
        shift = pitch / 2 if staggered and row % 2 else 0
        most = int((field[0] - hole_diameter - 2 * shift) / pitch + 1e-6)
        for column in range(most + 1 if field[0] - hole_diameter >= 2 * shift else 0):
            yield (column - most / 2) * pitch, y


def fits(place):
    """Whether a hole stays clear of the rounded corners and of the mounting holes."""
    x, y = map(abs, place)
    into = (max(x - length / 2 + corner_radius, 0), max(y - width / 2 + corner_radius, 0))
    if min(into) > 0 and math.hypot(*into) > corner_radius - hole_diameter / 2 - margin:
        return False
    return not mounting_holes or math.dist((x, y), corner) > hole_diameter / 2 + 2.2 * screw


holes = [place for place in rows() if fits(place)]
blank = cq.Workplane("XY").rect(length, width).extrude(thickness).edges("|Z").fillet(corner_radius)
sheet = blank.faces("<Z").wires().toPending()
if holes:
    sheet = sheet.pushPoints(holes).circle(hole_diameter / 2)
if mounting_holes:
    corners = [(x * corner[0], y * corner[1]) for x in (-1, 1) for y in (-1, 1)]
    sheet = sheet.pushPoints(corners).circle(screw)
plate = sheet.extrude(thickness, combine=False)

show_object(plate, name="perforated plate")
