# Bow handle for drawers and doors.
#
# An elliptical bar runs up from one foot, bends, spans the opening in a gentle arch and comes down again; two
# screws from behind hold it. Every dimension is clamped to what the others leave room for.

UOM = "mm"
VERSION = 1.0
name = "Bow handle"

p_length = FloatParam(
    min=60.0, max=320.0, step=1.0,
    presets={"default": 128.0, "short": 96.0, "long": 192.0, "appliance": 320.0},
    group="Size", label="Screw spacing", desc="Distance between the two screws, centre to centre",
)
p_height = FloatParam(
    min=22.0, max=60.0, step=0.5,
    presets={"default": 34.0, "short": 30.0, "long": 38.0, "appliance": 50.0},
    group="Size", label="Projection", desc="From the door to the middle of the bar, at its highest point",
)
p_arch = FloatParam(
    min=0.0, max=20.0, step=0.5, presets={"default": 8.0, "appliance": 0.0},
    group="Shape", label="Arch angle", desc="Slope at which the span leaves the bends, in degrees; 0 is straight",
)
p_bend = FloatParam(
    min=8.0, max=30.0, step=0.5, presets={"default": 14.0},
    group="Shape", label="Bend radius", desc="Radius of the two bends, along the middle of the bar",
)
p_thickness = FloatParam(
    min=5.0, max=14.0, step=0.5, presets={"default": 8.0, "appliance": 12.0},
    group="Bar", label="Thickness", desc="Of the bar, seen from the side",
)
p_width = FloatParam(
    min=8.0, max=24.0, step=0.5, presets={"default": 13.0, "appliance": 20.0},
    group="Bar", label="Width", desc="Of the bar, seen from the front",
)
p_collars = BooleanParam(
    presets={"default": True, "appliance": False},
    group="Feet", label="Collars", desc="A turned collar around each foot",
)
p_screw = FloatParam(
    presets={"default": 4.0, "appliance": 5.0}, choices=[3.0, 4.0, 5.0],
    group="Feet", label="Screw", desc="Nominal thread of the screws; the holes are tapped afterwards",
)

half = p_length.value / 2.0
height = p_height.value
thickness = p_thickness.value
width = max(p_width.value, thickness)
leg = 5.0  # straight part above the foot

bend = max(min(p_bend.value, height - leg - 1.0, half - 5.0), thickness / 2.0 + 1.0)
# rise of the arch over the bends: (half - bend) * tan(arch / 2)
steepest = 2.0 * math.atan(max(height - bend - leg, 0.0) / (half - bend))
arch = min(math.radians(p_arch.value), steepest)
shoulder = height - bend - (half - bend) * math.tan(arch / 2.0)


def centre_line():
    """The middle of the bar, in the XZ plane, with tangents that never break."""
    start_angle = (math.pi + math.pi / 2.0 + arch) / 2.0
    middle = (-half + bend + bend * math.cos(start_angle), shoulder + bend * math.sin(start_angle))
    end = (-half + bend - bend * math.sin(arch), shoulder + bend * math.cos(arch))
    path = Workplane("XZ").moveTo(-half, 0.0).lineTo(-half, shoulder)
    path = path.threePointArc(middle, end)
    if arch > 0.001:
        path = path.threePointArc((0.0, height), (-end[0], end[1]))
    else:
        path = path.lineTo(-end[0], end[1])
    path = path.threePointArc((-middle[0], middle[1]), (half, shoulder))
    return path.lineTo(half, 0.0)


def collar(x):
    radius = width / 2.0 + 2.0
    return Workplane("XY").center(x, 0.0).circle(radius).extrude(4.0).faces(">Z").edges().fillet(1.5)


def build():
    handle = Workplane("XY").center(-half, 0.0).ellipse(thickness / 2.0, width / 2.0).sweep(centre_line())
    if p_collars.value:
        handle = handle.union(collar(-half)).union(collar(half))
    drill = 0.82 * p_screw.value  # core diameter of a coarse thread
    depth = min(3.0 * p_screw.value, shoulder + bend / 3.0)
    holes = Workplane("XY").pushPoints([(-half, 0.0), (half, 0.0)]).circle(drill / 2.0).extrude(depth)
    return handle.cut(holes)
