result = (
    cq.Workplane("XY")
    .box(2, 2, 2)
    .edges("|Z and >Y")
    .chamfer(0.2)
)
