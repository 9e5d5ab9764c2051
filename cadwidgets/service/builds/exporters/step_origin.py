"""Who made a STEP file, and when: nobody and at no time, so that equal models make equal files.

The kernel writes the time into the header. AP203, whose schema asks for them, also has entities with a date, the name
of the service's user and the machine's address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from OCP.APIHeaderSection import APIHeaderSection_MakeHeader
from OCP.StepBasic import (
    StepBasic_CalendarDate,
    StepBasic_CoordinatedUniversalTimeOffset,
    StepBasic_LocalTime,
    StepBasic_Organization,
    StepBasic_Person,
)
from OCP.TCollection import TCollection_HAsciiString

_TIME_STAMP = "2000-01-01T00:00:00"
_NOBODY = "unknown"


def name_model(model: Any, name: str) -> None:
    """Give the header the model's name and a fixed time."""
    header = APIHeaderSection_MakeHeader(model)
    header.SetName(_text(name))
    header.SetTimeStamp(_text(_TIME_STAMP))


def forget_origin(model: Any) -> None:
    """Take person, organization and time out of the entities of AP203. Looks at all: other schemas have none."""
    for entity in entities(model, tuple(_RESETS)):
        _RESETS[type(entity)](entity)


def entities(model: Any, kind: type | tuple[type, ...]) -> Iterator[Any]:
    """The entities of a kind, in their order."""
    found = map(model.Entity, range(1, model.NbEntities() + 1))
    return (entity for entity in found if isinstance(entity, kind))


def _reset_date(date: StepBasic_CalendarDate) -> None:
    date.SetYearComponent(2000)
    date.SetMonthComponent(1)
    date.SetDayComponent(1)


def _reset_time(time: StepBasic_LocalTime) -> None:
    time.SetHourComponent(0)
    time.SetMinuteComponent(0)
    time.UnSetSecondComponent()


def _reset_zone(zone: StepBasic_CoordinatedUniversalTimeOffset) -> None:
    zone.SetHourOffset(0)
    zone.UnSetMinuteOffset()


def _reset_person(person: StepBasic_Person) -> None:
    person.SetId(_text(_NOBODY))
    person.SetLastName(_text(""))
    person.SetFirstName(_text(_NOBODY))


def _reset_organization(organization: StepBasic_Organization) -> None:
    organization.SetId(_text(_NOBODY))
    organization.SetName(_text(_NOBODY))


def _text(text: str) -> TCollection_HAsciiString:
    return TCollection_HAsciiString(text)


_RESETS: Mapping[type, Callable[[Any], None]] = {
    StepBasic_CalendarDate: _reset_date,
    StepBasic_LocalTime: _reset_time,
    StepBasic_CoordinatedUniversalTimeOffset: _reset_zone,
    StepBasic_Person: _reset_person,
    StepBasic_Organization: _reset_organization,
}
