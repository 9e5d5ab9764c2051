"""The N-th call that changes a disk fails: opening, writing, forcing to the disk, moving, linking, making a folder."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from typing import Any

import pytest

_CALLS = ("fsync", "replace", "link", "mkdir")
_FILE_CALLS = ("write", "flush", "truncate", "close")


class FailingCalls:
    """Counts the calls, and lets number ``fails_at`` (from 1; 0 = none) fail with ``error``; with ``for_good`` all
    after it, too. What clears away after a failure, such as removing a file, is left alone."""

    def __init__(
        self, patch: pytest.MonkeyPatch, fails_at: int = 0, error: int = errno.ENOSPC, *, for_good: bool = False
    ) -> None:
        self.count = 0
        self._fails_at, self._error, self._for_good = fails_at, error, for_good
        for name in _CALLS:
            patch.setattr(os, name, self._counted(getattr(os, name)))
        patch.setattr(io, "open", self._opening(io.open))

    def call(self) -> None:
        """One more call. Raises OSError when its turn has come."""
        self.count += 1
        if self.count == self._fails_at or (self._for_good and self._fails_at and self.count > self._fails_at):
            raise OSError(self._error, os.strerror(self._error))

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **more: Any) -> Any:
            self.call()
            return real(*arguments, **more)

        return counted

    def _opening(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opening(file: Any, mode: str = "r", *arguments: Any, **more: Any) -> Any:
            if not set(mode) & set("wxa+"):
                return real(file, mode, *arguments, **more)
            self.call()
            return _File(real(file, mode, *arguments, **more), self)

        return opening


class _File:
    """A file whose writing calls are counted; when closing fails it is closed all the same, as the system does."""

    def __init__(self, file: Any, calls: FailingCalls) -> None:
        self._file, self._calls = file, calls

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._file, name)
        if name not in _FILE_CALLS or self._file.closed:
            return real

        def counted(*arguments: Any) -> Any:
            try:
                self._calls.call()
            finally:
                if name == "close":
                    real()
            return None if name == "close" else real(*arguments)

        return counted

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
