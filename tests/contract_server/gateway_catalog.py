"""TraceParts' API Gateway as its reference tells it: token, CAD requests, account; search and products beside it.

What the reference leaves open and this server chose:

- every error body is plain text, one short sentence, and 404 never tells whether the user or the part is unknown
- paths and parameter names are taken exactly as documented, in this casing, and each at its own version only
- both pairs at once are 400; a selection path that names no configuration is 404; ``cadFormatId`` may be digits in text
- ``cadFileUrl`` answers an object, ``{"cadFileUrl": "..."}``; a job that failed is 500
- ``expiryDate`` has seven digits of a second and a ``Z``; a token is a JWT in form only
- a new account is 201 with the GUID as bare text; 429 comes without ``Retry-After`` unless the test says otherwise
- plain ``application/json`` is accepted for a POST unless ``plus_json_only`` is set, then it is 415
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import threading
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import gateway_product
import gateway_search
from answers import Answer, as_json, as_text
from deliveries import Deliveries
from gateway_parts import LANGUAGES, Refused, needed, part_of
from switches import Switches, looks_like_mail

Fields = Mapping[str, str]
TOKEN_HOURS = 24
CHECK_LOGIN = "v2/Account/CheckLogin/"


class GatewayCatalog:
    """Answers what comes below the root as ``v1/``, ``v2/`` or ``v3/``."""

    def __init__(self, deliveries: Deliveries, switches: Switches, base_url: str, key: str, tenant: str) -> None:
        self._deliveries = deliveries
        self._switches = switches
        self._base_url = base_url
        self._key, self._tenant = key, tenant
        self._uses: dict[str, int] = {}
        self._lock = threading.Lock()
        self._endpoints: dict[tuple[str, str], Callable[[Fields], Answer]] = {
            ("POST", "v3/Product/cadRequest"): self.cad_request,
            ("GET", "v2/Product/cadFileUrl"): self.cad_file_url,
            ("POST", "v2/Account/SignUp"): self.sign_up,
            ("GET", "v3/Product/CadDataAvailability"): gateway_product.cad_data_availability,
            ("GET", "v3/Product/Configure"): self._with_base(gateway_product.configure),
            ("POST", "v3/Product/UpdateConfiguration"): self._with_base(gateway_product.update_configuration),
            **gateway_search.ENDPOINTS,
        }

    def expire_tokens(self) -> None:
        """No token given out until now is good any more."""
        self._uses.clear()

    def answer(self, method: str, path: str, fields: Fields, headers: Mapping[str, str]) -> Answer:
        """``path`` without its first slash, ``fields`` from the query and from a JSON body."""
        if fault := self._switches.next_fault(path):
            return as_text(fault.status, "The gateway cannot answer this now.", fault.headers)
        if method == "POST" and self._switches.plus_json_only and "+json" not in headers.get("Content-Type", "+json"):
            return as_text(415, "Unsupported media type.")
        if (method, path) == ("POST", "v2/RequestToken"):
            return self.request_token(fields)
        if not self._admits(headers.get("Authorization", "")):
            return as_text(401, "The token is wrong or expired.")
        if method == "GET" and path.startswith(CHECK_LOGIN):
            return self.check_login(unquote(path.removeprefix(CHECK_LOGIN)))
        endpoint = self._endpoints.get((method, path))
        try:
            return endpoint(fields) if endpoint else as_text(404, "There is no such endpoint.")
        except Refused as refused:
            return refused.answer

    def request_token(self, fields: Fields) -> Answer:
        """A token for 24 hours: the tenant must be a UUID, the key 4 to 50 word characters."""
        try:
            tenant = uuid.UUID(fields.get("tenantUid", ""))
        except ValueError:
            return as_text(400, "tenantUid is not a UUID.")
        key = fields.get("apiKey", "")
        if not re.fullmatch(r"\w{4,50}", key) or (tenant, key) != (uuid.UUID(self._tenant), self._key):
            return as_text(401, "The key is wrong.")
        token, ends = _jwt(tenant), datetime.now(UTC) + timedelta(hours=TOKEN_HOURS)
        self._uses[token] = 0
        return as_json(200, {"token": token, "expiryDate": f"{ends:%Y-%m-%dT%H:%M:%S.%f}7Z"})

    def cad_request(self, fields: Fields) -> Answer:
        """The id of a new job as a bare number."""
        email = needed(fields, "userEmail")
        if not looks_like_mail(email):
            return as_text(400, "userEmail is no mail address.")
        culture = needed(fields, "cultureInfo")
        part = part_of(fields)
        if not self._switches.knows(email):
            return as_text(404, "Not found.")
        format_id = needed(fields, "cadFormatId")
        if culture not in LANGUAGES or format_id not in map(str, part.formats):
            return as_text(500, "Internal server error.")
        return as_json(200, self._deliveries.start(part, int(format_id)).number)

    def cad_file_url(self, fields: Fields) -> Answer:
        """204 while the job is at work, then the address of its zip."""
        job = self._deliveries.find(needed(fields, "cadRequestId"))
        if not job:
            return as_text(404, "Not found.")
        if not self._deliveries.ready(job):
            return Answer(204)
        if job.failed:
            return as_text(500, "The CAD file could not be generated.")
        return as_json(200, {"cadFileUrl": self._base_url + self._deliveries.files(job)[-1][1]})

    def check_login(self, email: str) -> Answer:
        if not looks_like_mail(email):
            return as_text(400, "This is no mail address.")
        return Answer(200) if self._switches.knows(email) else as_text(404, "Not found.")

    def sign_up(self, fields: Fields) -> Answer:
        """Registers the address; whatever else is said is not kept."""
        email = needed(fields, "userEmail")
        if not looks_like_mail(email):
            return as_text(500, "Internal server error.")
        self._switches.registered.add(email)
        return as_text(201, str(uuid.uuid4()))

    def _admits(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        with self._lock:
            if scheme.lower() != "bearer" or token not in self._uses:
                return False
            limit = self._switches.token_uses
            if limit is not None and self._uses[token] >= limit:
                return False
            self._uses[token] += 1
            return True

    def _with_base(self, endpoint: Callable[[Fields, str], Answer]) -> Callable[[Fields], Answer]:
        return lambda fields: endpoint(fields, self._base_url)


def _jwt(tenant: uuid.UUID) -> str:
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "typ": "JWT"}, {"sub": str(tenant)})]
    parts.append(secrets.token_bytes(32))
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
