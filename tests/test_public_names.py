"""What ``import cadwidgets`` offers."""

from __future__ import annotations

import cadwidgets


def test_every_public_name_can_be_used_and_is_offered_for_completion() -> None:
    for name in cadwidgets.__all__:
        assert getattr(cadwidgets, name) is not None
    assert dir(cadwidgets) == sorted(cadwidgets.__all__)
    assert len(cadwidgets.__all__) <= 20


def test_connect_stays_a_function_whatever_else_is_imported() -> None:
    from cadwidgets import widgets  # noqa: F401

    assert callable(cadwidgets.connect)


def test_an_unknown_name_is_an_attribute_error_that_names_it() -> None:
    try:
        cadwidgets.modelexplorer  # noqa: B018
    except AttributeError as error:
        assert "modelexplorer" in str(error)
    else:
        raise AssertionError("no error")
