# 500
RAW
import cadquery as cq
show_object(cq.Workplane().box(0, -1, 1))
