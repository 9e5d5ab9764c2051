"""Reading a call of the API gateway: its token, its parameters in any case, the part and the language it names."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from cadwidgets.errors import AuthError, Busy, NotFound
from cadwidgets.service.api_keys import Caller
from cadwidgets.service.catalog import Configuration, Family
from cadwidgets.service.catalog.languages import known
from cadwidgets.service.context import ServiceContext
from cadwidgets.service.gateway_tokens import GatewayTokens

MAX_BODY_BYTES = 64 << 10
_PATH_PAIR = ("partFamilyCode", "selectionPath")
_NUMBER_PAIR = ("classificationCode", "partNumber")


class GatewayError(Exception):
    """The answer is a problem (RFC 9457) with this HTTP status; ``retry_after`` in seconds, 0 = not told."""

    def __init__(self, status: int, detail: str, *, retry_after: float = 0.0) -> None:
        super().__init__(detail)
        self.status = status
        self.retry_after = retry_after


class Fields:
    """Named values of a query or a body; names in any case, a missing value is an empty text."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = {name.lower(): value for name, value in values.items()}

    def __getitem__(self, name: str) -> str:
        value = self._values.get(name.lower())
        return "" if value is None else str(value)

    def has(self, name: str) -> bool:
        """Whether the name was sent, be it with an empty value."""
        return name.lower() in self._values

    def needed(self, name: str) -> str:
        """The value of ``name``, or an error 400."""
        if not self[name]:
            raise GatewayError(400, f"{name} is missing")
        return self[name]


@dataclass(frozen=True)
class GatewayCall:
    """A call with a good token."""

    caller: Caller
    query: Fields


def read_call(service: ServiceContext, tokens: GatewayTokens, request: Request) -> GatewayCall:
    """Who calls, counted, and what the query says. An error 401, or 429 beyond the limit of calls."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise GatewayError(401, "the header Authorization has no Bearer token: see v2/RequestToken")
    try:
        caller = tokens.caller(token.strip())
        service.gateway_calls.count(caller.owner)
    except AuthError as error:
        raise GatewayError(401, str(error)) from None
    except Busy as busy:
        raise GatewayError(429, str(busy), retry_after=busy.retry_after) from None
    return GatewayCall(caller, Fields(request.query_params))


async def read_body(request: Request) -> Fields:
    """The JSON object in the body, whatever its media type says; an error 400 for anything else."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise GatewayError(400, f"the body is longer than {MAX_BODY_BYTES:,} bytes")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise GatewayError(400, "the body is no JSON") from None
    if not isinstance(said, dict):
        raise GatewayError(400, "the body is no JSON object")
    if any(isinstance(value, (dict, list)) for value in said.values()):
        raise GatewayError(400, "the body holds more than texts, numbers and flags")
    return Fields(said)


def culture_of(fields: Fields, unknown: int) -> str:
    """The language of ``cultureInfo``: 400 for none, the status ``unknown`` for one that the catalog does not speak."""
    culture = fields.needed("cultureInfo")
    if not known(culture):
        raise GatewayError(unknown, f"cultureInfo {culture[:20]!r} is not known")
    return culture


def check_pair(fields: Fields) -> tuple[str, str]:
    """The names of the one pair that is there: 400 for none, for both, and for half a pair."""
    by_path, by_number = (any(fields[name] for name in pair) for pair in (_PATH_PAIR, _NUMBER_PAIR))
    if by_path == by_number:
        raise GatewayError(400, "name the part by partFamilyCode, or by classificationCode and partNumber")
    for name in _NUMBER_PAIR if by_number else _PATH_PAIR[:1]:
        fields.needed(name)
    return _NUMBER_PAIR if by_number else _PATH_PAIR


def part_of(service: ServiceContext, fields: Fields) -> tuple[Family, Configuration]:
    """The part of the one pair that is there: 400 as `check_pair`, 404 for no such part."""
    pair = check_pair(fields)
    first, second = (fields[name] for name in pair)
    if pair is _PATH_PAIR:
        return configured(service, first, second)
    with or_not_found():
        return service.catalogs.find(first, second)


def configured(service: ServiceContext, part_family_code: str, selection_path: str) -> tuple[Family, Configuration]:
    """A family and one of its configurations, the default one for an empty path; 404 for what there is not."""
    with or_not_found():
        family = service.catalogs.find_family(part_family_code)
        return family, family.configured(selection_path)


@contextlib.contextmanager
def or_not_found() -> Iterator[None]:
    """What the catalog does not have is an error 404."""
    try:
        yield
    except NotFound as error:
        raise GatewayError(404, str(error)) from None
