part = Workplane('XY').box(1,2,3).faces(">Z").vertices().circle(0.5).cutThruAll()
