s = Workplane().lineTo(1, 0).lineTo(1, 1).close().extrude(0.2)
