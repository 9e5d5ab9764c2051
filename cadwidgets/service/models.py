"""The models that a service keeps: scripts under short ids, every version of them, and the shipped samples."""

from __future__ import annotations

import hashlib
import json
import secrets
import string
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, select

from cadwidgets import samples
from cadwidgets.errors import AuthError, NotFound
from cadwidgets.service.model_room import check_bytes, check_count
from cadwidgets.service.model_tables import FILES, MODELS, PICTURES, VERSIONS

_ALPHABET = string.ascii_lowercase + string.digits
_ID_LENGTH = 8
SAMPLE_OWNER = ""
"""No account has this name: nobody owns the shipped samples."""


@dataclass(frozen=True)
class Reading:
    """What a script says about itself; ``schema`` is the JSON form of its ParameterSchema."""

    title: str = ""
    description: str = ""
    schema: Mapping[str, Any] = field(default_factory=dict)

    def description_under(self, title: str) -> str:
        """The description on a page with this title: a script's own title is lost only where the page has it."""
        if title in ("", self.title):
            return self.description
        own = f"{self.title}." if self.title[-1:].isalnum() else self.title
        return "\n\n".join(part for part in (own, self.description) if part)


@dataclass(frozen=True)
class Draft:
    """What is to be published. ``title`` is the one that was asked for; empty means the script's own."""

    script: str = field(repr=False)
    reading: Reading
    title: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class StoredModel:
    """One version of a model. ``versions`` is how many there are; times are Unix seconds, 0 for a sample.

    ``schema`` is empty for a sample: its script has not been read yet.
    """

    id: str
    version: int
    versions: int
    title: str
    description: str
    script: str = field(repr=False)
    schema: Mapping[str, Any] = field(repr=False)
    owner: str
    created: float
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def is_sample(self) -> bool:
        """Whether it came with the package: nobody can change or delete it."""
        return self.owner == SAMPLE_OWNER

    @property
    def digest(self) -> str:
        """SHA-256 over all that decides its shape, in hexadecimal."""
        return _digest(self.script, self.files)


@dataclass(frozen=True)
class Entry:
    """A model in a list: its latest version without script and files. ``updated`` is that version's time."""

    id: str
    version: int
    title: str
    description: str
    owner: str
    created: float
    updated: float


