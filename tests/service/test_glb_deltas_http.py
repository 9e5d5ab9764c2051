"""GLBs as a client gets them that holds earlier ones: only the meshes that it does not hold, or nothing at all."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any

import pytest
from plain_http import Reply, get, post

from cadwidgets.geometry.glb_delta import GlbMeshes, completed
from cadwidgets.geometry.glb_parts import packed
from cadwidgets.service.built import Built
from cadwidgets.service.glb_deltas import GlbBases, Held, delta

SCRIPT = """
width = 2.0
assembly = cq.Assembly()
for at in range(3): assembly.add(cq.Workplane().sphere(2 + at), name=f"ball {at}", loc=cq.Location((9 * at, 0, 0)))
show_object(assembly.add(cq.Workplane().box(width, 1, 1), name="box"))
"""


def ask(service: Any, width: float, *tags: str, accepted: str = "glb-meshes") -> Reply:
    """The model for a client that accepts parts of it and holds those with these entity tags."""
    headers = {"A-IM": accepted} | ({"If-None-Match": ", ".join(tags)} if tags else {})
    return post(service, headers=headers, s=SCRIPT, type="GLB", width=str(width))


def tag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()}"'


def test_the_entity_tag_is_a_hash_of_the_model_new_or_from_the_cache(service: Any) -> None:
    for kind in ("GLB", "STL"):
        replies = [post(service, s=SCRIPT, type=kind, width="11.5") for _ in range(2)]
        assert [reply.headers["x-build-cache"] for reply in replies] == ["miss", "hit"]
        assert {reply.headers["etag"] for reply in replies} == {tag_of(replies[0].body)}


def test_who_holds_a_model_gets_the_rest_of_the_next_and_nothing_of_the_same(service: Any) -> None:
    first, full = ask(service, 12.0), post(service, s=SCRIPT, type="GLB", width="12.5")
    assert (first.status, "im" in first.headers) == (200, False)
    part = ask(service, 12.5, first.headers["etag"])
    assert (part.status, part.headers["im"], part.headers["delta-base"]) == (226, "glb-meshes", first.headers["etag"])
    assert part.headers["etag"] == tag_of(full.body)
    assert completed(part.body, [GlbMeshes(first.body)]) == full.body
    assert len(part.body) < 0.2 * len(full.body)
    assert json.loads(part.headers["x-build-properties"]) == json.loads(full.headers["x-build-properties"])
    same = ask(service, 12.5, first.headers["etag"], part.headers["etag"])
    assert (same.status, same.body, same.headers["etag"]) == (304, b"", part.headers["etag"])
    assert same.headers["x-build-cache"] == "hit"
    assert "x-build-properties" in same.headers


def test_a_model_nobody_knows_or_that_has_nothing_in_common_is_no_base(service: Any) -> None:
    other = post(service, headers={"A-IM": "glb-meshes"}, s="show_object(cq.Workplane().sphere(50))", type="GLB")
    for tags in ([tag_of(b"never built")], [other.headers["etag"]], ["*"], ['W/"x"', "nonsense"], ['"' * 900]):
        reply = ask(service, 13.0, *tags)
        assert (reply.status, tag_of(reply.body)) == (200, reply.headers["etag"])


def test_without_the_word_for_it_every_answer_is_whole(service: Any) -> None:
    tag = ask(service, 14.0).headers["etag"]
    for accepted in ("", "vcdiff, gzip", "glb-mesh"):
        assert ask(service, 14.0, tag, accepted=accepted).status == 200
    stl = [post(service, headers={"A-IM": "glb-meshes"}, s=SCRIPT, type="STL") for _ in range(2)]
    again = post(service, headers={"A-IM": "glb-meshes", "If-None-Match": stl[0].headers["etag"]}, s=SCRIPT, type="STL")
    assert [reply.status for reply in (*stl, again)] == [200, 200, 200]
    assert get(service, s=SCRIPT, type="GLB", width="14").status == 200


def test_a_glb_that_cannot_be_taken_apart_comes_whole(caplog: pytest.LogCaptureFixture) -> None:
    wrong = packed(b'{"meshes": [{"primitives": [{"attributes": {"POSITION": 7}}]}]}', [])
    with caplog.at_level(logging.INFO):
        assert delta(GlbBases(), Built(wrong, {"ETag": tag_of(wrong)}), Held(True)) is None
    assert "is sent whole" in caplog.text


def test_only_so_many_hashes_are_remembered_the_ones_used_last() -> None:
    bases = GlbBases(max_hashes=24)

    def meshes(name: str, count: int = 2) -> set[bytes]:
        return {name.encode() + bytes([number]) for number in range(count)}

    for name in "abcd":
        bases.note(name, meshes(name))
    bases.note("too many", meshes("e", 7))
    assert set(bases.find(["a", "b", "c", "d", "too many"])) == set("abcd")
    bases.find(["a"])
    bases.note("e", meshes("e"))
    bases.note("f", meshes("f"))
    assert bases.find("abcdef") == {name: meshes(name) for name in "adef"}
    bases.note("a", {b"1"})
    assert bases.find(["a"]) == {"a": {b"1"}}
    for name in map(str, range(100)):
        bases.note(name, ())
    assert len(bases.find(map(str, range(100)))) == 6, "answers without any mesh take room, too"


def test_what_a_client_says_is_read_strictly_and_no_further_than_sixteen_tags() -> None:
    tags = [tag_of(bytes([number])) for number in range(20)]
    assert Held.of({"a-im": "x, GLB-Meshes;q=1", "if-none-match": ",".join(tags)}).tags == tuple(tags[:16])
    assert Held.of({"if-none-match": tags[0]}) == Held(False)
    assert Held.of({"a-im": "glb-meshes", "if-none-match": 'W/"1", "abc", *'}) == Held(True)
