# 500 script stopped
import os
attempt(
    user=lambda: system_call(272, 0x10000000),
    network=lambda: system_call(272, 0x40000000),
    mounts=lambda: system_call(272, 0x00020000),
    processes=lambda: system_call(272, 0x20000000),
    join=lambda: system_call(308, 0, 0),
    clone=lambda: system_call(56, 0x10000000 | 17, 0, 0, 0, 0),
    host_name=lambda: os.sethostname("attack") if hasattr(os, "sethostname") else system_call(170, b"attack", 6),
)
