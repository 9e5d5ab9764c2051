# 500 script stopped
import os
attempt(
    user=lambda: os.setuid(1),
    group=lambda: os.setgid(1),
    groups=lambda: os.setgroups([1]),
    both=lambda: os.setresuid(1, 1, 1),
    capabilities=lambda: system_call(126, 0, 0),
    filesystem_user=lambda: system_call(122, 1),
    keep=lambda: __import__("ctypes").CDLL(None, use_errno=True).prctl(8, 1, 0, 0, 0) and refuse(),
    dumpable=lambda: __import__("ctypes").CDLL(None, use_errno=True).prctl(4, 1, 0, 0, 0) and refuse(),
    another_filter=lambda: system_call(317, 1, 0, 0),
)
