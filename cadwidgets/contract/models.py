"""Stored models: what a service of this project keeps and builds by id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cadwidgets.contract.parameters import ParameterSchema

_MODEL_ID = re.compile(r"[A-Za-z0-9]{7,9}")


def model_id_in(text: str) -> str:
    """The model's id in ``text``: 7 to 9 letters and digits, or the last part of its page's URL; else empty."""
    last = text.strip()
    if "/" in last:
        try:
            last = urlsplit(last).path.rstrip("/").rpartition("/")[2]
        except ValueError:  # brackets where a URL has a host: no URL, and no id
            return ""
    return last if _MODEL_ID.fullmatch(last) else ""


@dataclass(frozen=True)
class StoredModel:
    """One stored model as a list shows it. Times are in Unix seconds, 0 where there is none.

    ``version`` is its latest (they count from 1), ``own`` says whether it belongs to the account that asked, ``url`` is
    its page where the service told it.
    """

    id: str
    version: int = 1
    title: str = ""
    description: str = ""
    url: str = ""
    created: float = 0.0
    updated: float = 0.0
    own: bool = False

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> StoredModel:
        """The model that an entry of a listing describes. Raises KeyError, TypeError or ValueError for another."""
        return cls(**_fields(data))


@dataclass(frozen=True)
class StoredVersion(StoredModel):
    """One version of a stored model in full; ``versions`` is how many there are."""

    versions: int = 1
    script: str = field(default="", repr=False)
    schema: ParameterSchema = field(default_factory=ParameterSchema, repr=False)
    formats: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> StoredVersion:
        """The version that ``GET /parts/{id}`` describes. Raises KeyError, TypeError or ValueError for another."""
        versions = data.get("versions") or 1
        return cls(
            **_fields(data),
            versions=len(versions) if isinstance(versions, list) else int(versions),
            script=str(data["script"]),
            schema=ParameterSchema.from_json(data["schema"]),
            formats=tuple(map(str, data.get("formats") or ())),
        )


def _fields(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(data["id"]),
        "version": int(data.get("version") or 1),
        "title": str(data.get("title") or ""),
        "description": str(data.get("description") or ""),
        "url": str(data.get("url") or ""),
        "created": float(data.get("created") or 0),
        "updated": float(data.get("updated") or 0),
        "own": bool(data.get("own")),
    }
