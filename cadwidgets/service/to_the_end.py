"""Work in a thread that is never left half done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


async def to_the_end(work: Callable[..., _T], *arguments: Any) -> _T:
    """Do ``work`` in a thread; who is cancelled meanwhile still waits for it."""
    task = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
