# 500
RAW
import cadquery as cq
show_object(cq.Workplane().box(float("nan"), 1, 1))
