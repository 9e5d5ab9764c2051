"""Measuring what is selected, beside the notebook: exactly where a service knows the model, else by its triangles."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from cadwidgets.clients.exact_measures import measure
from cadwidgets.clients.proven_selectors import prove
from cadwidgets.contract.measures import Measurement, Selector
from cadwidgets.contract.picks import Pick
from cadwidgets.errors import Cancelled
from cadwidgets.viewer.background import LatestJob, Mailbox
from cadwidgets.viewer.exact import Exact, Origin
from cadwidgets.viewer.picking.pickable import Pickable, Picked
from cadwidgets.viewer.picking.relation import measured

NAMED = ("face", "edge")
"""What a script can be told how to name."""


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

    def origin(self) -> Origin | None:
        """Where all that is selected comes from, if that is one place of which something exact is known."""
        found = [origin for origin in self.origins if all(pick.part in origin for pick in self.picks)]
        return next((origin for origin in found if origin.exact is not None and origin.exact.client.is_ours()), None)


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
    origin = selected.origin()
    if origin is None or origin.exact is None:
        return measured(selected.pickable.body.mesh, selected.pickable.body.parts, selected.picked)
    picks = [_there(pick, origin, origin.exact) for pick in selected.picks]
    answer = measure(origin.exact.client, origin.exact.request(cancel), picks, cancel)
    parts = selected.pickable.body.parts
    facts = zip(answer.facts, selected.picks, strict=True)
    return replace(
        answer, facts=tuple(replace(one, part=parts[pick.part].path if parts else one.part) for one, pick in facts)
    )


def _named(selected: Selected, cancel: threading.Event) -> Selector | None:
    origin = selected.origin()
    if origin is None or origin.exact is None:
        return None
    client, request = origin.exact.client, origin.exact.request(cancel)
    pick = _there(selected.picks[-1], origin, origin.exact)
    return prove(client, request, pick, client.built_like(request), cancel)


def _there(pick: Pick, origin: Origin, exact: Exact) -> Pick:
    """The pick as the model's own service counts parts and faces."""
    return replace(pick, part=pick.part - origin.first, number=pick.number if exact.numbered else -1)
