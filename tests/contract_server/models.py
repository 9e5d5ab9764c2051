"""What is stored on the contract-only server: two ModelScripts by id, and a catalog of one family."""

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

CLASSIFICATION = "CONTRACT_WASHERS"
RING = "show_object(cq.Workplane().circle({outer} / 2).circle({inner} / 2).extrude({height}))"
RINGS = {"W-8": (16.0, 8.4, 1.6), "W-10": (20.0, 10.5, 2.0)}
"""Outer and inner diameter and height in millimetres, by part number."""
BROKEN_PART = "W-BROKEN"
"""A part whose CAD file can never be made."""
CAD_FORMATS = {19: ("STEP AP214", "STEP", "stp"), 77: ("STL", "STL", "stl")}
"""Label, the kernel's type and the file's ending, by CADFormatID."""
