# 500 script stopped
import os
attempt(
    session=os.setsid,
    death_signal=lambda: __import__("ctypes").CDLL(None, use_errno=True).prctl(1, 0, 0, 0, 0) and refuse(),
    subreaper=lambda: __import__("ctypes").CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0) and refuse(),
    daemon=lambda: __import__("ctypes").CDLL(None, use_errno=True).daemon(0, 0) and refuse(),
)
