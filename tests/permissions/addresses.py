"""Every address of the site, as the URL configuration has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

_CONVERTER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
#: What stands in an address nobody gave values for.
_SAMPLES = {
    "int": "1",
    "year": "2026",
    "str": "x",
    "slug": "x",
    "path": "x",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


@dataclass(frozen=True)
class Address:
    """A route as written in the configuration, such as "viec/<int:pk>/nhan/"."""

    route: str

    def path(self, values: dict[str, str] | None = None) -> str:
        """The path with the values filled in; samples where none is given."""
        given = values or {}

        def fill(found: re.Match[str]) -> str:
            return given.get(found["name"]) or _SAMPLES.get(found["kind"] or "str", "x")

        return "/" + _plain(_CONVERTER.sub(fill, self.route))


def addresses() -> list[Address]:
    """All of them, in the order they are tried; doubles once."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "")))


def _walk(patterns: list[URLPattern | URLResolver], above: str) -> Iterator[Address]:
    for item in patterns:
        route = above + _route(item)
        if isinstance(item, URLResolver):
            yield from _walk(item.url_patterns, route)
        else:
            yield Address(route)


def _route(item: URLPattern | URLResolver) -> str:
    if isinstance(item.pattern, RoutePattern):
        return str(item.pattern._route)
    return str(item.pattern.regex.pattern).removeprefix("^").removesuffix("$")


def _plain(route: str) -> str:
    """A path that the regular expressions of old-style routes accept."""
    route = re.sub(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)|\((?:[^()]|\([^()]*\))*\)", _sample_of_group, route)
    return re.sub(r"\\(.)", r"\1", route)


def _sample_of_group(found: re.Match[str]) -> str:
    inside = found.group()
    return "1" if r"\d" in inside else "x"
