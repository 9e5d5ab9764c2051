"""The tables of own catalogs: the rows as they were sent, the STEP files, and the numbers in part ids."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from cadwidgets.service.database import METADATA

CATALOGS = Table(
    "own_catalogs",
    METADATA,
    Column("id", String(60), primary_key=True),
    Column("owner", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("rows", Text, nullable=False),  # a JSON list: they are read and written as a whole
    Column("updated", Float, nullable=False),
)
FILES = Table(
    "own_files",
    METADATA,
    Column("catalog_id", ForeignKey(CATALOGS.c.id), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("volume", Float, nullable=False),
)
FAMILIES = Table(
    "own_families",
    METADATA,
    Column("number", Integer, primary_key=True),  # a row stays for ever: a part id never means anything else
    Column("catalog_id", String(60), nullable=False),
    Column("category", Text, nullable=False),
    UniqueConstraint("catalog_id", "category"),
    sqlite_autoincrement=True,
)
