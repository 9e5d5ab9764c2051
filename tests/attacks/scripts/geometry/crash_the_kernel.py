# 502
import ctypes
from OCP.gp import gp_Pnt
ctypes.memset(id(gp_Pnt(1, 2, 3)), 255, 64)
gp_Pnt(1, 2, 3).Distance(gp_Pnt())
ctypes.memset(id(gp_Pnt), 255, 256)
gp_Pnt()
