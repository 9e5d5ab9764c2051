"""The client of the TraceParts API gateway: a part in a CAD format goes in, its files come out.

The calls and their codes are those of the official samples (github.com/TraceParts) and of developers.traceparts.com/v2.
The gateway mixes versions: every path carries its own.
"""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Event
from typing import Any, Self

from cadwidgets.clients._gateway_account import GatewayAccount
from cadwidgets.clients._gateway_answers import (
    read_configurations,
    read_file_url,
    read_formats,
    read_request_id,
)
from cadwidgets.clients._gateway_catalog import UNKNOWN_LANGUAGE
from cadwidgets.clients._gateway_configurator import read_configured
from cadwidgets.clients._gateway_refusals import refusal, spoken
from cadwidgets.clients._http import Answer, HttpSession, RemoteEndpoint
from cadwidgets.clients._parts import CadJob
from cadwidgets.contract.bom_text import BomText
from cadwidgets.contract.parts import CadFormat, Configuration, ConfiguredPart, PartRef
from cadwidgets.contract.requests import CadRequest
from cadwidgets.errors import BuildRefused, NotFound, RequestError, SourceError
from cadwidgets.settings import Secret


class TracePartsGateway(GatewayAccount):
    """Parts from one service through the API gateway.

    The gateway has no switch for the BOM text: whether it is in the archive is the service's choice, and
    ``with_text`` of a request changes nothing.
    """

    api = "TraceParts gateway"

    @classmethod
    def at(cls, url: str, key: Secret | str, tenant: Secret | str, email: Secret | str, **more: Any) -> Self:
        """The client of the gateway at a base URL; ``more`` are the other arguments of the class."""
        secret = key if isinstance(key, Secret) else Secret(key)
        return cls(HttpSession(RemoteEndpoint(url, secret)), tenant=tenant, email=email, **more)

    def formats(
        self, part: PartRef | None = None, *, language: str = "en", cancel: Event | None = None
    ) -> tuple[CadFormat, ...]:
        if part is None:
            raise RequestError(
                "the API gateway lists CAD formats only for a part", parameter="part", allowed="a PartRef"
            )
        query = {"cultureInfo": language, **_pair(part)}
        answer = self._listed("v3/Product/CadDataAvailability", query, "the formats of this part", cancel)
        return read_formats(answer)

    def configurations(
        self, part_id: str, *, language: str = "en", cancel: Event | None = None, classification_id: str = ""
    ) -> tuple[Configuration, ...]:
        """The part numbers of a family, which have no language.

        ``classification_id`` names the catalog for a service that gives part numbers without their selection paths.
        """
        answer = self._listed("v1/Search/PartNumberList", {"partFamilyCode": part_id}, "this family", cancel)
        return read_configurations(answer, part_id, classification_id)

    def configure(self, part: PartRef, *, language: str = "en", cancel: Event | None = None) -> ConfiguredPart:
        """A family set to the part's configuration, with its parameters, attributes and formats.

        A part number is looked up first; one without a selection path means its family's default configuration.
        """
        shown = part if part.part_id else self._family_of(part, cancel)
        answer = self._listed("v3/Product/Configure", {"cultureInfo": language, **_pair(shown)}, "this part", cancel)
        configured = read_configured(answer, shown)
        return replace(configured, part_number=configured.part_number or part.part_number)

    def update(
        self,
        shown: ConfiguredPart | PartRef,
        symbol: str,
        value: str,
        *,
        language: str = "en",
        cancel: Event | None = None,
    ) -> ConfiguredPart:
        """The family with one parameter set anew. What the configurator objects to stands in ``errors``.

        A part that is not configured yet is configured first: whether a parameter is editable decides how its value
        is sent.
        """
        if isinstance(shown, PartRef):
            shown = self.configure(shown, language=language, cancel=cancel)
        editable = any(parameter.symbol == symbol and parameter.editable for parameter in shown.parameters)
        query = {
            "partFamilyCode": shown.part.part_id,
            "cultureInfo": language,
            "initialSelectionPath": shown.part.selection_path,
            "symbol": symbol,
            "value": f"={value.removeprefix('=')}" if editable else value,
        }
        answer = self._calls.post(
            "v3/Product/UpdateConfiguration", query=query, seconds=self._pace().deadline, cancel=cancel
        )
        if answer.status != 200:
            raise refusal(answer, "this configuration", UNKNOWN_LANGUAGE)
        return read_configured(answer, shown.part)

    def bom(self, part: PartRef, *, language: str = "en", cancel: Event | None = None) -> BomText:
        fields = self.configure(part, language=language, cancel=cancel).bom
        if not fields:
            raise NotFound(f"{self.source} tells no attributes of {part.name}")
        return BomText(fields)

    def request(self, request: CadRequest, *, cancel: Event | None = None) -> CadJob:
        if not self._email:
            raise RequestError("a CAD request needs a mail address", parameter="email", allowed="a registered one")
        body = {
            "userEmail": self._email.reveal(),
            "cultureInfo": request.language,
            "cadFormatId": int(request.format_id),
            **_pair(request.part),
        }
        self.requests += 1
        begun = time.monotonic()
        answer = self._calls.post("v3/Product/cadRequest", json=body, seconds=self._pace().deadline, cancel=cancel)
        if answer.status != 200:
            raise self._request_refusal(answer, request, cancel)
        return CadJob(request, read_request_id(answer), begun=begun)

    def poll(self, job: CadJob, *, cancel: Event | None = None) -> CadJob:
        answer = self._calls.get(
            "v2/Product/cadFileUrl", {"cadRequestId": job.id}, seconds=self._seconds_left(job), cancel=cancel
        )
        if answer.status == 204:
            return job
        if answer.status == 200:
            return replace(job, url=read_file_url(answer))
        if answer.status in (401, 403, 404, 429, 503):
            raise refusal(answer, "this CAD request")
        raise BuildRefused(
            f"the gateway could not make the CAD file ({answer.status}): {spoken(answer) or 'no reason given'}",
            url=answer.url,
            status=answer.status,
        )

    def _family_of(self, part: PartRef, cancel: Event | None) -> PartRef:
        found = self.find(part.part_number, part.classification_id, cancel=cancel)
        if not found.part_id:
            raise NotFound(f"{self.source} names no family for {part.name}, so it cannot be configured")
        return PartRef(part_id=found.part_id, selection_path=found.selection_path)

    def _request_refusal(self, answer: Answer, request: CadRequest, cancel: Event | None) -> SourceError:
        """Why a CAD request was not taken. A 404 means the account or the part; the gateway is asked which."""
        if answer.status == 404 and self._is_stranger(cancel):
            return self._stranger(answer.url)
        if answer.status != 500:
            return refusal(answer, f"the part {request.part.name} or its CAD request")
        return BuildRefused(
            f"the gateway failed (500) to take the CAD request; the likely cause is the format {request.format_id} "
            f"or the language {request.language!r}, which it may not know: {spoken(answer) or 'no reason given'}",
            url=answer.url,
            status=500,
        )


def _pair(part: PartRef) -> dict[str, str]:
    """The part in the gateway's names, without empty keys, the selection path as it came."""
    if part.part_number:
        return {"classificationCode": part.classification_id, "partNumber": part.part_number}
    return {"partFamilyCode": part.part_id} | ({"selectionPath": part.selection_path} if part.has_path else {})
