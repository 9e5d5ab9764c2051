result = cadquery.Workplane("front").box(2.0, 2.0, 0.5)
