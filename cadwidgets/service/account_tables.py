"""The tables of accounts, of their keys, and of the builds that are charged to them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table

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
JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("account", ForeignKey(ACCOUNTS.c.name), nullable=False),
    Column("request", String(64), nullable=False),  # the digest of what was asked
    Column("state", String(9), nullable=False),  # running, done, failed, abandoned
    Column("charged", Boolean, nullable=False, default=False),
    Column("started", Float, nullable=False),
    Column("ended", Float),
    Index("jobs_by_state", "state", "account"),
)
