s = Workplane("XY").box(1, 1, 1).faces("+Z").chamfer(0.1)
