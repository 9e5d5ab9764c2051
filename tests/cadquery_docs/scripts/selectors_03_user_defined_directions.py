result = cq.Workplane("XY").box(10, 10, 10)

# chamfer only one edge
result = result.edges('>(-1, 1, 0)').chamfer(1)
