"""Where a link of an answer may lead: a service must not send this machine to places that only this machine reaches."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

from cadwidgets.errors import BadAnswer, ConnectionFailed

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""The addresses by which a network without IPv4 reaches IPv4 (RFC 6052)."""


async def checked_addresses(host: str, port: int, own_host: str) -> list[str]:
    """The addresses of ``host``, the best first, if all may be connected to; a later look-up might give others.

    Allowed are public addresses, those of the service itself, which stands at ``own_host``, and private ones where the
    service has a private one, too. One bad address spoils the name. Raises BadAnswer, and ConnectionFailed for a name
    that nobody knows.
    """
    found = await _addresses(host, port)
    special = [address for address in found if not _is_public(address)]
    own = await _addresses(own_host, port) if special else []
    in_house = any(map(_is_private, own))
    for address in special:
        if address not in own and not (in_house and _is_private(address)):
            raise BadAnswer(f"the answer points to an unsafe address: {host[:200]!r} is {address}")
    return [str(address) for address in dict.fromkeys(found)]


async def _addresses(host: str, port: int) -> list[Address]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [_plain(ipaddress.ip_address(str(place[0]).partition("%")[0])) for *_, place in found]
    except (OSError, UnicodeError):
        raise ConnectionFailed(f"nobody knows where {host[:200]!r} is") from None


def _plain(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, else the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_multicast


def _is_private(address: Address) -> bool:
    """A house's own network; neither this machine nor what is only on the same cable, as cloud metadata is."""
    special = address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast
    return address.is_private and not special
