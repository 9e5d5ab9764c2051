"""Script text to syntax tree: what is accepted, and how everything else ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadwidgets.errors import ScriptSyntaxError
from cadwidgets.modelscript import load_script, parse_script
from cadwidgets.modelscript.python2 import from_python2
from cadwidgets.modelscript.source import MAX_DEPTH


def refused(text):
    """The error that a script ends with."""
    with pytest.raises(ScriptSyntaxError) as caught:
        parse_script(text)
    return caught.value


def test_byte_order_mark_and_foreign_line_ends_are_read_over():
    script = load_script("\ufeffa = 1\r\nb = 2\rc = '''x\r\ny'''\r\n   ")
    assert script.schema.defaults == {"a": 1, "b": 2, "c": "x\ny"}
    assert "\r" not in script.text


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing", "   \n"])
def test_an_empty_script_has_no_parameters(text):
    assert parse_script(text).parameters == ()


def test_a_syntax_error_tells_line_column_and_the_line_itself():
    error = refused("a = 1\nwidth = 3 +* 4\n")
    assert (error.line, error.column, error.excerpt) == (2, 12, "width = 3 +* 4")
    assert str(error) == "line 2, column 12: invalid syntax"


def test_the_excerpt_of_a_long_line_is_the_part_around_the_column():
    error = refused("a = (" + 500 * "1, " + "? " + 500 * "2, " + ")")
    assert "?" in error.excerpt
    assert len(error.excerpt) <= 120


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (100_000 * "(", "too many nested parentheses"),
        (10**6 * "-" + "1", "nested too deeply"),
        ("a = " + "+".join(5_000 * ["1"]), "nested too deeply"),
        ("a = w" + MAX_DEPTH * ".b", "nested too deeply"),
        ("x" * (2 << 20), "longer than 1 MiB"),
        ("if a: pass\n" + 5_000 * "elif b: pass\n", "nested too deeply"),
        ("a = " + 5_000 * "9", "integer"),
        ("def f(:\n  pass", "invalid"),
        ("a = 'open", "unterminated string"),
        ("if 1:\n\ta = 1\n        b = 2", "tabs"),
        ("return 1 +", "invalid syntax"),
        ("\\", "unexpected EOF"),
    ],
)
def test_what_is_no_python_within_limits_ends_the_same_way(text, said):
    assert said in str(refused(text))


@pytest.mark.parametrize(
    ("text", "said", "excerpt"),
    [
        ("a = 1\nb = '\0'", "a NUL character", "b = '\\0'"),
        ("a = 1\nb = '\udc80'", "half of a surrogate pair", "b = '\\udc80'"),
    ],
)
def test_characters_that_python_cannot_read_are_located(text, said, excerpt):
    error = refused(text)
    assert said in str(error)
    assert (error.line, error.column, error.excerpt) == (2, 6, excerpt)
    error.excerpt.encode("utf-8")


def test_a_long_call_chain_is_no_problem():
    script = load_script("w = cq" + 290 * ".faces()")
    compile(script.with_values({}), "script", "exec")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("print 'x'", "print('x')"),
        ("print", "print()"),
        ("print 'x', 3 # said", "print('x', 3) # said"),
        ("a = 1; print 'x'; b = 2", "a = 1; print('x'); b = 2"),
        ("if 1: print 'x'", "if 1: print('x')"),
        ("for i in xrange(3):\n    print i,\n    print(i)", "for i in range(3):\n    print(i,)\n    print(i)"),
        ("print 'a %d' % (\n    3)", "print('a %d' % (\n    3))"),
        ("print ('a %d') % 3", "print(('a %d') % 3)"),
        ("print ('a'), (3)", "print(('a'), (3))"),
        ("print lambda x: x; b = 2", "print(lambda x: x); b = 2"),
        ("print >>f, x", "print(x, file=f)"),
        ("print >>sys.stderr", "print(file=sys.stderr)"),
        ("print >>f if f else g, x, y,", "print(x, y, file=f if f else g)"),
        ("a = `b` + `c`", "a = repr(b) + repr(c)"),
        ("if a <> b: pass", "if a != b: pass"),
        ("a = ur'\\d'", "a = r'\\d'"),
        ("a = 0777 + 10L + 0xFFL + 1.5e3", "a = 0o777 + 10 + 0xFF + 1.5e3"),
        ("try:\n    pass\nexcept E, e:\n    pass", "try:\n    pass\nexcept E as e:\n    pass"),
        ("try: pass\nexcept (A, B), e: pass", "try: pass\nexcept (A, B) as e: pass"),
        ("raise E, 'x %d' % 3", "raise E('x %d' % 3)"),
        ("exec 'a = 1'", "exec('a = 1')"),
        ("exec code in here, there", "exec(code, here, there)"),
        ("d.has_key(3)", "d.__contains__(3)"),
        ("for k, v in d.iteritems(): pass", "for k, v in d.items(): pass"),
        ("a = raw_input('?')", "a = input('?')"),
        ("a = n/4", "a = n/4"),
        ("a = 'print 1; 0777 xrange `b`'  # print 1", "a = 'print 1; 0777 xrange `b`'  # print 1"),
        ("def xrange(n):\n    return [n]\na = xrange(3)", "def xrange(n):\n    return [n]\na = xrange(3)"),
    ],
)
def test_words_of_python_2_are_rewritten_on_their_lines_where_their_meaning_is_certain(old, new):
    assert load_script(f"{old}\nprint 'last'").text == f"{new}\nprint('last')"


def test_python_3_is_left_as_it_is():
    text = "def xrange(n):\n    return range(n)\nprint (1), 2\n"
    assert load_script(text).text == text


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("print 'x'\nb = = 2", "b = = 2"),
        ("print 'x'\ndef f((a, b)):\n    pass", "def f((a, b)):"),
        ("print 'x'\nraise E, value", "raise E, value"),
        ("b = = 2\nprint 'x'", "b = = 2"),
        ("print 'x' 'y' z", "print 'x' 'y' z"),
    ],
)
def test_the_error_told_is_the_first_that_the_rewriting_does_not_mend(text, excerpt):
    assert refused(text).excerpt == excerpt


@given(
    st.lists(
        st.sampled_from(
            [
                "print",
                "exec",
                "raise",
                "except",
                "in",
                "E",
                "a",
                ",",
                ";",
                ":",
                "(",
                ")",
                "'",
                '"',
                "'''",
                "0777",
                "`b`",
                "<>",
                ">>",
                "\\",
                "\n",
                "ur'x'",
            ]
        )
    )
)
def test_rewriting_keeps_the_lines_whatever_it_is_given(words):
    text = " ".join(words)
    assert from_python2(text).count("\n") == text.count("\n")


@given(st.text(alphabet="ab=1-.,:#[]()'\"\n @\0é\udc80", max_size=80))
def test_any_text_is_a_schema_or_a_script_syntax_error(text):
    try:
        schema = parse_script(text)
    except ScriptSyntaxError as error:
        assert error.excerpt.encode("utf-8") is not None
    else:
        assert len(set(schema.names)) == len(schema.names)


def test_a_script_with_an_odd_escape_warns_nobody(recwarn):
    parse_script("a = '\\d'")
    assert not recwarn.list
