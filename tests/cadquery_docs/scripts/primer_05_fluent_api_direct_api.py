circle_wire = Wire.makeCircle(1, Vector(0, 0, 0), Vector(0, 0, 1))
box = Workplane().box(10, 10, 10).newObject([circle_wire])
# And you can continue modelling
box = (
    box.toPending().cutThruAll()
)  # notice the call to `toPending` that is needed if you want to use it in a subsequent operation
