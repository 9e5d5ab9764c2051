"""What keeps web pages of somebody else away: any page that a user looks at may send requests to this machine.

Such a page cannot read our answers (no answer ever allows it), but it could make us act. Browsers say where a request
comes from, in headers that no page can forge: Host, Origin (RFC 6454) and Sec-Fetch-Site (Fetch Metadata).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from cadwidgets.service.answers import Refused, refusal

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_ACTING_PATHS = ("/parts/build", "/tpowebservices/", "/v1/", "/v2/", "/v3/")
"""Below these a GET may charge, register or start something, too: the contracts have it so."""
MAX_PORT = 65535
_OWN_SITES = ("same-origin", "none")  # none: typed by the user, or from a bookmark


class RefuseForeignPages:
    """Answers 400 to a request for another ``hosts`` name, 403 to one that somebody else's page sends."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refused(Request(scope)) if scope["type"] == "http" else None
        if refused is None:
            await self._app(scope, receive, send)
        else:
            await refusal(Request(scope), refused)(scope, receive, send)

    def _refused(self, request: Request) -> Refused | None:
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or _name(hosts[0]) not in self._hosts:
            # a page's own name may point at 127.0.0.1 ("DNS rebinding"): then its Host is that name
            allowed = ", ".join(sorted(self._hosts))
            return Refused("request", "the service is not called so", parameter="Host", allowed=allowed)
        if _is_foreign(request):
            allowed = "the service's own pages, and programs that are no browser"
            return Refused("forbidden", "a page of another origin may not do this", parameter="Origin", allowed=allowed)
        return None


def _name(host: str) -> str:
    """The host without its port, in lower case; an address of IPv6 keeps its brackets."""
    name, _, port = host.lower().rpartition(":")
    return name if re.fullmatch("[0-9]{1,5}", port) and int(port) <= MAX_PORT else host.lower()


def _is_foreign(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site", "")
    if site in _OWN_SITES:
        return False
    origin = request.headers.get("origin")
    if origin is not None and origin.lower() != f"{request.url.scheme}://{request.headers['host'].lower()}":
        return True
    return site == "cross-site" and _acts(request)  # a link to a page or a file of ours stays a link


def _acts(request: Request) -> bool:
    return request.method not in _SAFE_METHODS or request.url.path.startswith(_ACTING_PATHS)
