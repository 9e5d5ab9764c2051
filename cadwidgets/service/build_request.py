"""From what a request says to a checked build: which model, written how, with which values."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any
from urllib.parse import urlsplit

from cadwidgets._version import __version__
from cadwidgets.contract.options import OPTION_PREFIX, OPTIONS, PARAMETER_PREFIX, read_options
from cadwidgets.contract.parameters import RESERVED, Value
from cadwidgets.contract.requests import FORMATS, http_text
from cadwidgets.errors import NotFound, RequestError
from cadwidgets.service.request_body import Said

_ID = re.compile(r"[A-Za-z0-9]{7,9}")


@dataclass(frozen=True)
class ModelRef:
    """Which model is meant: a ``script`` with the ``files`` beside it, or a stored one's ``id``."""

    script: str = ""
    id: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    def unknown(self, version: int = 0) -> NotFound:
        """What to raise when no such model is stored."""
        which = f"version {version} of the model" if version else "model with the id"
        return NotFound(f"there is no {which} {self.id[:40]!r}", status=404)


@dataclass(frozen=True)
class Source:
    """A script and what lies beside it."""

    script: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def contents(self) -> dict[str, str]:
        """The SHA-256 of every file by its name, in hexadecimal."""
        return {name: hashlib.sha256(content).hexdigest() for name, content in self.files.items()}

    def session(self, account: str, *, ahead: bool = False) -> str:
        """The name of the session of this very source, built for ``account``: whoever else has the same script has
        another one, and so have builds ``ahead`` of what is asked, which end whenever somebody asks."""
        named = [account, ahead, self.script, self.contents]
        return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Wanted:
    """A checked build. ``values`` are texts by a parameter's own name, ``options`` all options, resolved."""

    model: ModelRef
    type: str
    preset: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Value] = field(default_factory=lambda: read_options({}))

    @property
    def version(self) -> int:
        """Which version of a stored model; 0 = the latest."""
        return int(str(self.options["version"]))

    def job(self, source: Source) -> dict[str, Any]:
        """What a worker is asked. Of the options it gets those that are not the defaults: it refuses what its type of
        file does not have."""
        changed = {name: value for name, value in self.options.items() if value != OPTIONS[name].default}
        options = {name: http_text(value) for name, value in changed.items() if name not in ("version", "memo")}
        memo = {} if self.options["memo"] else {"memo": False}
        job = {"op": "build", "script": source.script, "preset": self.preset, "values": dict(self.values)}
        return job | {"type": self.type, "options": options, "files": sorted(source.files)} | memo

    def digest(self, source: Source) -> str:
        """SHA-256 over all that decides the answer, the programs that build it included; in hexadecimal."""
        decisive = [_programs(), self.job(source), source.contents]
        return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode()).hexdigest()


def read_build(said: Said) -> Wanted:
    """The build that a request asks for. Raises RequestError with parameter, value and what is allowed."""
    return Wanted(read_model(said), _read_type(said), said.get("preset"), _values(said), _options(said))


def read_model(said: Said) -> ModelRef:
    """The script, or the id of a stored model: also out of the URL of its page. Raises RequestError."""
    script, model_id = said.get("s"), said.get("id").strip()
    if script:
        return ModelRef(script=script, files=said.files)
    if not model_id:
        allowed = "a ModelScript in s, or a model's id"
        message = "neither a script nor the id of a stored model was given"
        raise RequestError(message, parameter="s", allowed=allowed)
    if said.files:
        allowed = "files beside a script in s; a stored model has its own"
        raise RequestError("files were sent without a script", parameter="files", allowed=allowed)
    return ModelRef(id=_last_part(model_id))


def is_model_id(text: str) -> bool:
    """Whether ``text`` can be the id of a stored model."""
    return _ID.fullmatch(text) is not None


def _last_part(text: str) -> str:
    if "/" not in text:
        return text
    try:
        path = urlsplit(text).path
    except ValueError:  # no URL after all: no model is called so
        return text
    return path.rstrip("/").rpartition("/")[2]


def _read_type(said: Said) -> str:
    given = said.get("type").strip()
    kind = given.upper() if given.isascii() else ""
    if kind not in FORMATS:
        message = f"type {given[:40]!r} is not known" if given else "the type is missing"
        raise RequestError(message, parameter="type", value=given[:40], allowed=", ".join(FORMATS))
    return kind


def _values(said: Said) -> dict[str, str]:
    """The model's own parameters: ``p.NAME`` says more exactly than ``NAME`` what is meant, and wins."""
    names = [name for name in said.fields if not name.startswith((OPTION_PREFIX, PARAMETER_PREFIX))]
    values = {name: said.get(name) for name in names if name not in RESERVED}
    return values | _prefixed(said, PARAMETER_PREFIX)


def _options(said: Said) -> dict[str, Value]:
    return read_options(_prefixed(said, OPTION_PREFIX))


def _prefixed(said: Said, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in said.fields.items() if name.startswith(prefix)}


@functools.cache
def _programs() -> tuple[str, str]:
    """The versions of what builds: another one may build otherwise."""
    return __version__, metadata.version("cadquery")
