"""Which dialect a script speaks, and what else its tree tells."""

from __future__ import annotations

import pytest

from cadwidgets.modelscript import load_script

BUILD = "def build():\n    return 1\n"


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        (BUILD, "modelscript"),
        (BUILD + "p = FloatParam(1)\nshow_object(1)", "modelscript"),
        (BUILD + "UOM = 'mm'\nshow_object(1)", "modelscript"),
        (BUILD + "show_object(build())", "cqgi"),
        (BUILD + "build_object(build())", "cqgi"),
        ("def build(size=3, *rest, **more):\n    return 1", "modelscript"),
        ("def build(size):\n    return 1", "cqgi"),
        ("def build(*, size):\n    return 1", "cqgi"),
        ("class A:\n    def build():\n        return 1", "cqgi"),
        ("p = FloatParam(1)\nshow_object(1)", "cqgi"),
        ("a = 1", "cqgi"),
    ],
)
def test_the_dialect_follows_from_build_and_what_is_shown(text, dialect):
    script = load_script(text)
    assert script.dialect == script.schema.dialect == dialect


def test_constants_are_the_parameters_of_a_build_script_without_typed_ones():
    assert load_script("length = 10.0\nUOM = 'mm'\nVERSION = 1.0\n" + BUILD).schema.names == ("length",)


@pytest.mark.parametrize(
    ("text", "has_build", "shows", "guard"),
    [
        (BUILD, True, False, ""),
        ("show_object(1)", False, True, ""),
        ("if a:\n    build_object(1)", False, True, ""),
        ("debug(1)", False, False, ""),
        ("if __name__ == '__cq_main__':\n    show_object(1)", False, True, "__cq_main__"),
        ("if __name__ == '__main__':\n    main()", False, False, "__main__"),
        ("if __name__ in ('__main__', '__cq_main__'):\n    main()", False, False, "__cq_main__"),
    ],
)
def test_a_script_tells_what_it_defines_and_calls(text, has_build, shows, guard):
    script = load_script(text)
    assert (script.has_build_function, script.shows, script.main_guard) == (has_build, shows, guard)
