"""BomTable: a bill of materials as a table that can be folded, sorted, edited, compared and saved."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import anywidget
import traitlets

from cadwidgets.contract.bom import BomLine
from cadwidgets.errors import RequestError
from cadwidgets.widgets._background import LatestJob, Mailbox
from cadwidgets.widgets._base import error_view
from cadwidgets.widgets._bom_columns import COLUMNS
from cadwidgets.widgets._bom_edits import edited
from cadwidgets.widgets._bom_rows import Row, tree_rows, walk
from cadwidgets.widgets._bom_view import Choices, Lines, rows_of, table_view
from cadwidgets.widgets._browser import module, text
from cadwidgets.widgets._history import History
from cadwidgets.widgets.bom import Bom

_Action = Mapping[str, Any]
