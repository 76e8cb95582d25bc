"""Every address for every role: what it answers is declared, and nobody meets a word not meant for them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags
from openpyxl import load_workbook

from tests.permissions.addresses import Address, addresses
from tests.permissions.world import ROLES, STAFF, Thing, World, build

pytestmark = pytest.mark.django_db

RULES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))
PREFIXES: list[dict[str, Any]] = RULES["prefix"]
DECLARED: dict[str, dict[str, Any]] = {rule["route"]: rule for rule in RULES["address"]}
OUT = ("anonymous", "disabled")


@pytest.fixture
def world() -> World:
    return build()


def behind_a_door(address: Address) -> dict[str, Any] | None:
    if address.route in DECLARED:
        return None
    return next((rule for rule in PREFIXES if address.route.startswith(rule["route"])), None)


def test_every_address_has_a_rule_and_every_rule_an_address():
    known = {address.route for address in addresses()}
    undeclared = [a.route for a in addresses() if a.route not in DECLARED and not behind_a_door(a)]
    assert not undeclared, "addresses without a rule in rules.toml"
    rows = {route for route in DECLARED if route.startswith("page:")}
    assert not DECLARED.keys() - known - rows, "rules of addresses that do not exist"


def test_each_role_gets_the_declared_answer_and_no_word_not_meant_for_it(world: World):
    wrong: list[str] = []
    for rule in DECLARED.values():
        for thing, path in _paths(rule, world):
            for method in ("GET", "POST"):
                if method not in rule:
                    continue
                for role in ROLES:
                    expected = _expected(rule[method], role, thing)
                    response = _ask(world.clients[role], method, path)
                    got = _outcome(response)
                    if got != expected:
                        wrong.append(f"{method} {path} as {role}: {got}, declared {expected}")
                    wrong += _leaks(response, world, role, f"{method} {path}")
    assert not wrong, f"{len(wrong)} deviations\n" + "\n".join(wrong[:60])


def test_nobody_but_staff_passes_the_door_of_the_admin(world: World):
    wrong: list[str] = []
    behind = [address for address in addresses() if behind_a_door(address)]
    assert len(behind) > 100
    for address in behind:
        for role in (role for role in ROLES if role not in STAFF):
            for method in ("GET", "POST"):
                response = _ask(world.clients[role], method, address.path())
                got = _outcome(response)
                allowed = {"login", 403, 404} if role in OUT else {403}
                if got not in allowed:
                    wrong.append(f"{method} {address.path()} as {role}: {got}")
                wrong += _leaks(response, world, role, f"{method} {address.path()}")
    assert not wrong, f"{len(wrong)} open doors\n" + "\n".join(wrong[:60])


def test_search_shows_nobody_a_title_a_count_or_a_snippet_not_meant_for_them(world: World):
    wrong: list[str] = []
    things = [thing for kind in world.things.values() for thing in kind if thing.token]
    for role in ROLES:
        for thing in things:
            response = _ask(world.clients[role], "GET", f"/tra-cuu/?q={thing.token}&tat_ca=1")
            found = response.context["found"]
            hits = [answer.subject for answer in found.answers if thing.token in strip_tags(answer.subject)]
            hits += [
                passage.snippet
                for answer in found.answers
                for passage in answer.passages
                if thing.token in strip_tags(passage.snippet)
            ]
            counted = [choice.count for choices in found.facets.values() for choice in choices]
            if role in thing.seen_by:
                continue
            if hits or (not found.answers and (found.total or any(counted))):
                wrong.append(f"{thing.token} found by {role}: {hits} {found.total} {counted}")
    assert not wrong, "\n".join(wrong[:60])


#: Questions that all the tokens answer, and none of them is; the last two are slips of the finger.
OTHER_WAYS = (
    "/tra-cuu/",
    "/tra-cuu/?q=canary&sap_xep=so",
    "/tra-cuu/?q=coquan:ban+canary&tat_ca=1",
    "/tra-cuu/goi-y/?q=canary-document",
    "/tra-cuu/goi-y/?q=ke+hoach+canary",
    "/api/v1/search?q=canary",
    "/api/v1/search?q=canary+document",
    "/tra-cuu/?q=canarry+document+restricte",
    "/tra-cuu/?q=canary+tassk+restricted",
)


def test_no_other_way_of_asking_tells_of_what_somebody_may_not_read(world: World):
    """Lists, suggestions, spellings, JSON, the Excel file, similar papers."""
    wrong: list[str] = []
    for role in ROLES:
        client = world.clients[role]
        similar = [
            f"/tra-cuu/tuong-tu/{paper.values['pk']}/"
            for paper in world.things["document"]
            if role in paper.seen_by
        ]
        for path in (*OTHER_WAYS, *similar):
            response = _ask(client, "GET", path)
            assert response.status_code == 200, path
            wrong += _leaks(response, world, role, path)
        cells = _cells(_ask(client, "GET", "/tra-cuu/xuat/?q=canary"))
        wrong += [
            f"the Excel file of {role} says {token}"
            for token in world.forbidden_tokens(role)
            if token in cells
        ]
    assert not wrong, "\n".join(wrong[:60])


def test_search_finds_for_everybody_what_they_may_see(world: World):
    for thing in world.things["document"]:
        for role in thing.seen_by:
            found = _ask(world.clients[role], "GET", f"/tra-cuu/?q={thing.token}&tat_ca=1").context["found"]
            assert found.total >= 1, (thing.token, role)


def _cells(response: Any) -> str:
    sheet = load_workbook(BytesIO(response.getvalue())).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def _paths(rule: dict[str, Any], world: World) -> Iterator[tuple[Thing | None, str]]:
    if "object" not in rule:
        yield None, "/" if rule["route"] == "page:home" else Address(rule["route"]).path()
        return
    for thing in world.things[rule["object"]]:
        path = thing.path if rule["route"].startswith("page:") else Address(rule["route"]).path(thing.values)
        yield thing, path


def _expected(outcomes: dict[str, Any], role: str, thing: Thing | None) -> Any:
    if role in outcomes:
        return outcomes[role]
    if role in OUT and "anonymous" in outcomes:
        return outcomes["anonymous"]
    if thing is not None and "seen" in outcomes:
        return outcomes["seen" if role in thing.seen_by else "hidden"]
    return outcomes["others"]


def _ask(client: Client, method: str, path: str) -> Any:
    client.raise_request_exception = False
    return client.get(path) if method == "GET" else client.post(path, {})


def _outcome(response: Any) -> Any:
    if response.status_code == 302 and response["Location"].startswith("/dang-nhap/"):
        return "login"
    return response.status_code


def _body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.streaming:
        response.streaming_content = [content]
    text: str = content.decode("utf-8", errors="replace")
    return text


def _leaks(response: Any, world: World, role: str, what: str) -> list[str]:
    said = _body(response) + str(dict(response.headers))
    asked = response.request["PATH_INFO"]
    return [
        f"{what} as {role} says {token}"
        for token in world.forbidden_tokens(role)
        if token in said.replace(asked, "")
    ]
