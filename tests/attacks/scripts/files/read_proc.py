# 500 script stopped
attempt(
    environment=lambda: open("/proc/self/environ").read(),
    servers_environment=lambda: open(f"/proc/{SERVER_PID}/environ").read(),
    servers_memory=lambda: open(f"/proc/{SERVER_PID}/mem", "rb").read(1),
    servers_maps=lambda: open(f"/proc/{SERVER_PID}/maps").read(),
    servers_command=lambda: open(f"/proc/{SERVER_PID}/cmdline").read(),
    servers_files=lambda: __import__("os").listdir(f"/proc/{SERVER_PID}/fd"),
    parents_memory=lambda: open(f"/proc/{__import__('os').getppid()}/mem", "rb").read(1),
    own_memory=lambda: open("/proc/self/mem", "rb").read(1),
    machine=lambda: open("/proc/version").read(),
    system=lambda: __import__("os").listdir("/sys/class/net"),
)
