"""Where the time of a picture went, as a table that reads without its bars."""

from __future__ import annotations

import re

from cadwidgets.widgets._stage_times import StageTimes, stages_html

TIMINGS = {"run": 0.4, "mesh": 0.1, "send": 0.004, "draw": 0.0, "decode": 0.496}


def test_each_stage_has_its_name_and_its_milliseconds_as_text_and_the_sum_stands_below() -> None:
    rows = re.findall(r"<tr.*?<th scope='row'>(.*?)</th>.*?<td>([^<]*)</td></tr>", stages_html(TIMINGS))
    assert rows == [
        ("Run", "400 ms"),
        ("Mesh", "100 ms"),
        ("Send", "4.0 ms"),
        ("Decode", "496 ms"),
        ("Draw", "0.0 ms"),
        ("Total", "1,000 ms"),
    ]


def test_bars_follow_each_other_and_are_for_the_eye_only() -> None:
    html = stages_html(TIMINGS)
    places = [(float(left), float(width)) for left, width in re.findall(r"left:([\d.]+)%;width:([\d.]+)%", html)]
    assert places[:3] == [(0.0, 40.0), (40.0, 10.0), (50.0, 0.4)]
    assert all(left + width <= 100.05 for left, width in places)
    assert html.count("aria-hidden='true'") == len(places) == len(TIMINGS)


def test_nothing_measured_is_no_row_and_no_division() -> None:
    assert "0.0 ms" in stages_html({"run": 0.0})
    assert stages_html({}).count("<tr") == 1


def test_the_chart_is_written_only_while_it_is_unfolded() -> None:
    times = StageTimes()
    assert times.layout.display == "none", "nothing was measured yet"
    times.show(TIMINGS)
    assert (times.layout.display, times.chart.value) == ("", "")
    times.button.value = True
    assert "Total" in times.chart.value
    assert times.chart.layout.display == ""
    times.button.value = False
    before = times.chart.value
    times.show({"run": 1.0})
    assert times.chart.value == before
    assert times.chart.layout.display == "none"
    times.button.value = True
    assert "1,000 ms" in times.chart.value
