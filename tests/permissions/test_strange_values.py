"""No address breaks at what only programs send: it answers with a page of its own, never with an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import Resolver404, resolve

from config.env import ROOT
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
