s = Workplane("XY").box(1, 1, 1).faces("+Z").chamfer(0.2, 0.1)
