"""A model whose files change on disk is built again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import traitlets

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.errors import CadWidgetsError, RequestError
from cadwidgets.widgets._file_watch import FileWatch
from cadwidgets.widgets._model_source import ModelSource, read_files
from cadwidgets.widgets._shareable import ShareableControls


class WatchingControls(ShareableControls):
    """Controls that follow the script's file and the files beside it, by their paths ``_file_paths``."""

    watch = traitlets.Bool(True)
    """Whether the script's file and ``files`` are read again by themselves when they change on disk."""

    _file_paths: list[str]
    _watching: FileWatch | None = None
    _watched_files: Sequence[Path] = ()
    _chosen: Mapping[str, Value] = MappingProxyType({})
    _unread = False
    """Whether the files as they are now cannot be used."""

    def reload(self) -> None:
        """Read the script's file and ``files`` again, and build if they have changed.

        What was set to another value than the default keeps it, where the parameter is still there and takes it; the
        camera stays. Files that cannot be read, or do not parse, change nothing, and the `error` says why.
        """
        try:
            model, files = self._model.read_again(), read_files(self._watched_files, folders=False)
            if (model.script, files) == (self._model.script, self._files):
                self._same_again()
                return
            self._replace_model(model, files, self._schema_of(model))
            self._unread = False
        except CadWidgetsError as error:
            self._unread = True
            self._fail(error)

    def _watch_files(self) -> None:
        self._watched_files = [Path(path).absolute() for path in self._file_paths]
        self.observe(lambda _: self._watch_or_not(), "watch")
        self._watch_or_not()

    def _watch_or_not(self) -> None:
        self._stop_watching()
        script = [] if self._model.path is None else [self._model.path]
        if self.watch and (watched := [*script, *self._watched_files]):
            self._watching = FileWatch(watched, self.reload)

    def _stop_watching(self) -> None:
        if self._watching is not None:
            self._watching.close()
        self._watching = None

    def _stop(self) -> None:
        self._stop_watching()
        super()._stop()

    def _same_again(self) -> None:
        """The files are what they were before they could not be used."""
        if self._unread:
            self._unread = False
            self._changed()

    def _schema_of(self, model: ModelSource) -> ParameterSchema | None:
        """None for a stored model, whose parameters no file changes."""
        return (self._client.schema(script=model.script) or ParameterSchema()) if model.script else None

    def _replace_model(self, model: ModelSource, files: Mapping[str, bytes], schema: ParameterSchema | None) -> None:
        before, self._model, self._files = self._declared, model, files
        if schema is None or schema == before:
            self._changed()
            return
        if before is None:  # it could not be read before
            self._adopt(schema)
            return
        self._note_chosen(before)
        self._set_preset(self.preset if self.preset in schema.presets else "")
        self._adopt(schema, {name: value for name, value in self._chosen.items() if _takes(schema, name, value)})

    def _note_chosen(self, schema: ParameterSchema) -> None:
        """Remember what is set to another value than the default; of parameters that are gone, what was."""
        base = schema.resolve(self.preset)
        gone = {name: value for name, value in self._chosen.items() if name not in base}
        self._chosen = gone | {name: value for name, value in self.params.items() if value != base[name]}


def _takes(schema: ParameterSchema, name: str, value: Value) -> bool:
    """Whether there is such a parameter, with bounds and a kind that allow the value."""
    try:
        schema.check({name: value})
    except RequestError:
        return False
    return True
