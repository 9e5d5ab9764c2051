"""The zygote's ends of the pipes to a child, neither of which lets a hostile process hold it up."""

from __future__ import annotations

import os

_PIPE_BYTES = 1 << 16


class Capture:
    """The reading end of a pipe: keeps the first bytes since `begin` and drops the rest of a flood."""

    def __init__(self, fd: int) -> None:
        os.set_blocking(fd, False)
        self.fd = fd
        self.begin(0)

    def begin(self, limit: int) -> None:
        """Forget what came until now, and keep ``limit`` bytes of what comes."""
        self.kept = bytearray()
        self.overflowed = False
        self._limit = limit

    def read(self) -> bool:
        """Take what has arrived, at most one pipe's worth. False at the end of the stream."""
        try:
            data = os.read(self.fd, _PIPE_BYTES)
        except BlockingIOError:
            return True
        room = self._limit - len(self.kept)
        self.overflowed = self.overflowed or len(data) > room
        self.kept += data[:room]
        return bool(data)

    def drain(self) -> None:
        """Take what is left in the pipe, which holds no more than that. Its writers stand still or are dead."""
        for _ in range(4):
            if not self.read():
                break

    def close(self) -> None:
        """Close it."""
        os.close(self.fd)


class Outbox:
    """The writing end of a pipe: a reader that does not read makes bytes wait here, and not their sender."""

    def __init__(self, fd: int) -> None:
        os.set_blocking(fd, False)
        self.fd = fd
        self._waiting = memoryview(b"")

    @property
    def is_empty(self) -> bool:
        """Whether all is in the pipe."""
        return not self._waiting

    def put(self, content: bytes) -> None:
        """Have ``content`` sent by `write`, which must have sent what was there before."""
        self._waiting = memoryview(content)

    def write(self) -> None:
        """Send as much as the pipe takes now. Raises BrokenPipeError when nobody can read it any more."""
        while self._waiting:
            try:
                self._waiting = self._waiting[os.write(self.fd, self._waiting) :]
            except BlockingIOError:
                return
        self._waiting = memoryview(b"")  # what is sent is forgotten: the next child is a copy of this process

    def close(self) -> None:
        """Close it."""
        self._waiting = memoryview(b"")
        os.close(self.fd)
