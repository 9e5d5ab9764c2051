"""Electronics enclosure: a rounded box with screw posts, board standoffs and vents, and its lid beside it."""

import cadquery as cq

# @preset arduino: inner_length=75, inner_width=60, inner_height=22, board_length=66, board_width=48
# @preset sensor: inner_length=40, inner_width=40, inner_height=18, wall=1.6, corner=6, standoffs=false, vents=3
# @preset rugged: wall=4, corner=12, screw=4, vents=0, standoff_height=8

# --- Inside ---
inner_length = 90.0  # [30:1:200] mm  Inner length
inner_width = 65.0  # [30:1:150] mm  Inner width
inner_height = 30.0  # [12:1:100] mm  Inner height

# --- Walls ---
wall = 2.4  # [1.2:0.1:5] mm  Wall
corner = 8.0  # [3:0.5:20] mm  Corner radius
lip = 2.0  # [1:0.1:4] mm  Lip: how deep the lid reaches into the box
clearance = 0.2  # [0:0.05:0.5] mm  Clearance: between lip and box

# --- Board ---
standoffs = True  # Standoffs for a circuit board
standoff_height = 5.0  # [2:0.5:15] mm  Standoff height
board_length = 70.0  # [10:0.5:180] mm  Hole spacing along the length
board_width = 42.0  # [10:0.5:130] mm  Hole spacing along the width

# --- Screws and vents ---
screw = 3.0  # [2:0.5:4] mm  Screw: nominal diameter; the posts are drilled for tapping
vents = 7  # [0:12] Vents on each long side
arrangement = "beside"  # [beside, closed, lifted] Arrangement: where the lid is shown

length, width = inner_length + 2 * wall, inner_width + 2 * wall
floor = wall
rim = floor + inner_height
corner = min(corner, 0.3 * min(inner_length, inner_width))
inner_corner = max(corner - wall, 0.5)
lip = min(lip, 0.25 * inner_height)
edge = min(0.6 * wall, 0.3 * corner)  # rounding of the outer edges
post = screw / 2 + 1.8  # radius of a screw post
reach = inner_corner - post + 0.3  # from the middle of the rounded corner to the post, which grows out of the wall
inset = inner_corner - (0.7071 * reach if reach > 0 else reach)
post_place = (inner_length / 2 - inset, inner_width / 2 - inset)


def four(x, y):
    return [(-x, -y), (x, -y), (x, y), (-x, y)]


def slab(x, y, radius, low, high):
    return cq.Workplane("XY", origin=(0, 0, low)).rect(x, y).extrude(high - low).edges("|Z").fillet(radius)


def posts(places, outside, inside, low, high):
    """Round posts, drilled from above but not through the floor."""
    plane = cq.Workplane("XY", origin=(0, 0, low)).pushPoints(places)
    return plane.circle(outside).extrude(high - low), plane.circle(inside).extrude(high - low + 1)


def vent_slots():
    """Upright slots through both long sides, between the screw posts."""
    room = 2 * (post_place[0] - post) - 4
    tall = 0.5 * (inner_height - lip)
    pitch = room / vents
    wide = min(0.45 * pitch, 4.0, 0.8 * tall)
    plane = cq.Workplane("XZ", origin=(0, 0, floor + 0.2 * inner_height + tall / 2))
    places = [((i - (vents - 1) / 2) * pitch, 0) for i in range(vents)]
    return plane.pushPoints(places).slot2D(tall, wide, 90).extrude(width, both=True)


def box():
    body = slab(length, width, corner, 0, rim).faces("<Z").edges().fillet(edge)
    body = body.cut(slab(inner_length, inner_width, inner_corner, floor, rim + 1))
    if vents:
        body = body.cut(vent_slots())
    inner = slab(length - wall, width - wall, corner - wall / 2, floor / 2, rim)
    solid, drill = posts(four(*post_place), post, 0.42 * screw, floor, rim - lip - clearance)
    body = body.union(solid.intersect(inner)).cut(drill)
    if standoffs:
        places = four(*board_place())
        height = min(standoff_height, 0.5 * inner_height)
        solid, drill = posts(places, 2.8, 1.1, floor - 0.2, floor + height)
        body = body.union(solid).cut(drill.intersect(slab(length, width, corner, floor + 0.6, rim)))
    return body


def board_place():
    """The board's holes, kept clear of the walls and of the screw posts."""
    x = min(board_length / 2, inner_length / 2 - 3.5)
    y = min(board_width / 2, inner_width / 2 - 3.5)
    gap = post + 2.8 + 0.5
    if post_place[0] - x < gap and post_place[1] - y < gap:
        x = post_place[0] - gap
    return x, y


def lid():
    """Upside up, its plate's lower face at height 0."""
    plate = slab(length, width, corner, 0, wall).faces(">Z").edges().fillet(edge)
    x, y = inner_length - 2 * clearance, inner_width - 2 * clearance
    ring = slab(x, y, max(inner_corner - clearance, 0.4), -lip, 0)
    thick = max(1.2, 0.6 * wall)
    hollow = slab(x - 2 * thick, y - 2 * thick, max(inner_corner - clearance - thick, 0.3), -lip, 0)
    corners, holes = posts(four(*post_place), post, 0.55 * screw, -lip, wall)
    keep = corners.intersect(ring)
    plate = plate.union(ring.cut(hollow)).union(keep).cut(holes)
    heads = cq.Workplane("XY", origin=(0, 0, wall)).pushPoints(four(*post_place))
    sink = min(0.5 * screw, 0.7 * wall)
    cone = cq.Solid.makeCone(0.55 * screw, 0.55 * screw + sink, sink, cq.Vector(0, 0, -sink))
    return plate.cut(heads.eachpoint(lambda place: cone.moved(place)))


cover = lid()
if arrangement == "beside":
    cover = cover.rotate((0, 0, 0), (1, 0, 0), 180).translate((0, width + 10, wall))
elif arrangement == "lifted":
    cover = cover.translate((0, 0, rim + 0.5 * inner_height))
else:
    cover = cover.translate((0, 0, rim))

show_object(box(), name="box", options={"color": (0.3, 0.35, 0.4)})
show_object(cover, name="lid", options={"color": (0.85, 0.85, 0.82)})
