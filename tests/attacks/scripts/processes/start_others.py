# 500 script stopped
import ctypes
import multiprocessing
import os
import subprocess
libc = ctypes.CDLL(None, use_errno=True)


def by_shell():
    if os.system("true"):
        raise PermissionError("no shell ran")


attempt(
    fork=os.fork,
    subprocess=lambda: subprocess.run(["/bin/true"]),
    shell=by_shell,
    popen=lambda: os.popen("true"),
    spawn=lambda: os.posix_spawn("/bin/true", ["true"], {}),
    exec=lambda: os.execv("/bin/true", ["true"]),
    multiprocessing=lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
    vfork=lambda: system_call(58),
    clone=lambda: system_call(56, 17, 0, 0, 0, 0),
    clone3=lambda: system_call(435, 0, 0),
    memory_program=lambda: os.memfd_create("program"),
)
