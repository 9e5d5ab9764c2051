# 50? timeout geometry memory
RAW
import cadquery as cq
show_object(cq.Workplane().box(1000, 1000, 1).faces(">Z").workplane().rarray(3, 3, 300, 300).hole(1))
