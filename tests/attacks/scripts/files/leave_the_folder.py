# 500 script stopped
import os
attempt(
    root=lambda: os.chroot("."),
    mount=lambda: __import__("ctypes").CDLL(None, use_errno=True).mount(b"none", b".", b"tmpfs", 0, None) and refuse(),
    unmount=lambda: __import__("ctypes").CDLL(None, use_errno=True).umount2(b"/", 2) and refuse(),
    pivot=lambda: system_call(155, b".", b"."),
    open_tree=lambda: system_call(428, -100, b"/", 1),
    move_mount=lambda: system_call(429, -100, b".", -100, b"/", 0),
)
