"""The clients of stored models, accounts and keys: what they send, and what they make of the answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from loopback import Loopback, answer, hang_up, in_turn, loopback
from own_api import SCRIPT, own_api

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients.accounts import AccountsClient
from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.models import ModelsClient
from cadwidgets.contract.accounts import Account, ApiKey, KeyTest
from cadwidgets.contract.delivery import Delivery
from cadwidgets.contract.models import StoredModel
from cadwidgets.errors import AuthError, BadAnswer, Busy, ConnectionFailed, NotFound, RequestError
from cadwidgets.modelscript import parse_script
from cadwidgets.settings import Secret
from cadwidgets.sources import connect

KEY = "canary_key_1234"


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A service that gives the answers above."""
    with loopback(own_api, ours=True) as running:
        yield running


@pytest.fixture
def models(server: Loopback) -> ModelsClient:
    """Its stored models."""
    return ModelsClient(HttpSession(RemoteEndpoint(server.url, Secret(KEY))))


@pytest.fixture
def accounts(server: Loopback) -> AccountsClient:
    """Its accounts."""
    return AccountsClient(HttpSession(RemoteEndpoint(server.url, Secret(KEY))))


def test_publishing_gives_the_id_and_the_page(models: ModelsClient, server: Loopback) -> None:
    assert models.publish(SCRIPT, title="Plate", model_id="ab12cd34") == StoredModel(
        "ab12cd34", 2, "Plate", url="http://x/parts/ab12cd34"
    )
    assert server.bodies == ["s=width+%3D+40.0++%23+%5B10%3A100%5D+mm+Width%0A&title=Plate&id=ab12cd34"]


def test_publishing_sends_the_files_beside_the_script(models: ModelsClient, server: Loopback) -> None:
    models.publish(SCRIPT, files={"a.step": b"STEP"})
    assert 'name="files"; filename="a.step"' in server.bodies[0]
    assert "\r\n\r\nSTEP\r\n" in server.bodies[0]


def test_a_file_of_an_unsafe_name_is_not_sent(models: ModelsClient, server: Loopback) -> None:
    with pytest.raises(RequestError):
        models.publish(SCRIPT, files={"../a.step": b"STEP"})
    assert server.seen == []


def test_listing_searches_and_may_find_nothing(models: ModelsClient) -> None:
    (found,) = models.list("plate")
    assert (found.id, found.description, found.created, found.updated, found.own) == ("ab12cd34", "d", 5.0, 6.0, True)
    assert models.list() == ()


def test_a_version_comes_with_its_script_and_parameters(models: ModelsClient) -> None:
    shown = models.show("ab12cd34", 2)
    assert (shown.version, shown.versions, shown.script, shown.formats) == (2, 3, SCRIPT, ("STL",))
    assert shown.schema == parse_script(SCRIPT)


def test_removing_asks_once_and_an_unknown_model_is_not_found(models: ModelsClient, server: Loopback) -> None:
    models.remove("ab12cd34")
    with pytest.raises(NotFound, match="no such thing"):
        models.remove("a/../b")
    assert [seen.path for seen in server.seen] == ["/parts/ab12cd34", "/parts/a%2F..%2Fb"]


def test_the_build_client_reads_the_schema_of_a_stored_model(server: Loopback) -> None:
    build = BuildClient.at(server.url, KEY)
    assert build.schema(model_id="ab12cd34", version=2) == parse_script(SCRIPT)


def test_accounts_are_read_and_changed(accounts: AccountsClient, server: Loopback) -> None:
    shop = Account("shop", 10, 4)
    assert accounts.account() == shop
    assert accounts.accounts() == (shop, Account("local"))
    assert accounts.create_account("shop", 10) == accounts.set_quota("shop", None) == shop
    assert shop.left == 6
    assert server.bodies[2:] == ["name=shop&quota=10", "quota="]


def test_keys_are_made_listed_and_ended(accounts: AccountsClient, server: Loopback) -> None:
    made = accounts.create_key("saw", "shop")
    assert (made.id, made.key.reveal()) == ("k9", "cw_brand_new")
    assert "cw_brand_new" not in repr(made) + str(made)
    assert accounts.keys("shop") == (ApiKey("k1", "shop", "saw", 7.5, True),)
    accounts.disable_key("k1")
    assert accounts.regenerate_key("k1").key == Secret("cw_brand_new")
    assert server.bodies[0] == "label=saw&account=shop"


