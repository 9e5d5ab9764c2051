"""Work beside other work: only the newest counts, how it ended is kept, and what runs can be stopped."""

from __future__ import annotations

import threading

from cadwidgets.errors import Cancelled
from cadwidgets.viewer.background import Mailbox
from cadwidgets.widgets._activity import Activity, rest


def waiting(cancel: threading.Event) -> str:
    rest(cancel, 30)
    return "too late"


def settle(mailbox: Mailbox, activity: Activity) -> None:
    assert mailbox.wait(lambda: not activity.busy and mailbox.empty, 30)


def test_newer_work_stops_the_older_one_and_its_end_counts() -> None:
    mailbox, came = Mailbox(), list[str]()
    activity = Activity(mailbox, lambda: None)
    activity.start("first", waiting, came.append)
    activity.start("second", lambda cancel: "second", came.append)
    assert (activity.status, activity.text) == ("working", "second")
    settle(mailbox, activity)
    assert (came, activity.status, activity.error) == (["second"], "idle", None)


def test_what_older_work_brings_in_between_is_told_where_that_is_wanted() -> None:
    mailbox, came, go_on = Mailbox(), list[str](), threading.Event()
    activity = Activity(mailbox, lambda: None, in_between=True)
    activity.start("first", lambda cancel: str(go_on.wait(30)), came.append)
    for name in ("second", "third"):
        activity.start(name, lambda cancel, name=name: name, came.append)  # type: ignore[misc]
    go_on.set()
    settle(mailbox, activity)
    assert came == ["True", "third"]


def test_cancelled_work_says_so_until_it_is_cleared() -> None:
    mailbox = Mailbox()
    activity = Activity(mailbox, lambda: None)
    activity.start("long", waiting, lambda outcome: None)
    activity.clear()
    assert activity.status == "working", "what runs goes on"
    activity.cancel()
    settle(mailbox, activity)
    assert (activity.status, activity.error) == ("cancelled", None)
    activity.clear()
    assert activity.status == "idle"


def test_what_goes_wrong_in_the_work_or_after_it_is_kept() -> None:
    mailbox = Mailbox()
    activity = Activity(mailbox, lambda: None)
    activity.start("divides", lambda cancel: 1 / 0, lambda outcome: None)
    settle(mailbox, activity)
    assert (activity.status, type(activity.error)) == ("failed", ZeroDivisionError)
    activity.start("is told", lambda cancel: 1, lambda outcome: outcome.no_such_name)
    settle(mailbox, activity)
    assert (activity.status, type(activity.error)) == ("failed", AttributeError)
    activity.start("works", lambda cancel: 1, lambda outcome: None)
    settle(mailbox, activity)
    assert (activity.status, activity.error) == ("idle", None)


def test_progress_is_told_while_there_is_work_and_not_after_it() -> None:
    mailbox, told = Mailbox(), list[tuple[str, float]]()
    activity = Activity(mailbox, lambda: told.append((activity.text, activity.share)))
    activity.start("begun", lambda cancel: activity.progress("half", 0.5), lambda outcome: None)
    settle(mailbox, activity)
    activity.progress("late", 0.9)
    mailbox.drain()
    assert told == [("begun", 0.0), ("half", 0.5), ("", 0.0)]


def test_a_choice_that_does_not_rest_is_cancelled() -> None:
    cancel = threading.Event()
    rest(cancel, 0.0)
    cancel.set()
    try:
        rest(cancel, 30)
    except Cancelled:
        return
    raise AssertionError("it rested")
