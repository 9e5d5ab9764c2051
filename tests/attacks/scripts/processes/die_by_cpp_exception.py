# 502
import ctypes
ctypes.CDLL("libstdc++.so.6")._ZSt9terminatev()
