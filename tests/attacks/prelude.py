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
    raise PermissionError("refused")


def attempt(**attacks):
    """Ends the script unless an attack gets through."""
    through = []
    for name, attack in attacks.items():
        try:
            attack()
        except (OSError, ImportError, AttributeError):
            continue
        through.append(name)
    if not through:
        raise PermissionError("stopped")
    print("through:", *through)
