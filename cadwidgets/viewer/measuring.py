"""Measuring what is selected, beside the notebook: exactly where a service knows the model, else by its triangles."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from cadwidgets.clients.exact_measures import measure
from cadwidgets.clients.proven_selectors import prove
from cadwidgets.contract.measures import Measurement, Selector
from cadwidgets.contract.picks import Pick
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import Cancelled
from cadwidgets.viewer.background import LatestJob, Mailbox
from cadwidgets.viewer.exact import Exact, Origin
from cadwidgets.viewer.picking.pickable import Pickable, Picked
from cadwidgets.viewer.picking.relation import measured

NAMED = ("face", "edge")
"""What a script can be told how to name."""
_SIDE_BY_SIDE = """
for number in range({count}):
    show_object(cq.importers.importBrep(f"{{number}}.brep"), name=str(number))
"""


@dataclass(frozen=True, eq=False)
class Selected:
    """What is selected in a model, the last one last, and where the model's parts come from."""

    pickable: Pickable
    picked: tuple[Picked, ...]
    origins: tuple[Origin, ...]

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What was picked, as a service knows it."""
        return tuple(picked.pick for picked in self.picked)

    def sources(self) -> list[Source] | None:
        """Where each pick comes from; None unless something exact is known of all of them."""
        found = [next((origin for origin in self.origins if pick.part in origin), None) for pick in self.picks]
        known = [
            Source(origin, origin.exact)
            for origin in found
            if origin and origin.exact and origin.exact.client.is_ours()
        ]
        return known if len(known) == len(self.picks) else None


@dataclass(frozen=True, eq=False)
class Source:
    """Where a pick comes from, and who knows that exactly."""

    origin: Origin
    exact: Exact

    def own(self, pick: Pick) -> Pick:
        """The pick as the model's own service counts parts and faces."""
        return replace(pick, part=pick.part - self.origin.first, number=pick.number if self.exact.numbered else -1)


class Measurer:
    """``came`` gets a Measurement or why there is none; later, ``named`` gets a Selector of the last pick, or None.

    Both are called on the thread that made this. The newest selection wins.
    """

    def __init__(
        self, came: Callable[[Measurement | Exception], None], named: Callable[[Selector | None], None]
    ) -> None:
        self._came, self._named = came, named
        self._mailbox = Mailbox()
        self._measuring, self._naming = LatestJob(self._mailbox), LatestJob(self._mailbox)

    def start(self, selected: Selected) -> None:
        """Measure what is selected now."""
        self._naming.cancel()
        self._measuring.replace(lambda cancel: _measured(selected, cancel), self._done(selected))

    def stop(self) -> None:
        """Nothing is selected any more."""
        self._measuring.cancel()
        self._naming.cancel()

    def wait(self, timeout: float) -> bool:
        """Wait until all is measured and named; False if ``timeout`` seconds pass before that."""
        return self._mailbox.wait(self._idle, timeout)

    def close(self) -> None:
        """Stop for good."""
        self._measuring.close()
        self._naming.close()

    def _idle(self) -> bool:
        return not (self._measuring.busy or self._naming.busy) and self._mailbox.empty

    def _done(self, selected: Selected) -> Callable[[Measurement | Exception], None]:
        def done(outcome: Measurement | Exception) -> None:
            if isinstance(outcome, Cancelled) or not self._measuring.settled:
                return
            self._came(outcome)
            if isinstance(outcome, Measurement) and outcome.exact and selected.picks[-1].kind in NAMED:
                self._naming.replace(lambda cancel: _named(selected, cancel), self._told)

        return done

    def _told(self, outcome: Selector | Exception | None) -> None:
        if self._naming.settled and not isinstance(outcome, Cancelled):
            self._named(outcome if isinstance(outcome, Selector) else None)


def _measured(selected: Selected, cancel: threading.Event) -> Measurement:
    sources, body = selected.sources(), selected.pickable.body
    together = sources is not None and (_is_one(sources) or all(pick.kind != "part" for pick in selected.picks))
    if sources is None or not together:  # no service has parts of several models
        return measured(body.mesh, body.parts, selected.picked)
    answer = _one_model(selected, sources, cancel) if _is_one(sources) else _several(selected, sources, cancel)
    facts = zip(answer.facts, selected.picks, strict=True)
    named = (replace(one, part=body.parts[pick.part].path if body.parts else one.part) for one, pick in facts)
    return replace(answer, facts=tuple(named))


def _is_one(sources: list[Source]) -> bool:
    return len({id(source.origin) for source in sources}) == 1


def _one_model(selected: Selected, sources: list[Source], cancel: threading.Event) -> Measurement:
    exact = sources[0].exact
    return measure(exact.client, exact.request(cancel), [sources[0].own(pick) for pick in selected.picks], cancel)


def _several(selected: Selected, sources: list[Source], cancel: threading.Event) -> Measurement:
    """The models of the picks side by side at one service, where the points tell what is meant."""
    files = {f"{number}.brep": _brep(source.exact, cancel) for number, source in enumerate(sources)}
    request = BuildRequest.of(script=_SIDE_BY_SIDE.format(count=len(files)), files=files)
    picks = [replace(pick, part=number, number=-1) for number, pick in enumerate(selected.picks)]
    return measure(sources[0].exact.client, request, picks, cancel)


def _brep(exact: Exact, cancel: threading.Event) -> bytes:
    return exact.client.build(exact.request(cancel).as_type("BREP", "version"), cancel=cancel).data


def _named(selected: Selected, cancel: threading.Event) -> Selector | None:
    """How the last pick is named in the script of its own model."""
    last = replace(selected, picked=selected.picked[-1:])
    sources = last.sources()
    if sources is None:
        return None
    client, request = sources[0].exact.client, sources[0].exact.request(cancel)
    return prove(client, request, sources[0].own(last.picks[0]), client.built_like(request), cancel)
