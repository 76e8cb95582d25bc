"""What comes back by the clock: daily work, done once a day by whichever worker is there, and errands.

A daily work becomes a Job whose `slot` is unique, so two workers cannot start it twice, a killed one is taken
over like any job, and a worker that was off at the hour makes up for it when it comes back the same day.
An errand is a quick look for something to do, at every round of a worker; it holds its own rows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from jobs.actions import start_once, type_of_work, work
from jobs.models import Job

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Daily:
    kind: str
    title: Any
    at: time

    def latest(self, now: datetime) -> datetime:
        """The last time this was to be done, today or yesterday."""
        today = timezone.make_aware(datetime.combine(timezone.localtime(now).date(), self.at))
        return today if today <= now else today - timedelta(days=1)

    def slot(self, now: datetime) -> str:
        return f"{self.kind}:{timezone.localtime(self.latest(now)):%Y-%m-%dT%H:%M}"


type_of_errand = Callable[[], object]
_daily: dict[str, Daily] = {}
_errands: list[type_of_errand] = []


def daily(kind: str, title: Any, at: time) -> Callable[[type_of_work], type_of_work]:
    """Register the function that does this work, and the hour at which it is due every day.

    It may run late, or twice for a day when a worker died in it: it must be repeatable.
    """

    def register(function: type_of_work) -> type_of_work:
        _daily[kind] = Daily(kind, title, at)
        return work(kind)(function)

    return register


def errand(function: type_of_errand) -> type_of_errand:
    """Register something every worker looks after between two rounds; it must be quick and safe to repeat."""
    if function not in _errands:
        _errands.append(function)
    return function


def tick(now: datetime | None = None) -> int:
    """Start what is due and not started yet; returns how many jobs that made."""
    now = now or timezone.now()
    slots = {entry.slot(now): entry for entry in _daily.values()}
    held = set(Job.objects.filter(slot__in=slots).values_list("slot", flat=True))
    return sum(_start_once(entry, slot) for slot, entry in slots.items() if slot not in held)


def run_errands() -> None:
    """Each in turn; one that fails is logged and does not keep the others from their turn."""
    for function in _errands:
        try:
            function()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("errand %s failed", function.__qualname__)


def _start_once(entry: Daily, slot: str) -> bool:
    system: Any = get_user_model()
    return start_once(slot, entry.kind, system.system(), str(entry.title))
