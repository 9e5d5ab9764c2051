# 200
RAW
import cadquery as cq
made = cq.Assembly(name="<script>alert(1)</script>\u202e" + "x" * 100_000)
made.add(cq.Workplane().box(1, 1, 1), name="../../etc/passwd\x00")
show_object(made)
