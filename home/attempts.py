"""How often a password may be guessed: per account and per address, counted for all processes together."""

from __future__ import annotations

import hashlib
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest

from agencies.frequency import address_of
from vietnamese.text import clean

ACCOUNT: Final = (5, 5 * 60)
"""Wrong attempts per account, within so many seconds."""
ADDRESS: Final = (10, 60)


class Attempts:
    """Places for attempts. `cache.add` gives a place to one only, so counting needs no lock.

    Each place is free again by itself when its time is over.
    """

    def __init__(self, request: HttpRequest, name: str) -> None:
        self._account = _key("account", clean(name).strip().casefold())
        self._address = _key("address", address_of(request))
        self._taken: list[str] = []

    def take(self) -> bool:
        """Take a place for one attempt; False when the account or the address has none left."""
        if not self._place(self._address, *ADDRESS):
            return False
        if not self._place(self._account, *ACCOUNT):
            # An account that is shut does not use up the address of a whole office.
            self._give_back()
            return False
        return True

    def forgive(self) -> None:
        """The password was right: earlier mistakes are forgotten, the address gets its place back."""
        self._give_back()
        cache.delete_many([f"{self._account}:{place}" for place in range(ACCOUNT[0])])

    def _place(self, key: str, places: int, seconds: int) -> bool:
        for place in range(places):
            if cache.add(f"{key}:{place}", 1, seconds):
                self._taken.append(f"{key}:{place}")
                return True
        return False

    def _give_back(self) -> None:
        cache.delete_many(self._taken)
        self._taken.clear()


def _key(kind: str, text: str) -> str:
    """A name typed by a stranger becomes a key of fixed length."""
    return f"sign-in:{kind}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
