"""The tables of stored models: a model, its versions, the files of a version, and pictures by their content."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, ForeignKeyConstraint, Integer, LargeBinary, String, Table, Text

from cadwidgets.service.database import METADATA

MODELS = Table(
    "models",
    METADATA,
    Column("id", String(9), primary_key=True),
    Column("owner", String, nullable=False),
    Column("latest", Integer, nullable=False),
    Column("created", Float, nullable=False),
    Column("deleted", Float),  # the row stays, so that nobody else's model ever gets the id
)
VERSIONS = Table(
    "model_versions",
    METADATA,
    Column("model_id", ForeignKey(MODELS.c.id), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("script", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("schema", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("search_text", Text, nullable=False),
    Column("created", Float, nullable=False),
)
FILES = Table(
    "model_files",
    METADATA,
    Column("model_id", String(9), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    ForeignKeyConstraint(["model_id", "version"], [VERSIONS.c.model_id, VERSIONS.c.version]),
)
PICTURES = Table(
    "model_pictures",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("png", LargeBinary, nullable=False),
)
