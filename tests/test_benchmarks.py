"""What the benchmarks write: tables, charts and a page from numbers; one tiny run of all that needs no service."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.append(str(BENCHMARKS))
from charts import log_chart  # noqa: E402
from relay import relayed  # noqa: E402
from report import Section, Table, cell, write_page  # noqa: E402
from sweep_values import variants, with_values  # noqa: E402
from timing import geometric_mean, growth_exponent, medians  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"


def rows_of(markdown: str) -> list[list[str]]:
    """The cells of all rows of tables, the rules between head and body left out."""
    rows = [line.strip("| ").split(" | ") for line in markdown.splitlines() if line.startswith("|")]
    return [row for row in rows if not set("".join(row)) <= set("-: ")]


def test_every_round_of_a_sweep_has_other_variants_and_both_sides_the_same() -> None:
    rounds = [variants(50, seed) for seed in range(6)]
    all_of_them = [tuple(values.items()) for chosen in rounds for values in chosen]
    assert len(set(all_of_them)) == 300
    assert variants(50, 3) == rounds[3]


def test_the_plain_side_runs_the_script_with_the_values_of_the_variant() -> None:
    for values in ({"width": 4.5, "bend": 2}, {"width": 7.0, "bend": 3}):
        names: dict[str, float] = {}
        exec(compile(with_values("width = 1.0\nbend = 0\nbend = min(bend, width)\n", values), "s", "exec"), names)  # noqa: S102
        assert {name: names[name] for name in values} == values


def test_a_power_law_is_found_by_its_exponent():
    sizes = [10.0, 20.0, 50.0]
    assert growth_exponent(sizes, [3 * size**1.5 for size in sizes]) == pytest.approx(1.5)
    assert growth_exponent(sizes, [7.0] * 3) == pytest.approx(0.0)
    assert math.isnan(growth_exponent([10.0], [1.0]))


def test_twice_as_fast_and_half_as_fast_come_to_as_fast():
    assert geometric_mean([2.0, 0.5]) == pytest.approx(1.0)


def test_medians_are_taken_by_column():
    assert medians([[1, 10], [3, 30], [2, 99]]) == [2, 30]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567, "1,234,567"),
        (1234.5, "1,234"),
        (12.345, "12.3"),
        (0.0012345, "0.00123"),
        (0.0, "0"),
        (-1e-9, "0"),
        (0.99996, "1.00"),
        (7, "7"),
    ],
)
def test_numbers_are_written_with_the_digits_that_count(value, text):
    assert cell(value) == text
    assert cell(math.nan) == "-"


def test_a_table_has_a_cell_for_every_column():
    assert rows_of(Table(("model", "ms"), [("box", 1.5)]).markdown()) == [["model", "ms"], ["box", "1.50"]]
    with pytest.raises(ValueError, match="model, ms"):
        Table(("model", "ms"), [("box",)]).markdown()


def test_a_chart_has_a_dot_for_every_point_and_a_straight_line_for_a_power_law():
    drawn = ElementTree.fromstring(log_chart("a < b", "size", {"ms": [(1, 2), (10, 20), (100, 200)], "kB": [(1, 5)]}))
    assert len(drawn.findall(f"{SVG}circle")) == 4
    line = drawn.find(f"{SVG}polyline")
    assert line is not None
    (x1, y1), (x2, y2), (x3, y3) = [map(float, place.split(",")) for place in line.attrib["points"].split()]
    assert (y2 - y1) / (x2 - x1) == pytest.approx((y3 - y2) / (x3 - x2), rel=0.01)
    assert y1 > y2 > y3  # more is higher
    with pytest.raises(ValueError, match="positive"):
        log_chart("", "", {"ms": [(1, 0)]})


def test_a_page_names_its_machine_shows_its_charts_and_says_when_it_was_a_quick_run(tmp_path):
    section = Section("Growth", "Text.", [Table(("n", "ms"), [(1, 2.0)])], {"curve.svg": "<svg/>"})
    for quick in (True, False):
        write_page(tmp_path / "page.md", [section], quick=quick)
        text = (tmp_path / "page.md").read_text("utf-8")
        assert ("not to be quoted" in text) is quick
        assert {"processor", "cores", "cadquery"} <= {row[0] for row in rows_of(text)}
        (image,) = re.findall(r"\]\((images/.*?)\)", text)
        assert (tmp_path / image).read_text("utf-8") == "<svg/>"


def test_a_relay_counts_what_comes_back_and_changes_nothing():
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with relayed(f"http://127.0.0.1:{server.server_port}") as relay:
            with urllib.request.urlopen(relay.url, timeout=10) as answer:
                assert answer.read() == b"x" * 100_000
            assert relay.sent == len("HTTP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n") + 100_000
        server.shutdown()


def page_of(folder: Path, *options: str) -> str:
    """What a tiny run writes."""
    page = folder / "performance.md"
    command = [sys.executable, str(BENCHMARKS), "--tiny", "--output", str(page), *options]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0, ran.stderr
    return page.read_text("utf-8")


def number(text: str) -> float:
    return float(text.replace(",", ""))


@pytest.mark.long
def test_a_tiny_run_in_one_process_writes_its_tables_and_charts(tmp_path):
    text = page_of(tmp_path, "--only", "arrays,readers,growth,profile")
    rows = rows_of(text)
    assert re.findall("^## (.*)", text, re.MULTILINE) == [
        "From a shape to arrays",
        "From files to arrays",
        "How cost grows",
        "Where the time goes",
    ]
    assert "left out of this run" in text
    arrays, stages = (row for row in rows if row[0] == "bracket")
    assert all(number(cell) > 0 for cell in arrays[1:] + stages[1:])
    shares = next(row for row in rows if row[0] == "share, %")
    assert sum(map(number, shares[1:-1])) == pytest.approx(100, abs=1)
    assert [row[0] for row in rows].count("exponent") == 4
    images = re.findall(r"\]\((images/.*?)\)", text)
    assert len([ElementTree.fromstring((tmp_path / image).read_text("utf-8")) for image in images]) == 4


@pytest.mark.release
def test_a_tiny_run_over_http_tells_times_and_bytes(tmp_path):
    rows = rows_of(page_of(tmp_path, "--only", "slider,incremental"))
    changes = [row for row in rows if row[0].startswith(("flange_pair:", "a hundred plates:"))]
    assert len(changes) == 2
    assert all(number(cell) > 0 for row in changes for cell in row[1:])
    sliders = [row for row in rows if row[0].startswith("small bracket,")]
    assert [len(row) for row in sliders] == [8, 8, 9, 9], "the whole of two sliders, then their stages"
    assert all(number(cell) > 0 for row in sliders[:2] for cell in row[1:4])
    assert all(number(cell) > 0 for row in sliders[2:] for cell in row[1:5])


@pytest.mark.release
def test_a_tiny_run_in_a_browser_tells_the_time_to_pixels(tmp_path):
    rows = rows_of(page_of(tmp_path, "--only", "browser"))
    viewer, explorer = (row for row in rows if row[0] in ("viewer", "explorer"))
    assert viewer[3] == "0"
    assert all(number(cell) > 0 for cell in viewer[4:] + explorer[1:])


@pytest.mark.long
def test_an_unknown_part_is_refused_with_the_parts_that_there_are(tmp_path):
    command = [sys.executable, str(BENCHMARKS), "--only", "teapots"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 2
    assert "no part teapots; there are arrays" in ran.stderr
