"""``cadwidgets parts`` at a real service: found, shown with sources, listed formats, downloaded."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cadquery as cq
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def at(run: Run, service: Any) -> Run:
    """Runs ``cadwidgets parts`` at the service of the tests."""

    def at(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run("parts", *arguments, "--url", service.url, CADWIDGETS_BUILD_KEY=service.key)

    return at


def test_a_designation_is_found_and_what_was_understood_is_told(at: Run) -> None:
    done = at("search", "M6x20", "ISO", "4762")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("ISO 4762 M6x20\t")
    assert "understood 'ISO 4762' as Standard: ISO 4762" in done.stderr


def test_a_filter_narrows_the_search(at: Run) -> None:
    found = json.loads(at("search", "--filter", "standard:ISO 4762", "--filter", "d:6", "--json").stdout)
    assert found["hits"]
    assert all(hit["part_number"].startswith("ISO 4762 M6x") for hit in found["hits"])


def test_a_filter_that_cannot_be_read_is_refused(at: Run) -> None:
    done = at("search", "--filter", "nonsense")
    assert done.returncode == 2
    assert "nonsense" in done.stderr


def test_a_part_is_shown_with_the_source_of_every_value(at: Run) -> None:
    done = at("show", "iso4762", "m6x20")
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["Head height k", "6 mm"] in [row[:2] for row in rows]
    assert "maximum, unverified" in {row[2] for row in rows}
    assert all(row[3].startswith("ISO 4762") for row in rows)
    assert "6.65" in done.stderr


def test_the_formats_of_a_part_have_ids_and_labels(at: Run) -> None:
    done = at("formats", "6205")
    assert "901\tSTEP AP214" in done.stdout.splitlines()


def test_a_part_is_downloaded_with_its_text_and_archive(at: Run, tmp_path: Path) -> None:
    done = at("download", "ISO", "7089", "6", "-t", "STEP AP203", "-o", "parts", "--json")
    assert done.returncode == 0, done.stderr
    names = {Path(path).name for path in json.loads(done.stdout)["files"]}
    assert names == {"ISO_7089_6.step", "ISO_7089_6.txt", "ISO_7089_6.zip"}
    solid = cq.importers.importStep(str(tmp_path / "parts" / "ISO_7089_6.step")).val()
    assert solid.BoundingBox(1e-6).xlen == pytest.approx(12)


def test_a_part_that_there_is_not_names_near_ones(at: Run) -> None:
    done = at("show", "ISO", "4762", "M6x21")
    assert done.returncode == 4
    assert "ISO 4762 M6x20" in done.stderr


def test_a_foreign_catalog_is_asked_by_catalog_and_exact_number(run: Run, contract_server: Any, tmp_path: Path) -> None:
    there = {
        "CADWIDGETS_TRACEPARTS_URL": contract_server.traceparts_url,
        "CADWIDGETS_TRACEPARTS_KEY": contract_server.key,
        "CADWIDGETS_TRACEPARTS_EMAIL": contract_server.email,
        "CADWIDGETS_TRACEPARTS_API": "classic",
    }
    done = run("parts", "download", "W-10", "--catalog", "CONTRACT_WASHERS", "-t", "STL", "-o", "out", **there)
    assert done.returncode == 0, done.stderr
    assert "one CAD request" in done.stderr
    assert any(path.suffix.lower() == ".stl" for path in (tmp_path / "out").iterdir())
    refused = run("parts", "search", "washer", **there)
    assert refused.returncode == 2
    assert "cannot be searched" in refused.stderr or "neither be searched" in refused.stderr
