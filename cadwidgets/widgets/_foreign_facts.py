"""What a foreign catalog tells of one part, by the calls that its contract has for it; never a CAD request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.bom_text import BomField
from cadwidgets.contract.parts import CadFormat, Configuration, ConfiguratorParameter, ConfiguredPart, PartRef
from cadwidgets.contract.search import Hit
from cadwidgets.errors import RequestError, SourceError
from cadwidgets.sources import Sources
from cadwidgets.widgets._foreign_lists import ForeignLists
from cadwidgets.widgets._shelf import PartFacts

PART_NUMBER = "PartNumber"
"""The one parameter of a family at the classic services, which tell no others: its part numbers are the choices."""
_T = TypeVar("_T")


@dataclass
class ForeignFacts:
    """Asks for one part. The formats must be told; what else is missing becomes words in the facts' ``trouble``."""

    sources: Sources
    lists: ForeignLists
    _troubles: list[str] = field(default_factory=list)

    def of(self, part: PartRef, hit: Hit | None = None, source: str = "") -> PartFacts:
        """The part's facts; ``hit`` is the row that it was chosen from. Raises SourceError, RequestError, Cancelled."""
        catalog = source or part.classification_id or (hit.classification_id if hit else "")
        client, number = self.lists.client, part.part_number or (hit.part_number if hit else "")
        if isinstance(client, TracePartsGateway):
            described = self._at_gateway(client, part, number, catalog)
        else:
            family = part.part_id or (hit.part_id if hit else "") or self._family_of(part)
            described = self._at_classic(client, part, number, self._configurations(family, catalog))
        formats = client.formats(described.part, cancel=self._cancel)
        return self._facts(described, formats, catalog, otherwise=hit.title if hit else "")

    def configured(self, facts: PartFacts, symbol: str, value: str) -> PartFacts:
        """The facts after a parameter was set; what the configurator objects to stands in their ``messages``."""
        client = self.lists.client
        if not isinstance(client, TracePartsGateway):
            return self.of(self._chosen(facts, symbol, value).part, source=facts.source)
        asked = ConfiguredPart(facts.part, parameters=facts.parameters) if facts.part.part_id else facts.part
        shown = client.update(asked, symbol, value, cancel=self._cancel)
        formats = client.formats(shown.part, cancel=self._cancel)
        return self._facts(self._numbered(shown, facts.source), formats, facts.source)

    @property
    def _cancel(self) -> threading.Event:
        return self.lists.cancel

    def _family_of(self, part: PartRef) -> str:
        found = self.lists.part(part.part_number, part.classification_id)
        return found.part_id if found else ""

    def _configurations(self, family: str, catalog: str) -> tuple[Configuration, ...]:
        return self._told(lambda: self.lists.configurations(family, catalog), ()) if family else ()

    def _at_gateway(self, client: TracePartsGateway, part: PartRef, number: str, catalog: str) -> ConfiguredPart:
        shown = self._told(lambda: client.configure(part, cancel=self._cancel), ConfiguredPart(part))
        keeps_its_name = part.part_number or part.has_path
        shown = replace(shown, part=part if keeps_its_name else shown.part)
        return self._numbered(shown, catalog, number)

    def _at_classic(
        self, client: TracePartsClassic, part: PartRef, number: str, listed: tuple[Configuration, ...]
    ) -> ConfiguredPart:
        if not (part.has_path or part.part_number):  # a family, which these services do not know by itself
            part = _first(listed, part.part_id).part
        shown = self._told(lambda: client.part_data(part, cancel=self._cancel), ConfiguredPart(part))
        nothing: tuple[BomField, ...] = ()
        bom = self._told(lambda: client.bom(part, cancel=self._cancel).fields, nothing)
        number = number or shown.part_number or _number_of(part, listed)
        return replace(shown, part_number=number, bom=bom, parameters=_numbers_to_choose(number, listed))

    def _numbered(self, shown: ConfiguredPart, catalog: str, number: str = "") -> ConfiguredPart:
        """With its part number, which the configurator need not tell: the family's list has it, if anything has."""
        number = (
            shown.part_number or number or _number_of(shown.part, self._configurations(shown.part.part_id, catalog))
        )
        return replace(shown, part_number=number)

    def _facts(
        self, described: ConfiguredPart, formats: tuple[CadFormat, ...], source: str, otherwise: str = ""
    ) -> PartFacts:
        url = described.picture_url
        picture = self._told(lambda: self.sources.picture(url, cancel=self._cancel), None) if url else None
        return PartFacts(
            described.part,
            described.part_number,
            described.title or otherwise or described.part_number,
            formats,
            described.description,
            properties=_texts(described.bom),
            parameters=described.parameters,
            picture=picture,
            messages=described.errors,
            trouble="; ".join([*self._troubles, *self.lists.refused]),
            source=source,
        )

    def _chosen(self, facts: PartFacts, symbol: str, value: str) -> Configuration:
        family = facts.part.part_id or self._family_of(facts.part)
        listed = self._configurations(family, facts.source)
        if symbol == PART_NUMBER:
            for known in listed:
                if known.part_number == value:
                    return known
        raise RequestError(
            f"{self.lists.client.source} has no such choice for {facts.part_number}",
            parameter=symbol,
            value=value,
            allowed=f"{PART_NUMBER}: {', '.join(known.part_number for known in listed[:20])}",
        )

    def _told(self, ask: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return ask()
        except SourceError as error:  # the formats are enough to go on with; the user is told what is missing
            self._troubles.append(str(error))
            return otherwise


def _first(configurations: tuple[Configuration, ...], family: str) -> Configuration:
    if not configurations:
        raise RequestError(
            f"{family} lists no part numbers", parameter="part", value=family, allowed="a catalog and a part number"
        )
    return configurations[0]


def _number_of(part: PartRef, configurations: Iterable[Configuration]) -> str:
    return next((known.part_number for known in configurations if known.part == part), "")


def _numbers_to_choose(number: str, configurations: tuple[Configuration, ...]) -> tuple[ConfiguratorParameter, ...]:
    if len(configurations) < 2:
        return ()
    choices = tuple((known.part_number, known.part_number) for known in configurations)
    return (ConfiguratorParameter(PART_NUMBER, "Part number", "text", number, choices),)


def _texts(fields: Iterable[BomField]) -> tuple[tuple[str, str, str], ...]:
    return tuple((item.label, item.value, item.unit) for item in fields)
