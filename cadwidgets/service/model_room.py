"""How much an account may keep in stored models: without a limit, one key could fill the disk of all."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, LargeBinary, cast, func, select

from cadwidgets.errors import RequestError
from cadwidgets.service.model_tables import FILES, MODELS, VERSIONS

MAX_MODELS = 1000
MAX_BYTES = 1 << 30
_ROW_BYTES = 1024
"""What a version takes beside its texts and files."""


def check_count(connection: Connection, owner: str) -> None:
    """Whether the account may keep one more model. Raises RequestError."""
    living = select(func.count()).where(MODELS.c.owner == owner, MODELS.c.deleted.is_(None))
    if connection.scalars(living).one() >= MAX_MODELS:
        allowed = f"at most {MAX_MODELS:,} models; those that are deleted do not count"
        raise RequestError("the account keeps too many models", parameter="s", allowed=allowed)


def check_bytes(connection: Connection, owner: str) -> None:
    """Whether all versions of the account's models still fit. Raises RequestError."""
    texts = _length(VERSIONS.c.script) + _length(VERSIONS.c.search_text) + _length(VERSIONS.c.schema)
    versions = select(func.sum(texts + _ROW_BYTES)).join(MODELS).where(MODELS.c.owner == owner)
    files = select(func.sum(func.length(FILES.c.content))).join(MODELS, MODELS.c.id == FILES.c.model_id)
    files = files.where(MODELS.c.owner == owner)
    together = sum(connection.scalars(query).one() or 0 for query in (versions, files))
    if together > MAX_BYTES:
        allowed = f"together at most {MAX_BYTES >> 20:,} MiB of scripts and files, all versions counted"
        raise RequestError("the account's models are too large", parameter="s", allowed=allowed)


def _length(text: ColumnElement[str]) -> ColumnElement[int]:
    """In bytes: SQLite counts the characters of a text."""
    return func.length(cast(text, LargeBinary))
