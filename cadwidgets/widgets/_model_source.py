"""What a ModelExplorer explores: a script, a file, a sample, or the id of a stored model; told apart safely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.errors import RequestError
from cadwidgets.modelscript import schema_of_values
from cadwidgets.samples import SAMPLES, Sample
from cadwidgets.sources import Sources

_ID = re.compile(r"[A-Za-z0-9]{7,9}")
_ALLOWED = (
    "a script (several lines, or a statement), a path that ends in .py, a model's id of 7 to 9 letters and digits, "
    "or one of cadwidgets.samples"
)


@dataclass(frozen=True)
class ModelSource:
    """A model: the text of its script, or its id. ``code`` is how a line of Python names it; empty = cannot.

    ``path`` is the absolute one of the script's file; None for a script without one.
    """

    title: str
    script: str = ""
    model_id: str = ""
    code: str = ""
    path: Path | None = field(default=None, repr=False)

    def read_again(self) -> ModelSource:
        """The model as its file holds it now. Raises RequestError, which tells no folder, for a file that cannot be
        read, or is empty."""
        if self.path is None:
            return self
        script = _script_in(self.path, self.path.name)
        if not script.strip():
            raise RequestError(f"{self.title} is empty", parameter="path", allowed="a ModelScript")
        return replace(self, script=script)

    def line_of_code(self, params: Mapping[str, Value], named: Mapping[str, object]) -> str:
        """The line that makes an explorer of it with what is ``named``; of a script without a file, sets ``params``."""
        if not self.code:
            return f"explorer.params = {dict(params)!r}"
        told = [f"{name}={value!r}" for name, value in named.items() if value]
        return f"ModelExplorer({', '.join([self.code, *told])})"


def model_source(
    model: object = None,
    *,
    script: str | None = None,
    path: str | Path | None = None,
    model_id: str | None = None,
) -> ModelSource:
    """The model meant by exactly one of the arguments. Raises RequestError if it is none, several, or unclear."""
    given = [value for value in (model, script, path, model_id) if value is not None]
    if len(given) != 1:
        raise RequestError(
            f"a model is named by exactly one argument, not by {len(given)}",
            parameter="model",
            allowed=_ALLOWED,
        )
    if script is not None:
        return ModelSource("ModelScript", script=script)
    if path is not None:
        return _from_path(Path(path))
    if model_id is not None:
        return _from_id(model_id)
    return _told_apart(model)


def stored_model(source: Sources, model_id: str, named: Mapping[str, object]) -> tuple[str, ParameterSchema]:
    """In the background: title and parameters of a stored model; those ``named`` where its service tells none."""
    models = source.models
    if models is None:
        return "", schema_of_values(named)
    stored = models.show(model_id)
    return stored.title, stored.schema


def read_files(paths: Iterable[str | Path], *, folders: bool = True) -> dict[str, bytes]:
    """The files that lie beside a script, by name. Raises RequestError, which may tell its folder, for one that cannot
    be read."""
    allowed = "a file that can be read"
    found = [(Path(path), str(path) if folders else Path(path).name) for path in paths]
    return {path.name: _read(path, told, "files", allowed) for path, told in found}


def _read(path: Path, told: str, parameter: str, allowed: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{told!r} cannot be read: {error.strerror}"
        raise RequestError(message, parameter=parameter, value=told, allowed=allowed) from None


def _told_apart(model: object) -> ModelSource:
    if isinstance(model, Sample):
        return ModelSource(model.title, script=model.text, code=f"samples.{model.name}")
    if isinstance(model, Path):
        return _from_path(model)
    if not isinstance(model, str):
        raise RequestError(f"a {type(model).__name__} is no model", parameter="model", value=model, allowed=_ALLOWED)
    if "\n" in model or re.search(r"[(=;]", model):
        return ModelSource("ModelScript", script=model)
    if model.endswith(".py"):
        return _from_path(Path(model))
    if model in [sample.name for sample in SAMPLES]:
        raise RequestError(
            f"{model!r} is the name of a sample",
            parameter="model",
            value=model,
            allowed=f"cadwidgets.samples.{model}",
        )
    if _ID.fullmatch(model):
        return _from_id(model)
    raise RequestError(f"{model[:60]!r} is no model", parameter="model", value=model, allowed=_ALLOWED)


def _from_path(path: Path) -> ModelSource:
    return ModelSource(path.name, script=_script_in(path, str(path)), code=repr(str(path)), path=path.absolute())


def _script_in(path: Path, told: str) -> str:
    data = _read(path, told, "path", "a ModelScript file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(
            f"{told!r} is not UTF-8 text (byte {error.start})",
            parameter="path",
            allowed="a ModelScript file in UTF-8",
        ) from None


def _from_id(model_id: str) -> ModelSource:
    if not _ID.fullmatch(model_id):
        raise RequestError(
            f"{model_id[:40]!r} is no model's id",
            parameter="id",
            value=model_id,
            allowed="7 to 9 letters and digits",
        )
    return ModelSource(f"Model {model_id}", model_id=model_id, code=f"id={model_id!r}")
