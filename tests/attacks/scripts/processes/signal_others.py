# 500 script stopped
import os
import signal
attempt(
    server=lambda: os.kill(SERVER_PID, 0),
    parent=lambda: os.kill(os.getppid(), signal.SIGKILL),
    all=lambda: os.kill(-1, 0),
    group=lambda: os.killpg(0, 0),
    init=lambda: os.kill(1, 0),
    thread=lambda: system_call(234, SERVER_PID, SERVER_PID, 0),
    any_thread=lambda: system_call(200, SERVER_PID, 0),
    queued=lambda: system_call(129, SERVER_PID, 0, 0),
    descriptor=lambda: os.pidfd_open(SERVER_PID),
)
