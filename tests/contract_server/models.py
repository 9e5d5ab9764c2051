"""What is stored on the contract-only Build Service: two ModelScripts by id."""

PLATE = """\
length = 80.0
width = 40.0
thickness = 5.0
holes = 2
chamfered = False

plate = cq.Workplane().box(length, width, thickness)
plate = plate.rarray(length / (holes + 1), 1, holes, 1).hole(8.0)
if chamfered:
    plate = plate.edges("|Z").chamfer(2.0)
show_object(plate)
"""

ROD = """\
UOM = "mm"
VERSION = 1.0
p_length = FloatParam(min=10.0, max=200.0, presets={'default': 100.0, 'short': 40.0}, desc="Length")
p_diameter = FloatParam(min=2.0, max=50.0, presets={'default': 10.0}, desc="Diameter")
p_square = BooleanParam(presets={'default': False}, desc="A square bar")

def build():
    if p_square.value:
        return Workplane("XY").rect(p_diameter.value, p_diameter.value).extrude(p_length.value)
    return Workplane("XY").circle(p_diameter.value / 2).extrude(p_length.value)
"""

STORED = {"4hplate1": PLATE, "2qrod777": ROD}
"""ModelScripts by their id (7 to 9 characters)."""
