"""How the process of a build can end, in words and as errors."""

from __future__ import annotations

import signal

from cadwidgets.service.workers.messages import Message
from cadwidgets.service.workers.results import error_result
from cadwidgets.service.workers.sandbox import Limits

_CRASHES = {getattr(signal, name, None) for name in ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL")}


def used_too_much_time(limits: Limits) -> Message:
    """The error of a build that met its limit of processor time."""
    return _timeout("used more than {:g} s of processor time", limits.cpu_seconds)


def took_too_long(limits: Limits) -> Message:
    """The error of a build that met its limit by the clock."""
    return _timeout("took longer than {:g} s", limits.wall_seconds)


def _timeout(how: str, limit: float) -> Message:
    return error_result("timeout", f"the build {how.format(limit)} and was stopped", limit=float(limit))


def how_it_ended(code: int) -> str:
    """An exit code as Python tells it, negative for a signal, in words."""
    if code > 0:
        return f"the script ended its process with exit status {code}"
    if -code == signal.SIGKILL:
        return "the script's process was killed, perhaps because memory ran out"
    name = (signal.strsignal(-code) or f"signal {-code}").lower()
    if -code in _CRASHES:
        return f"the script's process crashed ({name}), as the CAD kernel may on geometry it cannot build"
    return f"the script's process was ended by a signal ({name})"
