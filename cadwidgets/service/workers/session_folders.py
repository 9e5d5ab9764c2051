"""Where jobs run: a single use in the job's own folder; a session in a folder of its own, which stays as long as it.

What a process may write to is fixed for good at its first job. So a session's job moves into the session's folder, with
all that was laid beside its script, and out again when the process stands still: what the next job finds there is new.
"""

from __future__ import annotations

import secrets
import stat
import tempfile
from collections import OrderedDict
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
    """The folders of at most ``count`` sessions of one zygote; that used longest ago makes room for a new one.

    They lie in ``scratch`` and are lent to ``user``. ``end`` has the zygote end the session of a folder. Belongs to one
    event loop.
    """

    def __init__(self, scratch: Path, user: int | None, count: int, end: Callable[[Path], Awaitable[None]]) -> None:
        self._scratch = scratch
        self._user = user
        self._count = count
        self._end = end
        self._roots: OrderedDict[Hashable, Path] = OrderedDict()
        """By what the session is of; the one used longest ago is the first."""
        self._busy: set[Path] = set()

    def __len__(self) -> int:
        """How many sessions there are."""
        return len(self._roots)

    @asynccontextmanager
    async def root(self, session: Hashable, folder: Path) -> AsyncIterator[Path]:
        """All that the process of a job may write to, for the time of the block; for a single use that is ``folder``,
        the job's own. So it is where ``session`` is None, where its process is busy, and where all sessions are.

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
            if root not in self._roots.values():
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
        """The folder of a session, for one job; None when it or, for a new one, every other is busy. Raises OSError."""
        root = self._roots.get(session)
        if root is None:
            if len(self._busy) >= self._count:
                return None
            root = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._scratch))
            lend(root, self._scratch, self._user)
            self._roots[session] = root
        elif root in self._busy:
            return None
        self._roots.move_to_end(session)
        self._busy.add(root)
        return root

    def _surplus(self) -> Path | None:
        """The folder of the session that makes room, when there are too many; it is forgotten."""
        if len(self._roots) <= self._count:
            return None
        spent = next(root for root in self._roots.values() if root not in self._busy)
        self.ended(spent)
        return spent

    def forget(self, root: Path) -> None:
        """Give a folder, in use now, to no other job: its process does not stay. That of a single use is not known."""
        for session in [key for key, known in self._roots.items() if known == root]:
            del self._roots[session]

    def ended(self, root: Path) -> None:
        """Remove the folder of a session whose process has ended, unless another one works in it already."""
        if root in self._roots.values() and root not in self._busy:
            self.forget(root)
            discard(root)

    def close(self) -> None:
        """Forget all sessions: their zygote has ended."""
        for root in list(self._roots.values()):
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
