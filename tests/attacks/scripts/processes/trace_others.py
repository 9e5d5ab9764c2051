# 500 script stopped
attempt(
    attach=lambda: system_call(101, 16, SERVER_PID, 0, 0),
    seize=lambda: system_call(101, 0x4206, SERVER_PID, 0, 0),
    traced=lambda: system_call(101, 0, 0, 0, 0),
    read_memory=lambda: system_call(310, SERVER_PID, 0, 0, 0, 0, 0),
    write_memory=lambda: system_call(311, SERVER_PID, 0, 0, 0, 0, 0),
    compare=lambda: system_call(312, SERVER_PID, SERVER_PID, 0, 0, 0),
    advise=lambda: system_call(440, 0, 0, 0, 0, 0),
    get_descriptor=lambda: system_call(438, 0, 0, 0),
    robust_list=lambda: system_call(274, SERVER_PID, 0, 0),
)
