"""The answer to a job, made and sent inside the process that does it."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from cadwidgets.service.workers.messages import RESULT_LIMIT, FrameError, Message, write_frame
from cadwidgets.service.workers.results import error_result

Job: TypeAlias = dict[str, Any]
RunJob: TypeAlias = Callable[[Job, Path], Message]


def guarded(run_job: RunJob, job: Mapping[str, Any], folder: Path) -> Message:
    """The frame of a job, whatever it does in Python."""
    output = sys.stdout  # the script may put something else in its place
    try:
        return run_job(dict(job), folder)
    except MemoryError:
        return error_result("memory", "the build needs more memory than it may use")
    except BaseException as error:
        traceback.print_exc()
        return error_result("died", f"the build failed: {type(error).__name__}")
    finally:
        with contextlib.suppress(ValueError):  # closed by the script, and then nothing waits in it
            output.flush()


def send_result(fd: int, frame: Message, nonce: str) -> None:
    """Write a job's result to a pipe; one that is too long becomes an error of the script. Raises OSError.

    The nonce says which job the frame is of, so that none passes for another's; it is no secret from the script, which
    can find it in its own process. What the frame says is checked all the same.
    """
    named = {"nonce": nonce}
    try:
        write_frame(fd, frame | named, RESULT_LIMIT)
    except FrameError as error:
        failed = error_result("script", f"the script declares too much: {error}", limit=float(RESULT_LIMIT))
        write_frame(fd, failed | named, RESULT_LIMIT)
