result = cq.Workplane("front").box(3,2, 0.5)  # make a basic prism
result = result.faces(">Z").vertices("<XY").workplane(centerOption="CenterOfMass")  # select the lower left vertex and make a workplane
result = result.circle(1.0).cutThruAll()  # cut the corner out
