# 50? script geometry timeout
RAW
import cadquery as cq
for number in range(10_000):
    show_object(cq.Workplane().box(1, 1, 1).translate((2 * number, 0, 0)))
