from cadquery import Workplane, Sketch, Vector, Location

s1 = (
     Sketch()
     .trapezoid(3,1,110)
     .vertices()
     .fillet(0.2)
     )

s2 = (
     Sketch()
     .rect(2,1)
     .vertices()
     .fillet(0.2)
     )

result = (
    Workplane()
    .placeSketch(s1, s2.moved(Location(Vector(0, 0, 3))))
    .loft()
    )
