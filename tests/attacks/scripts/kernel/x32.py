# 500 script stopped
attempt(getpid=lambda: system_call(0x40000000 | 39), open=lambda: system_call(0x40000000 | 2, b"/etc/passwd", 0, 0))
