# 500 script stopped
import os
import resource
attempt(
    limit=lambda: resource.prlimit(SERVER_PID, resource.RLIMIT_NOFILE, (1, 1)),
    priority=lambda: os.setpriority(os.PRIO_PROCESS, SERVER_PID, 19),
    processors=lambda: os.sched_setaffinity(SERVER_PID, {0}),
    see_processors=lambda: os.sched_getaffinity(SERVER_PID),
    scheduler=lambda: os.sched_setscheduler(SERVER_PID, os.SCHED_IDLE, os.sched_param(0)),
    input_output=lambda: system_call(251, 1, SERVER_PID, 0),
    group=lambda: os.setpgid(0, SERVER_PID),
)
