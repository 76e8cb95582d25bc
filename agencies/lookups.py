"""How the lists of a lower app are searched by the one box of a higher app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

Finder = Callable[[str, Any], list[int]]


class Lookup:
    """Keys of what answers a question for a reader, best first.

    The app that owns the list declares it; a higher app offers its function in AppConfig.ready().
    """

    def __init__(self) -> None:
        self._finder: Finder | None = None

    def offer(self, finder: Finder) -> None:
        self._finder = finder

    def __call__(self, text: str, user: Any) -> list[int]:
        if self._finder is None:
            raise ImproperlyConfigured("No app answers this lookup; is “search” installed?")
        return self._finder(text, user)


#: Agencies by words of any of their names, in any order, abbreviations included.
find_agencies = Lookup()
