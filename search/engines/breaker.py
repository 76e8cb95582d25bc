"""A server that does not answer is left alone for a while, by all processes together.

Each question that waits for a dead server costs its reader a second and a thread of the site. After a few of
them nobody asks any more; from time to time one question tries again for all.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from django.core.cache import cache

#: Failures within WINDOW seconds after which nobody asks.
MOST_FAILURES: Final = 3
WINDOW: Final = 60
#: Seconds of quiet before one question tries again, and how long the others wait for its outcome.
QUIET: Final = 15
TRIAL: Final = 3
#: The state outlives a site nobody visits; it is forgotten after an hour.
KEPT: Final = 3_600


class Pass(IntEnum):
    NO = 0
    YES = 1
    TRIAL = 2


@dataclass(frozen=True)
class Breaker:
    """The state is in the cache, which all processes share."""

    name: str

    def lets_pass(self) -> Pass:
        """Whether to ask the server now; one at a time when it is being tried again."""
        until = cache.get(self._open)
        if until is None:
            return Pass.YES
        return Pass.TRIAL if time.time() >= until and cache.add(self._trial, 1, TRIAL) else Pass.NO

    def is_open(self) -> bool:
        return cache.get(self._open) is not None

    def failed(self) -> None:
        cache.add(self._failures, 0, WINDOW)
        try:
            failures = cache.incr(self._failures)
        except ValueError:  # forgotten between the two lines
            failures = 1
        if failures >= MOST_FAILURES or self.is_open():
            cache.set(self._open, time.time() + QUIET, KEPT)
            cache.delete(self._trial)

    def answered(self) -> None:
        """All is well again: to be told after a trial."""
        cache.delete_many([self._open, self._failures, self._trial])

    @property
    def _open(self) -> str:
        return f"{self.name}:open"

    @property
    def _failures(self) -> str:
        return f"{self.name}:failures"

    @property
    def _trial(self) -> str:
        return f"{self.name}:trial"
