# 500 script
import sys
import cadquery
cadquery.Workplane.box = lambda *_: "attacked"
sys.modules["cadquery"] = None
sys.modules["OCP"] = None
sys.path[:] = []
raise ValueError("the next build must not see this")
