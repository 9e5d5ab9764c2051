"""The part picker in the browser through the gateway, and at a foreign catalog by both contracts."""

from __future__ import annotations

from typing import Any

import pytest
from notebook_page import shows_a_model

PICK = """import cadwidgets
source = cadwidgets.connect({settings})
picker = cadwidgets.PartPicker(source=source).pick("W-20", "CONTRACT_WASHERS")
picker"""


def open_picker(notebook: Any, name: str, **settings: str) -> Any:
    text = ", ".join(f"{key}={value!r}" for key, value in settings.items())
    return notebook.open(notebook.lab.write(f"{name}.ipynb", PICK.format(settings=text))).run_all()


def pictures(page: Any, name: str) -> None:
    """Light, dark and narrow, to be looked at."""
    page.screenshot(f"{name}-light")
    page.theme("Dark")
    page.screenshot(f"{name}-dark")
    before = page.page.viewport_size
    page.page.set_viewport_size({"width": 600, "height": 900})
    page.screenshot(f"{name}-narrow")
    page.page.set_viewport_size(before)


@pytest.mark.long
@pytest.mark.parametrize("api", ["classic", "gateway"])
def test_a_named_foreign_part_is_described_and_its_step_is_shown(notebook: Any, contract_server: Any, api: str) -> None:
    url = contract_server.traceparts_url if api == "classic" else contract_server.gateway_url
    page = open_picker(
        notebook,
        f"foreign-{api}",
        traceparts_api=api,
        traceparts_url=url,
        traceparts_key=contract_server.key,
        traceparts_tenant=contract_server.tenant,
        traceparts_email=contract_server.email,
    )
    page.output("button:has-text('Show in 3D'):visible")
    assert contract_server.cad_requests == 0
    pictures(page, f"foreign-{api}-looked-up")
    page.theme("Light")
    page.click("Show in 3D")
    page.output("[role=status]:has-text('downloaded.')")
    assert shows_a_model(page.pixels())
    assert contract_server.cad_requests == 1
    pictures(page, f"foreign-{api}-shown")
    assert page.errors == []
    assert page.foreign_requests == []
