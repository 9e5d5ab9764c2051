"""The table of jobs: builds, which are charged, and CAD requests, which go on while their caller asks again."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from cadwidgets.service.account_tables import ACCOUNTS
from cadwidgets.service.database import METADATA

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("kind", String(10), nullable=False, server_default="build"),  # build, cad
    Column("account", ForeignKey(ACCOUNTS.c.name), nullable=False),
    Column("owner", String(80), nullable=False, server_default=""),  # whose calls may ask for it
    Column("request", String(64), nullable=False),  # the digest of what is made
    Column("payload", Text, nullable=False, server_default=""),  # JSON: all that it takes to make it again
    Column("repeat_key", String(200)),  # null: cannot be repeated, or no more
    Column("repeat_digest", String(64), nullable=False, server_default=""),  # of what the call said
    Column("state", String(9), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),  # how often it was begun
    Column("level", String(10), nullable=False, server_default=""),  # how its script was confined
    Column("created", Float, nullable=False, server_default="0"),
    Column("started", Float, nullable=False),  # 0: not yet
    Column("ended", Float),
    Column("charged", Boolean, nullable=False, default=False),
    # somebody was sent away before it had ended, and nobody has fetched it since
    Column("owed", Boolean, nullable=False, server_default="0"),
    Column("error_kind", String(20), nullable=False, server_default=""),
    Column("message", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),  # JSON: what was made, or the error in full
    Index("jobs_by_state", "state", "account"),
    Index("jobs_by_repeat_key", "account", "repeat_key", unique=True),
)
