"""What an explorer learns from the builds of its model: which values failed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.contract.requests import BuildRequest
from cadwidgets.errors import Cancelled
from cadwidgets.variants.failed_ranges import FailedRange, failed_ranges
from cadwidgets.variants.outcomes import Outcomes, outcomes
from cadwidgets.viewer.background import LatestJob
from cadwidgets.widgets._choice import Moves
from cadwidgets.widgets._comparing_explorer import ComparingExplorer
from cadwidgets.widgets._edge_probes import sharpen
from cadwidgets.widgets._failed_ranges import FailedRanges, slider_ends

_log = logging.getLogger(__name__)


class LearningExplorer(ComparingExplorer):
    """The part of a `ModelExplorer` that draws on its sliders what failed. The builds themselves are learned from where
    they are made (see `Wish.learning`)."""

    def __init__(self, *args: Any, **traits: Any) -> None:
        super().__init__(*args, **traits)
        self._tracks = FailedRanges()
        self._probing = LatestJob(self._mailbox)
        self._jobs_aside.append(self._probing)
        self.observe(lambda _: self._probing.cancel(), "params")
        self.observe(lambda _: self._show_failed(), ["params", "result", "error", "part_numbers"])

    def failed_ranges(self, *, probable: bool = False) -> dict[str, list[tuple[Value, Value]]]:
        """What failed of each parameter with the present values of all others: the first and the last value of each
        range, ``{"fillet": [(12.0, 20.0)]}``; or what probably fails, as it did with other values.

        All builds of the model in this session count, in any explorer.
        """
        told = {
            name: [(one.low, one.high) for one in ranges if one.certain != probable]
            for name, ranges in self._failed().items()
        }
        return {name: ranges for name, ranges in told.items() if ranges}

    def _probe_edges(self, moved: Moves, before: LatestJob) -> None:
        """Nothing happens: find out more closely where failing begins along what a hand has moved last, once the work
        ``before`` is done."""
        if self._schema is None or len(moved) != 1:
            return
        parameter = self._schema[next(iter(moved))]
        work = partial(sharpen, self._choice, parameter, self._known_outcomes(self._schema), before)
        self._probing.replace(work, self._probed)

    def _probed(self, outcome: Exception | None) -> None:
        if isinstance(outcome, Exception) and not isinstance(outcome, Cancelled):
            _log.warning("nothing is found out where failing begins: %s", outcome)
        self._show_failed()

    def _known_outcomes(self, schema: ParameterSchema) -> Outcomes:
        model = self._model
        request = BuildRequest.of(script=model.script, model_id=model.model_id, files=self._files)
        return outcomes(request, schema)

    def _failed(self) -> Mapping[str, tuple[FailedRange, ...]]:
        schema = self._schema
        if schema is None:
            return {}
        known = self._known_outcomes(schema)
        return failed_ranges(known, schema.parameters, self.params, slider_ends(self._panel.inputs))

    def _show_failed(self) -> None:
        if self._schema is not None:
            self._tracks.show(self._panel.inputs, self._failed())
