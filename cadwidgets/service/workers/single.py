"""A process for one job, where none can be forked: it loads the CAD kernel, waits, does the job and ends.

Started by `spawned` like a zygote, with its own folder. It reads one job from its standard input and writes two frames
to its standard output: ``{"ready": {...}}``, then the result.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from cadwidgets.service.workers import sandbox
from cadwidgets.service.workers.answering import RunJob, guarded, send_result
from cadwidgets.service.workers.messages import JOB_LIMIT, RESULT_LIMIT, FrameBuffer, FrameError, Message, write_frame
from cadwidgets.service.workers.sandbox import Layers, Limits
from cadwidgets.service.workers.start import private_descriptors, settle_in


def main() -> None:
    """Serve one job. Raises FrameError for one that is cut short."""
    _, layers = settle_in(sys.argv)
    requests, answers = private_descriptors()
    from cadwidgets.service.builds.lean_import import import_cadquery

    import_cadquery()
    from cadwidgets.service.builds import run

    run.prepare()
    write_frame(answers, {"ready": {"pid": os.getpid()}}, RESULT_LIMIT)
    message = _job(requests)
    if message is None:  # the service needs no more
        return
    os.close(requests)
    _work(message, layers, answers, run.run_job)


def _job(requests: int) -> Message | None:
    frames = FrameBuffer(JOB_LIMIT)
    while data := os.read(requests, 1 << 16):
        for message in frames.feed(data):
            return message
    if len(frames):
        raise FrameError("the stream ended inside a frame")
    return None


def _work(message: Message, layers: Layers, answers: int, run_job: RunJob) -> NoReturn:
    """Do the job and leave by _exit: no script's atexit runs."""
    status = 1
    try:
        folder = Path(message["folder"])
        sandbox.live_in(folder)
        sandbox.confine(Limits(**message["limits"]), layers, folder)
        send_result(answers, guarded(run_job, message["job"], folder), message["nonce"])
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
