"""ModelExplorer: sliders on a parametric model, its 3D, its numbers and its files."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets
import traitlets

from cadwidgets.contract.build_record import BuildRecord
from cadwidgets.contract.models import StoredModel
from cadwidgets.contract.parameters import Parameter, ParameterSchema
from cadwidgets.contract.requests import CONTRACT_FORMATS, SUFFIXES
from cadwidgets.contract.share import SharedState
from cadwidgets.errors import Cancelled, RequestError
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.sources import Sources, connect
from cadwidgets.viewer.background import LatestJob
from cadwidgets.viewer.viewer import Viewer
from cadwidgets.widgets._base import stops_live_mode
from cadwidgets.widgets._bom_section import BomSection
from cadwidgets.widgets._build_log import BuildLog
from cadwidgets.widgets._changes import Changes
from cadwidgets.widgets._compared_views import ComparedViews
from cadwidgets.widgets._control_names import ControlNames
from cadwidgets.widgets._downloads import FURTHER_FORMATS, PAGE, DownloadBar, Progress
from cadwidgets.widgets._layout import VIEW_HEIGHT, VIEW_WIDTH, two_columns
from cadwidgets.widgets._learning_explorer import LearningExplorer
from cadwidgets.widgets._live_builds import LiveBuilds
from cadwidgets.widgets._model_builds import Outcome
from cadwidgets.widgets._model_rows import PICTURE_TYPES, StateRow, picture_row
from cadwidgets.widgets._model_source import model_source, read_files
from cadwidgets.widgets._model_texts import (
    badges,
    code_html,
    notes_html,
    numbers_html,
    status_html,
    status_text,
    title_html,
)
from cadwidgets.widgets._pointed_row import PointedRow
from cadwidgets.widgets._pointing import Pointing
from cadwidgets.widgets._publishing import PublishRow
from cadwidgets.widgets._shareable import check_model, shared_model
from cadwidgets.widgets._stage_times import StageTimes
from cadwidgets.widgets._variant import Variant
from cadwidgets.widgets._variant_pane import VariantPane
from cadwidgets.widgets._waiting import Waiting
from cadwidgets.widgets._what_moves import Question, Remembered, beside
from cadwidgets.widgets.bom import Bom

if TYPE_CHECKING:
    import pandas as pd


class ModelExplorer(LearningExplorer):
    """Sliders on any parametric model, inside a notebook.

    ``ModelExplorer(samples.bracket)``, ``ModelExplorer("bracket.py")``, ``ModelExplorer(id="2qus7a32")`` or
    ``ModelExplorer(script=text)``. ``params`` sets first values, ``parameters`` names the parameters of a stored
    model whose service does not tell them, ``files`` are paths of files that the script reads or imports,
    ``source`` is what `cadwidgets.connect` returned, ``state`` a line that `share` gave of this model; one of
    `share_with_script`, or of a stored model, needs no other model. In a cell that runs again the view shows the model
    as it was seen, unless ``keep`` is off.

    Raises RequestError for something that is no model; everything that goes wrong later is shown in the widget and
    stands in ``error``.
    """

    mesh_type = traitlets.Enum(("auto", *PICTURE_TYPES), default_value="auto")
    """The type of the answer that the picture is made from; ``auto`` is GLB where the service offers it, else TJS."""
    budget = traitlets.Int(100, min=0)
    """Milliseconds from a slider to its picture. Where the fine mesh takes longer, a draft is shown while the slider
    moves and the fine one follows once it rests; 0 for no drafts. Only services of ours are asked for drafts."""
    ahead = traitlets.Bool(True)
    """Whether our service builds the values beside a slider while nothing else is to do. Never of a limited account."""
    result = traitlets.Instance(BuiltModel, allow_none=True, read_only=True)
    """The last model that was built: bytes, mesh, volume, area, bounding box, timings. Of a draft the bytes and the
    triangles are coarse; the numbers and the bill of materials are those of the exact solid as always."""
    draft = traitlets.Bool(False, read_only=True)
    """Whether what is on screen is a draft. Files that are saved with the buttons are always fine."""
    timings = traitlets.Dict(read_only=True)
    """What the picture took, in seconds by stage: parse, run, mesh and so on at the service, send, decode, draw."""
    bom = traitlets.Instance(Bom, allow_none=True, read_only=True)
    """What that model is made of; None where the service tells none, as where the picture is made from TJS or STL."""

    def __init__(
        self,
        model: object = None,
        *,
        script: str | None = None,
        path: str | Path | None = None,
        id: str | None = None,  # noqa: A002 - the contract's word
        params: Mapping[str, Any] | None = None,
        parameters: Mapping[str, Any] | None = None,
        files: Sequence[str | Path] = (),
        source: Sources | None = None,
        state: str | None = None,
        keep: bool = True,
        **traits: Any,
    ) -> None:
        shared = None if state is None else SharedState.read(state)
        chosen = (
            model_source(model, script=script, path=path, model_id=id)
            if shared is None or any(one is not None for one in (model, script, path, id))
            else shared_model(shared)
        )
        contents = read_files(files)
        if shared is not None:
            check_model(shared, chosen, contents)
            params = {**shared.params, **(params or {})}
            traits.setdefault("preset", shared.preset)
        source = source or connect()
        self._file_paths = [str(path) for path in files]
        # a foreign service charges every build: not live before it is known to be one of ours
        self._wants_live: bool | None = bool(traits.pop("live", True))
        traits["live"] = self._wants_live and source.build.embedded
        super().__init__(chosen, contents, source, params or {}, parameters or {}, **traits)
        self._builds = LiveBuilds(self._job, self._mailbox, self._shown(self._show_outcome), self._be_idle)
        self._jobs.append(self._builds.rest)
        self._jobs_aside.append(self._builds.ahead)
        self._waiting = Waiting(self._client, self._mailbox, self._show_waiting)
        self._jobs_aside.append(self._waiting.job)
        self._ours = False
        self._changes, self._remembered = Changes(), Remembered()
        self._log = BuildLog()
        self.viewer = Viewer(
            width=VIEW_WIDTH, height=VIEW_HEIGHT, state=None if shared is None else shared.view.told(), keep=keep
        )
        self._lay_out()
        pointing = LatestJob(self._mailbox)
        self._jobs.append(pointing)
        self._pointing = Pointing(pointing, self.viewer, self._question)
        self._wire()
        self._load_schema()
        self._watch_files()

    # -- what a user may call

    def build(self) -> None:
        """Build the model with the current parameters, also after live building was stopped."""
        if self._schema is None:
            self._load_schema()
            self._show_status()
            return
        self.set_trait("status", "building")
        self._show_status()
        moving = self.live and (self._by_hand or self._builds.moving)
        self._builds.start(self._choice.picture(self.mesh_type), self.budget / 1000 if moving else 0.0)

    def cancel(self) -> None:
        """Stop the build that is running; the last good model stays."""
        self._builds.cancel()

    @property
    def code(self) -> str:
        """A line of Python that makes this explorer with the current parameters."""
        named = {"files": self._file_paths, "preset": self.preset, "params": self._choice.changed}
        return self._model.line_of_code(self.params, named)

    @property
    def history(self) -> tuple[BuildRecord, ...]:
        """The last hundred builds, the oldest first: values, volume, mass, seconds and how they ended, no meshes.

        Of values that follow each other in a drag only those count at which it rests.
        """
        return self._log.records

    def history_frame(self) -> pd.DataFrame:
        """The `history` as a table, with a column for each parameter."""
        from cadwidgets.tables.build_records import build_frame  # pandas: only for who wants a table

        return build_frame(self.history)

    # -- layout and wiring

    def _lay_out(self) -> None:
        self.downloads = DownloadBar(CONTRACT_FORMATS, self._fetch, self._mailbox)
        self._title, self._error_panel, self._notes, self._numbers, self._code_line, self._told = (
            ipywidgets.HTML() for _ in range(6)
        )
        self._state = StateRow(self.live, self.build, self.cancel)
        self._stage_times = StageTimes()
        pictures, self._mesh_switch = picture_row(self.mesh_type)
        self.publishing = PublishRow(self._publish, self._mailbox)
        self.bom_section = BomSection()
        views = ComparedViews(self.viewer)
        self.variant_pane = VariantPane(views, self.pin, self.unpin, self.restore)
        self.publishing.layout.display = "none"  # until the service is known to keep models
        left = (self._title, self._controls, self.bom_section.changes, self._code_line, self.publishing)
        right = (
            views,
            self._state,
            self._told,
            self._stage_times,
            self._error_panel,
            self._notes,
            self._numbers,
            self.variant_pane,
            self.bom_section,
            self.downloads,
            pictures,
        )
        self.add_class("cadw-explorer")
        pointed = PointedRow(lambda row: self.point("" if row < 0 else list(self._panel.inputs)[row]))
        self.children = (*two_columns(left, right), ControlNames(), pointed, self._tracks)
        self._show_status()

    def _wire(self) -> None:
        self.observe(lambda _: self.build(), "mesh_type")
        traitlets.link((self, "mesh_type"), (self._mesh_switch, "value"))
        traitlets.link((self, "compare"), (self.variant_pane, "mode"))
        traitlets.link((self, "live"), (self._state.live_box, "value"))

    def _offer(self, *, ours: bool) -> None:
        """What a service of ours can do beyond the contract; it is not known of a remote one before it answers."""
        self._panel.allow_reserved(ours)
        self.downloads.offer((FURTHER_FORMATS if ours else {}) | PAGE)
        self.publishing.layout.display = "" if ours and self._model.script else "none"

    def _publish(self, model_id: str) -> StoredModel:
        """In the background: store the script, as a new version where it has an id already."""
        models = self._source.models
        if models is None:
            raise RequestError("this service stores no models", parameter="source", allowed="a cadwidgets service")
        return models.publish(self._model.script, model_id=model_id, files=self._files)

    # -- building

    def _known(self) -> None:
        self._offer(ours=self._ours or self._client.embedded)

    def _changed(self) -> None:
        self._panel.show(self.preset, self.params)
        self._show_code()
        self._show_part_numbers()
        self.downloads.clear()
        self._pointing.pause()
        if self.status != "stopped":
            self.build()

    def _show_outcome(self, outcome: Outcome | Exception) -> None:
        if isinstance(outcome, Cancelled):
            self.set_trait("status", "cancelled")
            self._show_status()
            self._log.ended("cancelled", self.preset, self.params, outcome)
            return
        if isinstance(outcome, Exception):
            self._fail(outcome)
            if self._builds.settled:
                self._log.ended("failed", self.preset, self.params, outcome)
            return
        model, ours = outcome.model, outcome.ours
        self._ours = ours
        if self._wants_live is not None:
            self.live, self._wants_live = self._wants_live and ours, None
            self._offer(ours=ours)
        self._draw(outcome)
        self._succeed()
        self.set_trait("result", model)
        self.set_trait("status", "ready" if self._builds.settled else "building")
        self._show_numbers(model)
        self._show_bom(model)
        self._show_status()
        if self._builds.settled and not self.draft:  # read out once the values rest, and not at every step
            self._log.built(self.preset, self.params, model, sum(self.timings.values()))
            changed = self._changes.told(self._schema or ParameterSchema(), self.params, model)
            self._told.value = status_html(changed) if changed else ""
            self._pointing.ask()

    def _draw(self, outcome: Outcome) -> None:
        begun = time.perf_counter()
        exact, schema = outcome.exact(self._source.local), self._schema or ParameterSchema()
        self.viewer.put(outcome.mesh, exact)
        self.viewer.stale = False
        if self._builds.job.settled:
            self._see_as_shared()
        timings = outcome.stages(self._waiting.start_seconds, time.perf_counter() - begun)
        self._builds.drawn(outcome, timings)
        self.set_trait("draft", outcome.level > 0)
        self.set_trait("timings", timings)
        self._stage_times.show(self.timings)
        variant = Variant.of(outcome, schema, exact)
        self._remembered.add(variant)
        self.variant_pane.show(variant, schema)

    def _be_idle(self) -> None:
        """Nothing happens: have our service build what may be wanted next."""
        moved, self._moves = self._moves, {}
        if self.live and self._builds_freely:
            wishes = [choice.picture(self.mesh_type) for choice in self._choice.beside(moved)]
            self._builds.look_ahead(wishes, self.budget / 1000)
            self._probe_edges(moved, self._builds.ahead)

    @property
    def _builds_freely(self) -> bool:
        """Whether something may be built that nobody has chosen."""
        return self.ahead and self._ours and self.result is not None and self.result.builds_left is None

    def _question(self, parameter: Parameter) -> Question | None:
        """What is to be found out about a parameter of the model on screen; nothing before that is at rest."""
        shown, schema = self.variant_pane.shown, self._schema
        if shown is None or schema is None or self.draft or not self._builds.settled:
            return None
        choice = replace(self._choice, preset=shown.preset, params=shown.params)
        free = beside(choice, parameter) if self._builds_freely else {}
        return Question(shown, parameter, schema.unit, self._remembered.beside(shown, parameter.name), free)

    def _fail(self, error: Exception) -> None:
        super()._fail(error)
        self.set_trait("status", "stopped" if stops_live_mode(error) else "failed")
        if stops_live_mode(error):
            self.live, self._wants_live = False, None
        self._show_status()

    def _fetch(self, kind: str, cancel: threading.Event, progress: Progress | None = None) -> tuple[str, bytes]:
        """A file for saving; the model on screen is not built again if it has that type already."""
        stem = Path(self._model.title).stem.lower().replace(" ", "-")
        if kind in PAGE:
            return f"{stem}.html", self.page(cancel)
        request = self._choice.file(kind)
        shown = self.result
        if shown is None or shown.request != request:
            shown = self._client.build(request, cancel=cancel, progress=progress)
        return f"{stem}{SUFFIXES[kind]}", shown.data

    # -- what is shown

    def _show_status(self) -> None:
        (self._waiting.begin if self.status in ("starting", "building") else self._waiting.end)()
        self._state.show(self.status, status_text(self.status, self.result, self.timings, draft=self.draft))
        self._title.value = title_html(self._model.title, badges(self._client, self.result))

    def _show_waiting(self, text: str, seconds: float) -> None:
        """A build that takes longer than a moment tells what it waits for, and since when."""
        words = f"{text} \u2026" if text else status_text(self.status, self.result, self.timings, draft=self.draft)
        self._state.show(self.status, words, f"{seconds:.0f} s")

    def _show_numbers(self, model: BuiltModel) -> None:
        schema = self._schema or ParameterSchema()
        self._numbers.value = numbers_html(model, schema.unit)
        self._show_notes()

    def _show_notes(self) -> None:
        built = () if self.result is None else self.result.warnings
        self._notes.value = notes_html((*(self._schema or ParameterSchema()).warnings, *built))

    def _show_bom(self, model: BuiltModel) -> None:
        self.set_trait("bom", None if model.bom is None else Bom(model.bom, title=self._model.title))
        self.bom_section.show(self.bom)

    def _preset_chosen(self) -> None:
        self._show_code()

    def _show_code(self) -> None:
        self._code_line.value = code_html(self.code)
