"""A process for one job as the service sees it: started, waiting with the CAD kernel loaded, used once."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.confinement import Confinement
from cadwidgets.service.workers.endings import how_it_ended, took_too_long, used_too_much_time
from cadwidgets.service.workers.messages import JOB_LIMIT, RESULT_LIMIT, FrameError, Message, receive, send
from cadwidgets.service.workers.process import START_SECONDS, Home, ZygoteDied, launch
from cadwidgets.service.workers.results import NO_RESULT, error_result, plain, sent_result
from cadwidgets.service.workers.sandbox import Limits
from cadwidgets.service.workers.watch import LOOK_SECONDS, FolderWatch

_PATIENCE_SECONDS = 1.0
_KILLED = {-number for name in ("SIGKILL", "SIGXCPU") if (number := getattr(signal, name, 0))}
"""The signals of the system's own limits."""


class Single:
    """A process that has loaded the CAD kernel, for one job. Make it with `start`."""

    def __init__(self, process: asyncio.subprocess.Process, home: Home) -> None:
        self._process = process
        self._home = home
        self._printed = _Kept(sandbox.Limits().output_bytes)
        self._listening = asyncio.create_task(self._printed.read(process.stderr))
        self._result = _Kept(RESULT_LIMIT + 4)
        self._reading: asyncio.Future[None] | None = None

    @classmethod
    async def start(cls, confinement: Confinement, scratch: Path) -> Single:
        """Start one and wait until it is ready. Raises ZygoteDied, OSError."""
        process, home = await launch("single", confinement, scratch)
        single = cls(process, home)
        try:
            await single._readiness()
        except BaseException:
            await single.close()
            raise
        return single

    async def _readiness(self) -> None:
        try:
            async with asyncio.timeout(START_SECONDS):
                ready = self._process.stdout and await receive(self._process.stdout, RESULT_LIMIT)
        except TimeoutError:
            raise ZygoteDied(f"the CAD kernel was not loaded within {START_SECONDS:g} s") from None
        except FrameError as error:
            raise ZygoteDied(f"a process for builds sent nonsense: {error}") from None
        if not ready:
            await _for_a_while(self._listening)
            raise ZygoteDied(f"a process for builds did not start: {self._printed.text[-2000:]}")

    async def run(self, job: Mapping[str, Any], folder: Path, limits: Limits) -> Message:
        """The outcome of the job. Raises FrameError for one that is too long, ZygoteDied when the process is gone."""
        self._printed.begin(limits.output_bytes)
        nonce, watch, start = secrets.token_hex(16), FolderWatch(folder, limits), time.monotonic()
        message = {"id": 0, "job": dict(job), "folder": str(folder), "limits": asdict(limits), "nonce": nonce}
        try:
            async with asyncio.timeout(limits.wall_seconds):
                await self._send(message)
                reading = self._reading = asyncio.create_task(self._result.read(self._process.stdout))
                frame = await self._excess(watch)
                if frame is None:
                    await _for_a_while(reading)
                    frame = self._frame(nonce, watch, time.monotonic() - start, limits)
        except TimeoutError:
            frame = took_too_long(limits)
        await self.close()
        return {"id": 0, "frame": frame, "output": self._printed.text, "warm": False, "stays": False}

    async def _excess(self, watch: FolderWatch) -> Message | None:
        """Wait for the end of the process; the error of one that has written too much comes before it."""
        ended = asyncio.ensure_future(self._process.wait())
        try:
            while not (await asyncio.wait({ended}, timeout=LOOK_SECONDS))[0]:
                if excess := await asyncio.to_thread(watch.excess, self._process.pid):
                    return excess
        finally:
            ended.cancel()
        return None

    def _frame(self, nonce: str, watch: FolderWatch, seconds: float, limits: Limits) -> Message:
        """How the job ended. Nobody tells a single process's processor time: it is no more than the ``seconds`` it
        took."""
        code = self._process.returncode
        if code in _KILLED and seconds > limits.cpu_seconds - 0.5:
            return used_too_much_time(limits)
        if code:
            return error_result("died", how_it_ended(code))
        result = None if self._result.overflowed else sent_result(self._result.kept, nonce)
        return watch.excess() or result or error_result("died", NO_RESULT)

    async def _send(self, message: Message) -> None:
        if self._process.stdin is None:
            raise ZygoteDied("a process for builds has no input")
        try:
            await send(self._process.stdin, message, JOB_LIMIT)
        except ConnectionError:
            raise ZygoteDied("a process for builds ended while it waited") from None
        self._process.stdin.close()

    def kill(self) -> None:
        """End it, and what its script started, at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: a group of zombies
                os.killpg(self._process.pid, signal.SIGKILL)

    async def close(self) -> None:
        """Kill it and wait until it is gone. Idempotent."""
        self.kill()
        if self._process.stdin:
            self._process.stdin.close()
        await self._process.wait()
        self._reading = self._reading or asyncio.create_task(self._result.read(self._process.stdout))
        await _for_a_while(self._listening, self._reading)
        self._home.cleanup()


async def _for_a_while(*readings: asyncio.Future[None]) -> None:
    """Wait for the ends of streams, but not for ever: a process that a script has hidden may hold them open."""
    _, open_ones = await asyncio.wait(readings, timeout=_PATIENCE_SECONDS)
    for reading in open_ones:
        reading.cancel()


class _Kept:
    """The first ``limit`` bytes of a stream; a flood is read and dropped."""

    def __init__(self, limit: int) -> None:
        self.begin(limit)

    def begin(self, limit: int) -> None:
        """Forget what came until now."""
        self.kept, self.overflowed, self._limit = b"", False, limit

    async def read(self, stream: asyncio.StreamReader | None) -> None:
        """Read to the end."""
        while stream and (data := await stream.read(1 << 16)):
            room = self._limit - len(self.kept)
            self.overflowed = self.overflowed or len(data) > room
            self.kept += data[:room]

    @property
    def text(self) -> str:
        """It as text for people."""
        text = plain(self.kept.decode("utf-8", "replace")).encode()[: self._limit].decode("utf-8", "ignore")
        return text + ("\n[the rest of the output was dropped]" if self.overflowed else "")