class ModelStore:
    """The models in a service's database. Every change is one transaction: it is there whole or not at all."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def publish(
        self, draft: Draft, owner: str, *, model_id: str = "", administrator: bool = False
    ) -> tuple[StoredModel, bool]:
        """Keep ``draft`` as a new model, or as the next version of ``model_id``; and whether anything is new.

        What equals the latest version, script, files and title, is not kept again. Raises NotFound for an
        unknown model, AuthError unless ``owner`` published it or is an ``administrator``, RequestError when the
        account would keep more than it may.
        """
        now = time.time()
        with self._engine.begin() as connection:
            if not model_id:
                check_count(connection, owner)
                return _insert(connection, _new_model(connection, owner, now), owner, draft, 1, now), True
            row = _owned(connection, model_id, owner, administrator)
            latest = _load(connection, row.id, row.latest)
            if latest.digest == _digest(draft.script, draft.files) and draft.title in ("", latest.title):
                return latest, False
            connection.execute(MODELS.update().where(MODELS.c.id == row.id).values(latest=row.latest + 1))
            return _insert(connection, row.id, row.owner, draft, row.latest + 1, now), True

    def find(self, model_id: str, version: int = 0) -> StoredModel | None:
        """That version of the model with its files (0 = the latest), or None if there is none."""
        sample = samples.by_id(model_id)
        if sample is not None:
            return _of_sample(sample) if version in (0, 1) else None
        with self._engine.begin() as connection:
            row = _living(connection, model_id)
            if row is None or not 0 <= version <= row.latest:
                return None
            return _load(connection, row.id, version or row.latest)

    def version_times(self, model_id: str) -> dict[int, float]:
        """When each version was published, in Unix seconds, the newest first; empty for a sample."""
        query = select(VERSIONS.c.version, VERSIONS.c.created).where(VERSIONS.c.model_id == model_id)
        with self._engine.begin() as connection:
            return {row.version: row.created for row in connection.execute(query.order_by(VERSIONS.c.version.desc()))}

    def search(self, text: str = "", *, limit: int = 50, offset: int = 0) -> tuple[list[Entry], int]:
        """The models that contain every word of ``text``, and how many there are in all.

        Words are looked for in id, title, description and script, whatever their case. Samples come first, then the
        one that was changed last.
        """
        words = text.casefold().split()
        found = [_entry_of_sample(sample) for sample in samples.SAMPLES if _contains(sample, words)]
        query = _matching(words)
        with self._engine.begin() as connection:
            total = len(found) + connection.scalars(select(func.count()).select_from(query.subquery())).one()
            page = query.order_by(VERSIONS.c.created.desc(), MODELS.c.id)
            rows = connection.execute(page.limit(limit).offset(max(0, offset - len(found)))).all()
        shown = found[offset : offset + limit]
        return [*shown, *(Entry(**row._mapping) for row in rows[: limit - len(shown)])], total

    def delete(self, model_id: str, owner: str, *, administrator: bool = False) -> None:
        """Nobody finds the model from now on, and its id is never used again. Raises as `publish`."""
        with self._engine.begin() as connection:
            row = _owned(connection, model_id, owner, administrator)
            for table in (FILES, VERSIONS):
                connection.execute(table.delete().where(table.c.model_id == row.id))
            connection.execute(MODELS.update().where(MODELS.c.id == row.id).values(deleted=time.time()))

    def picture(self, digest: str) -> bytes | None:
        """The picture (PNG) that was kept for models of this `StoredModel.digest`, if any."""
        with self._engine.begin() as connection:
            return connection.scalars(select(PICTURES.c.png).where(PICTURES.c.digest == digest)).one_or_none()

    def keep_picture(self, digest: str, png: bytes) -> None:
        """Keep a picture in place of what was kept before."""
        with self._engine.begin() as connection:
            connection.execute(PICTURES.delete().where(PICTURES.c.digest == digest))
            connection.execute(PICTURES.insert().values(digest=digest, png=png))


def _new_model(connection: Connection, owner: str, now: float) -> str:
    while _is_taken(connection, model_id := "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))):
        pass
    connection.execute(MODELS.insert().values(id=model_id, owner=owner, latest=1, created=now))
    return model_id


def _is_taken(connection: Connection, model_id: str) -> bool:
    """Whether a sample or a model has the id, also one that was deleted."""
    known = connection.execute(select(MODELS.c.id).where(MODELS.c.id == model_id)).one_or_none()
    return known is not None or samples.by_id(model_id) is not None


def _insert(connection: Connection, model_id: str, owner: str, draft: Draft, version: int, now: float) -> StoredModel:
    title = draft.title or draft.reading.title or f"Model {model_id}"
    description = draft.reading.description_under(draft.title)
    row = {
        "model_id": model_id,
        "version": version,
        "script": draft.script,
        "title": title,
        "description": description,
        "schema": json.dumps(dict(draft.reading.schema)),
        "digest": _digest(draft.script, draft.files),
        "search_text": _search_text(model_id, title, description, draft.script),
        "created": now,
    }
    connection.execute(VERSIONS.insert().values(row))
    files = [{"model_id": model_id, "version": version, "name": n, "content": c} for n, c in draft.files.items()]
    if files:
        connection.execute(FILES.insert(), files)
    check_bytes(connection, owner)  # what does not fit is rolled back with its transaction
    return _load(connection, model_id, version)


def _living(connection: Connection, model_id: str) -> Row[Any] | None:
    query = select(MODELS).where(MODELS.c.id == model_id, MODELS.c.deleted.is_(None))
    return connection.execute(query).one_or_none()


def _owned(connection: Connection, model_id: str, owner: str, administrator: bool) -> Row[Any]:
    if samples.by_id(model_id) is not None:
        raise AuthError(f"the model {model_id} is one of the samples, which nobody can change", status=403)
    row = _living(connection, model_id)
    if row is None:
        raise NotFound(f"there is no model with the id {model_id[:40]!r}", status=404)
    if row.owner != owner and not administrator:
        raise AuthError(f"the model {model_id} belongs to another account", status=403)
    return row


def _load(connection: Connection, model_id: str, version: int) -> StoredModel:
    query = select(VERSIONS, MODELS.c.owner, MODELS.c.latest).join(MODELS)
    row = connection.execute(query.where(MODELS.c.id == model_id, VERSIONS.c.version == version)).one()
    files = select(FILES.c.name, FILES.c.content).where(FILES.c.model_id == model_id, FILES.c.version == version)
    return StoredModel(
        id=model_id,
        version=version,
        versions=row.latest,
        title=row.title,
        description=row.description,
        script=row.script,
        schema=json.loads(row.schema),
        owner=row.owner,
        created=row.created,
        files={file.name: file.content for file in connection.execute(files.order_by(FILES.c.name))},
    )


def _matching(words: Sequence[str]) -> Select[Any]:
    """The latest version of every living model whose text has all the words."""
    columns = (
        MODELS.c.id,
        VERSIONS.c.version,
        VERSIONS.c.title,
        VERSIONS.c.description,
        MODELS.c.owner,
        MODELS.c.created,
        VERSIONS.c.created.label("updated"),
    )
    found = select(*columns).join(
        VERSIONS, (VERSIONS.c.model_id == MODELS.c.id) & (VERSIONS.c.version == MODELS.c.latest)
    )
    has_words = [VERSIONS.c.search_text.contains(word, autoescape=True) for word in words]
    return found.where(MODELS.c.deleted.is_(None), *has_words)


def _digest(script: str, files: Mapping[str, bytes]) -> str:
    parts = [script, *(f"{name}\n{hashlib.sha256(content).hexdigest()}" for name, content in sorted(files.items()))]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _search_text(*parts: str) -> str:
    return "\n".join(parts).casefold()


def _contains(sample: samples.Sample, words: Sequence[str]) -> bool:
    text = _search_text(sample.id, sample.title, sample.text) if words else ""
    return all(word in text for word in words)


def _of_sample(sample: samples.Sample) -> StoredModel:
    return StoredModel(sample.id, 1, 1, sample.title, "", sample.text, {}, SAMPLE_OWNER, 0.0)


def _entry_of_sample(sample: samples.Sample) -> Entry:
    return Entry(sample.id, 1, sample.title, "", SAMPLE_OWNER, 0.0, 0.0)
