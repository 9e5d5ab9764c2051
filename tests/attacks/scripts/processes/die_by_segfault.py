# 502
import ctypes
ctypes.string_at(0)
