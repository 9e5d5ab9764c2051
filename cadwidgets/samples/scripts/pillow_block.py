# Pillow block: a housing that carries a ball bearing above a flat base.
#
# The presets are common deep-groove bearings; the pocket takes the outer ring from the front and a shoulder
# behind keeps it from sliding through.

UOM = "mm"
VERSION = 1.0
name = "Pillow block bearing housing"

p_bearing_diameter = FloatParam(
    min=10.0, max=62.0, step=0.5, presets={"default": 22.0, "608": 22.0, "6001": 28.0, "6202": 35.0, "6204": 47.0},
    group="Bearing", label="Outer diameter", desc="Of the bearing",
)
p_bearing_width = FloatParam(
    min=4.0, max=18.0, step=0.5, presets={"default": 7.0, "608": 7.0, "6001": 8.0, "6202": 11.0, "6204": 14.0},
    group="Bearing", label="Width", desc="Of the bearing",
)
p_fit = FloatParam(
    min=-0.05, max=0.3, step=0.01, presets={"default": 0.05},
    group="Bearing", label="Clearance", desc="Added to the pocket's diameter",
)
p_shaft_height = FloatParam(
    min=12.0, max=80.0, step=0.5, presets={"default": 24.0, "608": 24.0, "6001": 28.0, "6202": 33.0, "6204": 42.0},
    group="Housing", label="Shaft height", desc="From the mounting face to the shaft's axis",
)
p_wall = FloatParam(
    min=3.0, max=12.0, step=0.5, presets={"default": 5.0, "6204": 7.0},
    group="Housing", label="Wall", desc="Material around the bearing",
)
p_base = FloatParam(
    min=4.0, max=15.0, step=0.5, presets={"default": 7.0, "6204": 10.0},
    group="Housing", label="Base thickness",
)
p_bolt = FloatParam(
    presets={"default": 5.0, "6202": 6.0, "6204": 8.0}, choices=[4.0, 5.0, 6.0, 8.0],
    group="Mounting", label="Bolt", desc="Nominal diameter of the two bolts",
)
p_slots = BooleanParam(
    presets={"default": True},
    group="Mounting", label="Slotted holes", desc="Lets the block be aligned when bolted down",
)

bolt = p_bolt.value
pocket = p_bearing_diameter.value + p_fit.value
outer = p_bearing_diameter.value / 2.0 + p_wall.value  # radius of the housing
base = p_base.value
axis = max(p_shaft_height.value, outer + 0.5)
fillet = min(6.0, (axis - base) / 2.0)
slide = bolt * 0.8 if p_slots.value else 0.0  # length by which the slots are longer than round holes
foot = 2.6 * bolt + slide
length = 2.0 * (outer + fillet + foot)
depth = max(p_bearing_width.value + 3.0, 2.4 * bolt)
bolt_x = outer + fillet + foot / 2.0 - 0.1 * bolt


def outline():
    """The block seen along the shaft: feet, fillets, and a round head."""
    corner = fillet * (1.0 - math.sqrt(0.5))
    return (
        Workplane("XZ")
        .moveTo(-length / 2.0, 0.0)
        .lineTo(length / 2.0, 0.0)
        .lineTo(length / 2.0, base)
        .lineTo(outer + fillet, base)
        .threePointArc((outer + corner, base + corner), (outer, base + fillet))
        .lineTo(outer, axis)
        .threePointArc((0.0, axis + outer), (-outer, axis))
        .lineTo(-outer, base + fillet)
        .threePointArc((-outer - corner, base + corner), (-outer - fillet, base))
        .lineTo(-length / 2.0, base)
        .close()
    )


def bolt_holes():
    points = [(-bolt_x, 0.0), (bolt_x, 0.0)]
    holes = Workplane("XY").center(0.0, depth / 2.0).pushPoints(points)
    clearance = 1.1 * bolt
    if slide:
        return holes.slot2D(clearance + slide, clearance).extrude(base)
    return holes.circle(clearance / 2.0).extrude(base)


def build():
    block = outline().extrude(-depth)
    block = block.faces("<X or >X").edges("|Z").fillet(min(4.0, depth / 4.0))
    front = Workplane("XZ").center(0.0, axis)
    shoulder = pocket / 2.0 - max(1.0, 0.08 * pocket)
    block = block.cut(front.circle(pocket / 2.0).extrude(-p_bearing_width.value))
    block = block.cut(front.circle(shoulder).extrude(-depth))
    block = block.cut(bolt_holes())
    return block.faces("<Y").edges("%CIRCLE").edges(">Z").chamfer(0.4)
