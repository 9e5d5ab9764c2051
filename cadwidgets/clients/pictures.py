"""Pictures of catalog parts: fetched here, limited and checked, so that no browser is sent to a foreign address."""

from __future__ import annotations

import base64
import threading
from dataclasses import dataclass, field

from cadwidgets.clients._http import HttpSession
from cadwidgets.errors import BadAnswer

MAX_BYTES = 2_000_000
"""A picture of a part may be so long."""
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))


@dataclass(frozen=True)
class Picture:
    """A picture that is what it says it is: ``kind`` is png, jpeg, gif or webp."""

    kind: str
    data: bytes = field(repr=False)

    @property
    def data_url(self) -> str:
        """The picture itself as a URL, with nothing left to fetch."""
        return f"data:image/{self.kind};base64,{base64.b64encode(self.data).decode('ascii')}"


class _Limited:
    """Takes the bytes of a picture as they come, and no more than a picture may have."""

    def __init__(self) -> None:
        self.data = bytearray()

    def restart(self) -> None:
        """A body begins."""
        self.data.clear()

    def write(self, chunk: bytes) -> None:
        """Take the next bytes. Raises BadAnswer when they become too many."""
        self.data += chunk
        if len(self.data) > MAX_BYTES:
            raise BadAnswer(f"the picture is longer than {MAX_BYTES // 1_000_000} MB")


def fetch_picture(http: HttpSession, url: str, *, cancel: threading.Event | None = None) -> Picture:
    """The picture at ``url``, which must be https or at the very service of ``http``; the key is not sent.

    Raises BadAnswer for another address, for too many bytes and for what is no picture, else SourceError.
    """
    taken = _Limited()
    http.download_to(url, taken, cancel=cancel)
    return Picture(_kind_of(bytes(taken.data[:12])), bytes(taken.data))


def _kind_of(start: bytes) -> str:
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    for mark, kind in _KINDS:
        if start.startswith(mark):
            return kind
    raise BadAnswer("what lies at the picture's address is no PNG, JPEG, GIF or WebP")
