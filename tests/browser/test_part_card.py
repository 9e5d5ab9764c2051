"""A part that shows itself in JupyterLab: its 3D beside every value, in both themes and in a narrow window."""

from __future__ import annotations

from typing import Any

import pytest
from notebook_page import shows_a_model

pytestmark = pytest.mark.own_javascript


@pytest.mark.long
def test_a_part_shows_itself_in_3d_with_every_value(notebook: Any) -> None:
    name = notebook.lab.write("part.ipynb", 'from cadwidgets import part\npart("ucp 205")')
    page = notebook.open(name).run_all()
    page.canvas()  # the part may be made before anybody sees that it is being made
    page.page.locator("[role=status]:has-text('Making')").wait_for(state="detached")
    assert shows_a_model(page.pixels())
    table = page.output(".cadw-table").inner_text()
    assert "1 x P205" in table
    assert "unverified" in table
    page.screenshot("part-card-light")
    page.theme("Dark")
    page.screenshot("part-card-dark")
    page.theme("Light")
    page.page.set_viewport_size({"width": 600, "height": 900})
    page.output(".cadw-table")
    page.screenshot("part-card-narrow")
    assert page.errors == []
    assert page.foreign_requests == []


@pytest.mark.long
def test_a_table_of_ones_own_is_picked_from(notebook: Any) -> None:
    code = (
        "import pandas as pd\nfrom cadwidgets import PartPicker\n"
        'frame = pd.DataFrame({"part_number": ["00123", "1E5"], "name": ["Block", "Block"], "length [mm]": [40, 60]})\n'
        "picker = PartPicker(catalog=frame)\npicker"
    )
    page = notebook.open(notebook.lab.write("own.ipynb", code)).run_all()
    page.output("td:text-is('1E5')").click()
    page.output(".cadw-code:has-text('1E5')")
    page.screenshot("own-parts")
    assert page.output("td:text-is('00123')").is_visible()
    assert page.errors == []
