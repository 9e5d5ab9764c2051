s = Workplane().box(1, 1, 1).faces("+Z").edges().fillet(0.1)
