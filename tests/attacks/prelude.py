# What every hostile script begins with; CAPITALS are filled in by the test.
SERVER_PID = 1
SERVER_PORT = 1
DATA_DIR = ""
SECRET_FILE = ""
CANARY_HALVES = ("", "")


def system_call(number, *arguments):
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def refuse():
    import ctypes

    raise OSError(ctypes.get_errno(), "refused")


def is_refused(error):
    """Whether the kernel did not even look at what was asked: no right, no such call, no such file."""
    import errno

    error = getattr(error, "reason", error)  # what urllib wraps
    if isinstance(error, PermissionError):
        return True
    return error.errno in (errno.ENOSYS, errno.ENOENT, errno.EROFS, errno.EXDEV)  # at L3, files are not even there


def attempt(**attacks):
    """Ends the script, and tells which of the attacks got through."""
    through = []
    for name, attack in attacks.items():
        try:
            attack()
        except OSError as error:
            if is_refused(error):
                continue
            through.append(f"{name} ({error!r})")
        else:
            through.append(name)
    if through:
        raise ValueError("through: " + ", ".join(through))
    raise PermissionError("stopped")
