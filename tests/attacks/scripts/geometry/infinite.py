# 500
RAW
import cadquery as cq
show_object(cq.Workplane().box(float("inf"), 1, 1))
