"""The zygote as the service sees it: an asyncio subprocess that takes jobs and gives outcomes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.confinement import Confinement
from cadwidgets.service.workers.messages import JOB_LIMIT, OUTCOME_LIMIT, FrameError, Message, receive, send
from cadwidgets.service.workers.privileges import lend
from cadwidgets.service.workers.sandbox import Limits, child_pids
from cadwidgets.service.workers.session_folders import Place, SessionFolders
from cadwidgets.service.workers.start import command

Home: TypeAlias = tempfile.TemporaryDirectory[str]
START_SECONDS = 120.0
"""Loading the CAD kernel takes 2 s to 15 s; after this long it is given up."""
_GOODBYE_SECONDS = 5.0
_LOG_BYTES = 8 << 10


class ZygoteDied(Exception):
    """The zygote ended, or sent nonsense, before it answered. Says so with the end of its log."""


async def launch(name: str, confinement: Confinement, scratch: Path) -> tuple[asyncio.subprocess.Process, Home]:
    """Start the module ``name`` beside this one, with three pipes and a home of its own in ``scratch``.

    Raises OSError.
    """
    home = Home(prefix=f"{name}-", dir=scratch, ignore_cleanup_errors=True)
    place = Path(home.name)
    try:
        lend(place, scratch, confinement.user)
        process = await asyncio.create_subprocess_exec(
            *command(f"{__package__}.{name}", place, scratch, confinement.layers, confinement.user),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=sandbox.clean_environment(place),
            cwd=place,
            start_new_session=True,  # a Ctrl-C in the service's terminal is the service's matter
        )
    except BaseException:
        home.cleanup()
        raise
    return process, home


class ZygoteProcess:
    """One started zygote. Make it with `start`; once `alive` is False it stays so."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        home: Home,
        confinement: Confinement,
        scratch: Path,
        sessions: int,
    ) -> None:
        self.folders = SessionFolders(scratch, confinement.user, sessions, self._end)
        """Where its jobs run."""
        self._process = process
        self._home = home
        self._enclosed = confinement.layers.bubblewrap
        self._answers: dict[int, asyncio.Future[Message]] = {}
        self._next_id = 0
        self._doomed = False
        self._log = bytearray()
        self._ready: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._logging = asyncio.create_task(self._read_log())
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, confinement: Confinement, scratch: Path, sessions: int = 0) -> ZygoteProcess:
        """Start a zygote for jobs in ``scratch``, with so many ``sessions`` at most, and wait until it has loaded the
        CAD kernel.

        Raises ZygoteDied, OSError.
        """
        process, home = await launch("zygote", confinement, scratch)
        zygote = cls(process, home, confinement, scratch, sessions)
        try:
            async with asyncio.timeout(START_SECONDS):
                await asyncio.shield(zygote._ready)
        except BaseException as error:
            await zygote.close(patience=0)
            if isinstance(error, TimeoutError):
                raise ZygoteDied(f"the CAD kernel was not loaded within {START_SECONDS:g} s") from None
            raise
        return zygote

    @property
    def alive(self) -> bool:
        """Whether it still answers."""
        return not self._doomed and self._process.returncode is None and not self._listening.done()

    @property
    def pid(self) -> int:
        """Its process id, as the service sees it. Inside bubblewrap it is the one child of what was started."""
        return next(iter(child_pids(self._process.pid)), self._process.pid) if self._enclosed else self._process.pid

    @property
    def jobs(self) -> int:
        """How many jobs it has been given."""
        return self._next_id

    async def run(self, job: Mapping[str, Any], place: Place, limits: Limits) -> Message:
        """The outcome of a job. Raises ZygoteDied, and FrameError for a job that is too long.

        Cancelling this kills the child first, so that nobody writes to its folder any more.
        """
        self._next_id += 1
        job_id = self._next_id
        answer = self._answers[job_id] = asyncio.get_running_loop().create_future()
        where = {"folder": str(place.folder), "root": str(place.root)}
        try:
            await self._tell({"id": job_id, "job": dict(job), "limits": asdict(limits)} | where)
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            await self._cancel(job_id, answer)
            raise
        finally:
            self._answers.pop(job_id, None)
            answer.cancel()

    async def _tell(self, message: Message) -> None:
        if not self.alive or self._process.stdin is None:
            raise ZygoteDied(self._last_words())
        try:
            await send(self._process.stdin, message, JOB_LIMIT)
        except ConnectionError:
            self.kill()
            raise ZygoteDied(self._last_words()) from None

    async def _cancel(self, job_id: int, answer: asyncio.Future[Message]) -> None:
        try:
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await self._tell({"cancel": job_id})
                await asyncio.shield(answer)
        except (ZygoteDied, TimeoutError):
            self.kill()

    async def _end(self, root: Path) -> None:
        await self._tell({"end": str(root)})

    async def _listen(self) -> None:
        """Hand every outcome to the one who waits for it, until the zygote goes away."""
        stream = self._process.stdout
        try:
            while stream and (message := await receive(stream, OUTCOME_LIMIT)):
                self._hand_out(message)
        except (FrameError, LookupError, asyncio.InvalidStateError) as error:
            self._log += f"\nit sent nonsense: {error!r}".encode()
            self.kill()
        finally:
            await self._ended()
            await self._logging
            self._home.cleanup()
            self.folders.close()
            self._disappoint()

    async def _ended(self) -> None:
        """Wait for the end of a process that has closed its output, or make one."""
        try:
            async with asyncio.timeout(1.0):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()

    def _hand_out(self, message: Message) -> None:
        if "ready" in message:
            self._ready.set_result(message["ready"])
            return
        if "ended" in message:
            self.folders.ended(Path(message["ended"]))
            return
        answer = self._answers.get(message["id"])
        if answer and not answer.done():
            answer.set_result(message)

    def _disappoint(self) -> None:
        for waiting in (self._ready, *self._answers.values()):
            if not waiting.done():
                waiting.set_exception(ZygoteDied(self._last_words()))
                waiting.exception()  # seen: the one who waits may be gone already

    async def _read_log(self) -> None:
        stream = self._process.stderr
        while stream and (data := await stream.read(4096)):
            self._log = (self._log + data)[-_LOG_BYTES:]

    def _last_words(self) -> str:
        log = self._log.decode("utf-8", "replace").strip()
        return f"the process that starts the builds ended ({self._process.returncode}): {log[-2000:]}"

    def kill(self) -> None:
        """End it at once; the kernel ends its children with it."""
        self._doomed = True
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):  # bubblewrap ends after it, when all inside is gone
                os.kill(self.pid, signal.SIGKILL)

    async def retire(self) -> None:
        """End it when every job that it was given has its outcome; when this is cancelled, at once."""
        try:
            while self._answers and self.alive:
                await asyncio.wait([*self._answers.values()])
                await asyncio.sleep(0)  # whoever waits for an answer takes it away
        finally:
            await self.close()

    async def close(self, patience: float = _GOODBYE_SECONDS) -> None:
        """Let it end its children and itself, kill it after ``patience`` seconds; wait until all is gone."""
        if self._process.stdin:
            self._process.stdin.close()
        await asyncio.wait([self._listening], timeout=patience)
        self.kill()
        await asyncio.wait([self._listening])