def test_a_key_is_tested_in_the_body_and_another_one_without_our_own(
    accounts: AccountsClient, server: Loopback
) -> None:
    assert accounts.test_key() == accounts.test_key(Secret("other")) == KeyTest(True, 684, 12)
    assert server.bodies == [f"key={KEY}", "key=other"]
    assert KEY not in str(server.seen[1])


def test_the_key_travels_in_a_header_and_in_no_url(accounts: AccountsClient, server: Loopback) -> None:
    accounts.account()
    accounts.create_key()
    assert [seen.headers["X-Api-Key"] for seen in server.seen] == [KEY, KEY]
    assert not any(KEY in seen.path + seen.body for seen in server.seen)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"<html>", b'{"keys": 3}', b'{"keys": [{}]}', b"null"])
def test_an_answer_of_another_shape_is_a_bad_answer(body: bytes) -> None:
    with loopback(lambda handler: answer(handler, body)) as server:
        session = HttpSession(RemoteEndpoint(server.url, Secret(KEY)))
        with pytest.raises(BadAnswer):
            AccountsClient(session).keys()
        with pytest.raises(BadAnswer):
            AccountsClient(session).account()
        with pytest.raises(BadAnswer):
            ModelsClient(session).show("ab12cd34")


class Restartable(RemoteEndpoint):
    """A service that is started anew when nobody answers, as the embedded one is."""

    def recover(self) -> bool:
        return True


@pytest.mark.parametrize("endpoint", [RemoteEndpoint, Restartable])
def test_a_change_is_not_made_twice(endpoint: type[RemoteEndpoint]) -> None:
    """After a connection that broke nobody knows whether the key was made: it is not asked for again."""
    with loopback(hang_up, ours=True) as server:
        with pytest.raises(ConnectionFailed, match="broke"):
            AccountsClient(HttpSession(endpoint(server.url, Secret(KEY)))).create_key()
        assert len(server.seen) == 1


def test_what_changes_nothing_is_asked_again_of_a_service_that_was_started_anew() -> None:
    with loopback(in_turn(hang_up, own_api), ours=True) as server:
        assert AccountsClient(HttpSession(Restartable(server.url, Secret(KEY)))).account().name == "shop"
        assert len(server.seen) == 2


@pytest.mark.parametrize(("status", "kind"), [(400, RequestError), (403, AuthError), (404, NotFound), (503, Busy)])
def test_refusals_are_errors_of_their_own_kind(status: int, kind: type[Exception]) -> None:
    headers = {"Retry-After": "3600"}
    with loopback(lambda handler: answer(handler, b"why", status, headers)) as server, pytest.raises(kind, match="why"):
        AccountsClient(HttpSession(RemoteEndpoint(server.url, Secret(KEY)))).accounts()


def test_connecting_gives_these_clients_for_our_services_only(server: Loopback) -> None:
    ours = connect(build_url=server.url, build_key=KEY)
    assert ours.models is not None
    assert ours.accounts is not None
    assert ours.accounts.account().name == "shop"
    with loopback(own_api) as other:
        foreign = connect(build_url=other.url, build_key=KEY)
        assert (foreign.models, foreign.accounts, other.seen) == (None, None, [])


def test_a_listing_with_words_that_nobody_knows_is_a_bad_answer() -> None:
    body = b'{"keys": [{"id": "k1", "files": "hologram"}]}'
    with loopback(lambda handler: answer(handler, body), ours=True) as server, pytest.raises(BadAnswer):
        AccountsClient(HttpSession(RemoteEndpoint(server.url, Secret(KEY)))).keys()


def test_a_listing_tells_the_files_of_a_key() -> None:
    body = b'{"keys": [{"id": "k1", "files": "primary,bom", "zip_type": "URL"}, {"id": "k2"}]}'
    with loopback(lambda handler: answer(handler, body), ours=True) as server:
        keys = AccountsClient(HttpSession(RemoteEndpoint(server.url, Secret(KEY)))).keys()
    assert [key.delivery for key in keys] == [Delivery(("primary", "bom"), "URL"), Delivery()]
