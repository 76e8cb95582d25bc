"""No address breaks at what only programs send: it answers with a page of its own, never with an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from config.env import ROOT
from config.middleware import StrangeToWagtail
from tests.permissions.addresses import addresses
from tests.permissions.world import World, build

pytestmark = pytest.mark.django_db

APPS = ("home", "search", "notices", "tasks", "documents", "agencies", "sheets", "jobs")
#: Names that our code reads from an address or a form.
READ = re.compile(r'(?:GET|POST|query|asked|data)\.(?:get|getlist)\(f?"([\w-]+)"|(?:GET|POST)\["([\w-]+)"')
STRANGE = {
    "the character NUL": "a\0b",
    "a digit that is no decimal": "²",
    "a number longer than Python reads": "9" * 5000,
}


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE.keys())
def test_no_address_of_ours_breaks_at_a_strange_value(value: str):
    world = build()
    client = world.clients["administrator"]
    typed = dict.fromkeys(names_read(), value)
    broken = [
        f"{ask.__name__} {path}"
        for path in _paths(world)
        for ask in (client.get, client.post)
        if ask(path, typed).status_code >= 500
    ]
    assert not broken, "\n".join(broken)


def test_what_a_view_of_wagtail_cannot_read_is_a_page_with_a_sentence():
    """Addresses that broke, each with the shortest request that broke it."""
    world = build()
    client = world.clients["administrator"]
    pk = world.things["document"][0].values["pk"]
    broke: list[tuple[Any, str]] = [
        (client.get, "/admin/choose-page/chosen-multiple/?id=x"),
        (client.get, "/admin/choose-page/?parent_page_id=x"),
        (client.post, "/admin/choose-external-link/?prefix="),
        (client.post, "/admin/pages/1/set_position/"),
        (client.post, "/admin/pages/1/lock/"),
        (client.post, f"/admin/pages/{pk}/copy/"),
        (client.post, "/admin/workflows/enable/1/?next=x"),
        (client.get, "/admin/workflows/task_chooser/?create_model=x"),
        (client.get, "/admin/failwhale/"),
    ]
    for ask, address in broke:
        answer = ask(address)
        assert answer.status_code < 500, address
        assert "Traceback" not in answer.content.decode()
    unread = client.get(broke[0][1])
    assert unread.status_code == 400
    assert "Không đọc được yêu cầu" in unread.content.decode()


def test_an_error_of_our_own_code_stays_an_error():
    def raised_in(module: str) -> Exception:
        try:
            exec("{}['a']", {"__name__": module})
        except KeyError as error:
            return error
        raise AssertionError

    guard = StrangeToWagtail(lambda request: HttpResponse())
    request = RequestFactory().get("/admin/")
    assert guard.process_exception(request, raised_in("home.panel")) is None
    answer = guard.process_exception(request, raised_in("wagtail.admin.views.home"))
    assert answer is not None
    assert answer.status_code == 400
    elsewhere = RequestFactory().get("/tra-cuu/")
    assert guard.process_exception(elsewhere, raised_in("wagtail.admin.views.home")) is None


def names_read() -> list[str]:
    texts = (path.read_text("utf-8") for app in APPS for path in (ROOT / app).rglob("*.py"))
    return sorted({name for text in texts for pair in READ.findall(text) for name in pair if name})


def _paths(world: World) -> Iterator[str]:
    """Every address of our own views, about a paper where it is about one."""
    paper = world.things["document"][0].values
    for path in (address.path(paper) for address in addresses() if address.route != "dang-xuat/"):
        try:
            view = resolve(path).func
        except Resolver404:
            continue
        if getattr(view, "view_class", view).__module__.split(".")[0] in APPS:
            yield path
