"""Slow work beside the notebook: one job at a time in a background thread, and only the newest waits.

A thread never touches a widget. What it has to say goes into a mailbox that is emptied on the thread that owns the
widgets: by the kernel's event loop when it is free, or by `Mailbox.wait` in a running cell.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

Work = Callable[[threading.Event], Any]
"""Runs in the background; the event is set once the answer is no longer wanted."""
Done = Callable[[Any], None]
"""Gets the work's result, or the exception that it raised, on the owner's thread."""

_LOOK_AGAIN_SECONDS = 0.02


class Mailbox:
    """Calls for the thread that made the mailbox."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._arrived = threading.Event()
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:  # plain Python without a loop: `wait` empties the box
            self._loop = None

    def post(self, call: Callable[[], None]) -> None:
        """Have ``call`` called on the owner's thread. May be used from any thread."""
        self._calls.put(call)
        self._arrived.set()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.drain)

    @property
    def empty(self) -> bool:
        """Whether no call is waiting."""
        return self._calls.empty()

    def drain(self) -> None:
        """Make all waiting calls now. Only for the owner's thread."""
        self._arrived.clear()
        while True:
            try:
                call = self._calls.get_nowait()
            except queue.Empty:
                return
            call()

    def wait(self, until: Callable[[], bool], timeout: float) -> bool:
        """Make calls as they come until ``until()`` holds; False if ``timeout`` seconds pass before that."""
        deadline = time.monotonic() + timeout
        self.drain()
        while not until():
            if time.monotonic() > deadline:
                return False
            self._arrived.wait(_LOOK_AGAIN_SECONDS)  # what `until` asks for may come true without a call
            self.drain()
        return True


class OneThread:
    """A thread that makes calls one after the other, from the first on until the process ends.

    It is for work that takes much memory for a moment, whoever wants it done. The C library gives a thread memory of
    its own and takes little of it back, so of ten threads that did such work each would keep what it once needed.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, call: Callable[[], None]) -> None:
        """Make ``call`` after those that wait already. May be used from any thread."""
        self._calls.put(call)
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._calls.get()()


def _start_thread(call: Callable[[], None]) -> None:
    threading.Thread(target=call, name="cadwidgets-job", daemon=True).start()


class LatestJob:
    """Runs one job at a time; of the jobs that come meanwhile, only the newest is kept.

    ``start`` has a call made in the background: in a thread of its own, or in that of a `OneThread`.
    """

    def __init__(self, mailbox: Mailbox, start: Callable[[Callable[[], None]], None] = _start_thread) -> None:
        self._mailbox = mailbox
        self._start = start
        self._lock = threading.Lock()
        self._next: tuple[int, Work, Done] | None = None
        self._cancel: threading.Event | None = None
        self._newest = self._running = self._told = 0
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether a job is running or waiting."""
        with self._lock:
            return self._cancel is not None

    @property
    def waiting(self) -> bool:
        """Whether a job waits for the running one to end."""
        with self._lock:
            return self._next is not None

    @property
    def settled(self) -> bool:
        """Whether the outcome told last is that of the newest job: no other will follow it."""
        return self._told == self._newest

    def submit(self, work: Work, done: Done) -> None:
        """Run ``work`` as soon as the running job ends, unless a newer one comes before that; not after `close`."""
        with self._lock:
            if self._closed:
                return
            self._newest += 1
            self._next = (self._newest, work, done)
            if self._cancel is not None:
                return
            self._cancel = threading.Event()
        self._start(self._run)

    def replace(self, work: Work, done: Done) -> None:
        """As `submit`, but nobody needs the running job any more: it is told to stop."""
        self.submit(work, done)
        self.abandon()

    def abandon(self) -> None:
        """Tell the running job to stop if a newer one waits, which then begins."""
        with self._lock:
            if self._next is not None and self._cancel is not None:
                self._cancel.set()

    def cancel(self) -> None:
        """Tell the running job to stop, and forget the waiting one."""
        with self._lock:
            if self._next is not None:
                self._next, self._newest = None, self._running
            if self._cancel is not None:
                self._cancel.set()

    def close(self) -> None:
        """As `cancel`, and no job begins any more."""
        with self._lock:
            self._closed = True
        self.cancel()

    def _run(self) -> None:
        while (job := self._take()) is not None:
            (number, work, done), cancel = job
            try:
                outcome = work(cancel)
            except Exception as error:
                outcome = error
            self._deliver(number, done, outcome)

    def _take(self) -> tuple[tuple[int, Work, Done], threading.Event] | None:
        with self._lock:
            job, self._next = self._next, None
            if job is None:
                self._cancel = None
                return None
            self._running, self._cancel = job[0], threading.Event()
            return job, self._cancel

    def _deliver(self, number: int, done: Done, outcome: Any) -> None:
        def tell() -> None:
            self._told = number
            done(outcome)

        self._mailbox.post(tell)
