"""Who may send a long body: its key is checked before the body is read, or while it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Request

from cadwidgets.errors import AuthError
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.incoming import STRANGERS_BYTES
from cadwidgets.service.multipart import key_in


def key_of(request: Request, fields: Mapping[str, str]) -> str:
    """The key among the ``fields`` of a request, or in its header; empty without any."""
    return fields.get("key") or request.headers.get("x-api-key", "")


@dataclass(frozen=True)
class Door:
    """Who may send a long body: with ``accounts`` None anybody. ``key`` came ahead of the body, if at all."""

    accounts: Accounts | None
    key: str = field(repr=False)

    @property
    def is_stranger(self) -> bool:
        """Whether nobody knows yet who sends the body."""
        return self.accounts is None or not self.key

    @property
    def refusal(self) -> AuthError | None:
        """Why a key that came ahead is none."""
        if self.accounts is None or not self.key:
            return None
        try:
            self.accounts.caller(self.key)
        except AuthError as error:
            return error
        return None

    def knock(self, content_type: str, start: bytes) -> None:
        """Let a long body in if its beginning holds a good key. Raises AuthError, Refused."""
        if self.accounts is None or self.key:
            return
        key = key_in(content_type, start)
        if not key:
            where = "in the header X-Api-Key, in the query string or as a field before the files"
            raise AuthError(
                f"the key of a body of more than {STRANGERS_BYTES >> 20} MiB comes first: {where}", status=403
            )
        self.accounts.caller(key)
