# 500 script stopped
from multiprocessing import shared_memory
attempt(
    segment=lambda: system_call(29, 4711, 4096, 0o1600),
    semaphores=lambda: system_call(64, 4711, 1, 0o1600),
    messages=lambda: system_call(68, 4711, 0o1600),
    queue=lambda: system_call(240, b"attack", 0o102, 0o600, 0),
    shared=lambda: shared_memory.SharedMemory("attack", create=True, size=16),
    timer=lambda: system_call(222, 1, 0, 0),
)
