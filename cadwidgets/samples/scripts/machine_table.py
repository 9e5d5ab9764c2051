"""Machine table: T-slots over a ribbed underside, a coolant gutter with its drain, hold-down lugs and a scale."""

import cadquery as cq

# @preset mill: length=420, width=180, t_slots=3, slot=14, thickness=48, lug=30
# @preset drill: length=220, width=220, t_slots=4, slot=10, bays=2
# @preset fixture: length=160, width=100, t_slots=2, slot=8, thickness=32, bays=2, lug=18

# --- Table ---
length = 280.0  # [140:5:500] mm  Length: along the slots
width = 160.0  # [100:5:300] mm  Width
thickness = 40.0  # [32:1:70] mm  Thickness
gutter = 10.0  # [6:0.5:16] mm  Gutter: width of the coolant's channel

# --- T-slots ---
t_slots = 3  # [2:5] T-slots
slot = 10.0  # [6:1:14] mm  Slot: its width, as in DIN 650

# --- Casting ---
bays = 3  # [2:4] Bays: hollows below, along the length, in two rows
rib = 8.0  # [6:0.5:14] mm  Rib: between the hollows
lug = 24.0  # [16:1:36] mm  Lugs: how far the four lugs stand out

# --- Drain and scale ---
drain = 12.0  # [6:0.5:18] mm  Drain: diameter
mark_width = 0.8  # [0.4:0.1:1.5] mm  Mark width: of the scale at the front
mark_depth = 0.6  # [0.2:0.1:1.5] mm  Mark depth

border = 0.4 * gutter + 4  # between the gutter and the outside
field = (length - 2 * (gutter + border), width - 2 * (gutter + border))  # inside the gutter
slot = min(slot, 0.3 * field[1] / t_slots)
sunk = 0.35 * thickness  # depth of the gutter
head = (1.6 * slot, 0.7 * slot)  # width and height of the wide part of a T-slot
throat = min(0.9 * slot, sunk - 2)  # from the top to the wide part
roof = thickness - max(throat + head[1], sunk) - 4  # the hollows end here
bay = ((length - rib) / bays - rib - 2, (width - 3 * rib) / 2 - 4)
drain = min(drain, 0.8 * gutter)
foot = 0.4 * thickness  # height of the lugs
hold = min(0.36 * lug, 10.0)  # width of the slots in the lugs


def box(x, y, low, high, corner, at=(0, 0)):
    solid = cq.Workplane("XY", origin=(*at, low)).rect(x, y).extrude(high - low)
    return solid.edges("|Z").fillet(corner)


def blank():
    return box(length, width, 0, thickness, 6.0).faces(">Z").edges().chamfer(1.0)


def with_lugs(body):
    """Four lugs at the ends, open to the outside to take a clamp or a screw."""
    for i in (-1, 1):
        for j in (-1, 1):
            x, y = i * length / 2, j * 0.3 * width
            body = body.union(box(2 * lug, 2.2 * lug, 0, foot, 0.25 * lug, (x, y)))
            opening = cq.Workplane("XY", origin=(x + i * lug, y, 0)).slot2D(1.2 * lug, hold)
            body = body.cut(opening.extrude(foot))
    return body


def hollow(body):
    """Pockets from below, in two rows; a rib along the middle stays, and one between all neighbours."""
    for i in range(bays):
        x = (i - (bays - 1) / 2) * (length - rib) / bays
        for j in (-1, 1):
            body = body.cut(box(*bay, 0, roof, 5.0, (x, j * (width - rib) / 4)))
    return body


def channel(body):
    """The gutter: a frame cut from the top, round at its corners."""
    outer = box(field[0] + 2 * gutter, field[1] + 2 * gutter, thickness - sunk, thickness, gutter)
    return body.cut(outer.cut(box(*field, thickness - sunk, thickness, 3.0)))


def slotted(body):
    """T-slots from end to end of the field, with a chamfer at their mouths."""
    a, (b, c), top = slot / 2, head, thickness
    low, rim = top - throat - c, 0.08 * slot
    half = [(0, low), (b / 2, low), (b / 2, low + c), (a, low + c), (a, top - rim), (a + rim, top), (0, top)]
    for i in range(t_slots):
        y = (i - (t_slots - 1) / 2) * field[1] / t_slots
        profile = cq.Workplane("YZ", origin=(-field[0] / 2, y, 0)).polyline(half).close().extrude(field[0])
        body = body.cut(profile.union(profile.mirror("XZ", (0, y, 0))))
    return body


def with_threads(body):
    """Lifting threads in the ends, two dowels in the front."""
    for x, into in ((-length / 2, 1), (length / 2, -1)):
        ends = cq.Workplane("YZ", origin=(x, 0, 0.62 * thickness)).circle(4.25)
        body = body.cut(ends.extrude(into * min(border, 8)))
    dowels = cq.Workplane("XZ", origin=(0, -width / 2, 0.3 * thickness)).pushPoints([(-40, 0), (40, 0)])
    return body.cut(dowels.circle(3).extrude(-0.6 * rib))


def drained(body):
    """Through the gutter's floor, in a corner at the back."""
    x, y = (field[0] + gutter) / 2, (field[1] + gutter) / 2
    return body.cut(cq.Workplane("XY").center(x - gutter, y).circle(drain / 2).extrude(thickness))


def with_scale(body):
    """Marks along the front edge, the middle one longer."""
    front = cq.Workplane("XZ", origin=(0, -width / 2, 0))
    step = length / 8
    marks = front.pushPoints([(i * step, thickness - 6) for i in (-3, -2, -1, 1, 2, 3)]).rect(mark_width, 4)
    body = body.cut(marks.extrude(-mark_depth))
    return body.cut(front.center(0, thickness - 8).rect(mark_width, 8).extrude(-mark_depth))


table = slotted(channel(hollow(with_lugs(blank()))))
table = with_scale(drained(with_threads(table)))

show_object(table, name="machine table", options={"color": (0.42, 0.5, 0.46)})
