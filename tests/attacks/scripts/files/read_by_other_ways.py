# 500 script stopped
import ctypes
import mmap
import os
import pathlib
import shutil
libc = ctypes.CDLL(None, use_errno=True)


def by_libc():
    if libc.open(SECRET_FILE.encode(), 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def by_descriptor():
    os.open("passwd", os.O_RDONLY, dir_fd=os.open("/etc", os.O_RDONLY))


attempt(
    libc=by_libc,
    descriptor=by_descriptor,
    pathlib=lambda: pathlib.Path(SECRET_FILE).read_bytes(),
    copied=lambda: shutil.copyfile(SECRET_FILE, "copy"),
    mapped=lambda: mmap.mmap(os.open(SECRET_FILE, os.O_RDONLY), 0),
    dots=lambda: open("../" * 30 + "etc/passwd").read(),
    path_only=lambda: os.open("/proc/self/fd/../root/etc/passwd", os.O_RDONLY),
)
