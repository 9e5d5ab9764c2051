"""The tables of accounts and of their keys."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, LargeBinary, String, Table

from cadwidgets.contract.delivery import ZIP_TYPES
from cadwidgets.service.database import METADATA

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("quota", Integer),  # null: unlimited
    Column("used", Integer, nullable=False, default=0),  # successful builds, also of rows of `jobs` long gone
    Column("created", Float, nullable=False),
)
KEYS = Table(
    "keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("account", ForeignKey(ACCOUNTS.c.name), nullable=False),
    Column("label", String(100), nullable=False),
    Column("digest", LargeBinary(32), nullable=False, unique=True),  # SHA-256; the key itself is kept nowhere
    Column("created", Float, nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("files", String(40), nullable=False, server_default=""),  # of contract.delivery.FILE_TYPES, with commas
    Column("zip_type", String(10), nullable=False, server_default=ZIP_TYPES[0]),
)
