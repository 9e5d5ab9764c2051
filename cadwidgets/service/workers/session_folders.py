"""Where jobs run: a single use in the job's own folder; a session in a folder of its own, which stays as long as it.

What a process may write to is fixed for good at its first job. So a session's job moves into the session's folder, with
all that was laid beside its script, and out again when the process stands still: what the next job finds there is new.
"""

from __future__ import annotations

import secrets
import stat
import tempfile
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from cadwidgets.service.to_the_end import to_the_end
from cadwidgets.service.workers.folders import discard, empty
from cadwidgets.service.workers.privileges import lend

PREFIX = "session-"


@dataclass(frozen=True)
class Place:
    """A job runs in ``folder``; ``root`` is all that its process may write to, and around ``folder`` for a session."""

    folder: Path
    root: Path


class SessionFolders:
    """The folders of the processes that stay for their sessions, at most ``count`` of one zygote.

    That used longest ago makes room for a new session. One whose processes are all busy gets a further one where there
    is room for it, and ends none of another session for that. The folders lie in ``scratch`` and are lent to ``user``.
    ``end`` has the zygote end the process of a folder. Belongs to one event loop.
    """

    def __init__(self, scratch: Path, user: int | None, count: int, end: Callable[[Path], Awaitable[None]]) -> None:
        self._scratch = scratch
        self._user = user
        self._count = count
        self._end = end
        self._roots: OrderedDict[Path, Hashable] = OrderedDict()
        """Each with what its session is of; the one used longest ago is the first."""
        self._busy: set[Path] = set()

    def __len__(self) -> int:
        """How many processes stay."""
        return len(self._roots)

    @asynccontextmanager
    async def root(self, session: Hashable, folder: Path) -> AsyncIterator[Path]:
        """All that the process of a job may write to, for the time of the block; for a single use that is ``folder``,
        the job's own. So it is where ``session`` is None, and where all its processes are busy and there is room for no
        further one.

        Nothing of the session runs after its job until the block ends. Raises OSError.
        """
        root = self._taken(session) if session is not None and folder.is_dir() else None
        if root is None:
            yield folder
            return
        try:
            if spent := self._surplus():
                await self._end(spent)
            yield root
        except BaseException:
            self.forget(root)
            raise
        finally:
            self._busy.discard(root)
            if root not in self._roots:
                await to_the_end(discard, root)

    @asynccontextmanager
    async def place(self, root: Path, folder: Path) -> AsyncIterator[Place]:
        """Where to run a job whose files lie in ``folder``; after the block they lie there again, with what it made.
        Raises OSError.
        """
        if root == folder:
            lend(folder, self._scratch, self._user)
            yield Place(folder, folder)
            return
        inside = root / secrets.token_hex(8)
        folder.rename(inside)
        try:
            lend(inside, self._scratch, self._user)
            yield Place(inside, root)
        finally:
            await to_the_end(_take_back, inside, root, folder)

    def _taken(self, session: Hashable) -> Path | None:
        """A folder of a session, for one job; None when there is none and no room. Raises OSError."""
        root = next((root for root in self._idle() if self._roots[root] == session), None)
        if root is None:
            if not self._has_room(session):
                return None
            root = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._scratch))
            lend(root, self._scratch, self._user)
            self._roots[root] = session
        self._roots.move_to_end(root)
        self._busy.add(root)
        return root

    def _idle(self) -> list[Path]:
        """The folders that are not in use, that used last first: its process is the least likely to end soon."""
        return [root for root in reversed(self._roots) if root not in self._busy]

    def _has_room(self, session: Hashable) -> bool:
        """Whether a session may have another process; its first may end an idle one of others for that."""
        ends_others = session not in self._roots.values()
        return len(self._busy if ends_others else self._roots) < self._count

    def _surplus(self) -> Path | None:
        """The folder whose process makes room, when there are too many; it is forgotten. A session that has several
        gives one first."""
        if len(self._roots) <= self._count:
            return None
        idle, held = self._idle()[::-1], Counter(self._roots.values())
        spent = next((root for root in idle if held[self._roots[root]] > 1), idle[0])
        self.ended(spent)
        return spent

    def forget(self, root: Path) -> None:
        """Give a folder, in use now, to no other job: its process does not stay. That of a single use is not known."""
        self._roots.pop(root, None)

    def ended(self, root: Path) -> None:
        """Remove the folder of a process that has ended, unless another one works in it already."""
        if root in self._roots and root not in self._busy:
            self.forget(root)
            discard(root)

    def close(self) -> None:
        """Forget all sessions: their zygote has ended."""
        for root in list(self._roots):
            self.ended(root)
        self._roots.clear()  # a folder that is in use goes when it is free


def _take_back(inside: Path, root: Path, folder: Path) -> None:
    """Move a job's folder out of a session's, where nothing is left. A script may have put anything in its place."""
    try:
        if stat.S_ISDIR(inside.lstat().st_mode):
            inside.chmod(0o700)  # else it cannot be moved
            inside.rename(folder)
        else:
            folder.mkdir(mode=0o700)
    except FileNotFoundError:
        folder.mkdir(mode=0o700)
    root.chmod(0o700)
    empty(root)
