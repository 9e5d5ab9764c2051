"""Builds of many files, several at a time, which come in the order in which they were asked for."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeAlias

from cadwidgets.clients.build import BuildClient
from cadwidgets.contract.requests import SUFFIXES, BuildRequest
from cadwidgets.contract.results import BuildFile
from cadwidgets.errors import AuthError, CadWidgetsError, Cancelled, ConnectionFailed, NotFound, RequestError

Outcome: TypeAlias = BuildFile | CadWidgetsError
"""A file, or why this one could not be built."""

_OF_ALL = (Cancelled, ConnectionFailed, AuthError, NotFound)
"""What would be the same for every further build: a key, a quota, a service, or a stored model that is not there."""
_AHEAD = 2
"""Files for each thread that may be on the disk, built or in work, before the first of them is taken."""
_LOOK_SECONDS = 0.05


def built_files(
    client: BuildClient, requests: Sequence[BuildRequest], folder: Path, threads: int, cancel: threading.Event
) -> Generator[Outcome, None, None]:
    """The file of each request, in their order; whoever takes it removes it from ``folder``.

    Closing the iterator ends the builds that are in work. Raises Cancelled once ``cancel`` is set, RequestError for a
    folder that cannot be written, and what would stop every further build: ConnectionFailed, AuthError, NotFound.
    """
    stop = threading.Event()
    waiting: deque[tuple[Future[BuildFile], Path]] = deque()
    with ThreadPoolExecutor(threads, "cadwidgets-pack") as executor:
        try:
            for number, request in enumerate(requests):
                path = folder / f"{number}{SUFFIXES[request.type]}"
                waiting.append((executor.submit(client.download, request, path, cancel=stop), path))
                if len(waiting) == _AHEAD * threads:
                    yield _outcome(*waiting.popleft(), cancel)
            while waiting:
                yield _outcome(*waiting.popleft(), cancel)
        finally:
            stop.set()
            executor.shutdown(wait=False, cancel_futures=True)


def _outcome(build: Future[BuildFile], path: Path, cancel: threading.Event) -> Outcome:
    done = False
    while not done:
        if cancel.is_set():
            raise Cancelled("the files are not wanted any more")
        done = bool(wait([build], _LOOK_SECONDS).done)
    error = build.exception()
    if error is None:
        return build.result()
    on_disk = isinstance(error, RequestError) and error.value == str(path)
    if on_disk or isinstance(error, _OF_ALL) or not isinstance(error, CadWidgetsError):
        raise error
    return error
