"""How urgent a request is, by the header Priority (RFC 9218)."""

from __future__ import annotations

import re

HEADER = "Priority"
_BACKGROUND = 7
"""The urgency of "background" requests (RFC 9218, 4.1), such as one whose answer may be needed later."""
_URGENCY = re.compile(r"u=([0-7])")


def is_background(header: str) -> bool:
    """Whether the header asks for the least urgency; of a repeated member the last counts, what is no urgency does not
    (RFC 9218, 4)."""
    urgencies = [found[1] for member in header.split(",") if (found := _URGENCY.fullmatch(member.strip()))]
    return bool(urgencies) and int(urgencies[-1]) == _BACKGROUND
