"""manage.py work: run queued jobs, take back those of dead workers, keep the clock, run errands."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from jobs.actions import reap
from jobs.schedule import run_errands, tick

#: Seconds an errand gets to finish when the worker must stop.
PATIENCE = 15


class Command(BaseCommand):
    help = "Run queued jobs until stopped (SIGTERM or Ctrl-C)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Stop when the queue is empty.")
        parser.add_argument(
            "--interval",
            type=float,
            default=1.0,
            help="Seconds between looks at the queue.",
        )

    def handle(self, *, once: bool, interval: float, **options: Any) -> None:
        if once:
            _round()
            run_errands()
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        # Beside the queue, so that a mail server that hangs holds up no job, and a long job no mail.
        errands = threading.Thread(target=_repeat, args=(run_errands, stopped, interval), daemon=True)
        errands.start()
        _repeat(_round, stopped, interval)
        errands.join(PATIENCE)


def _repeat(turn: Callable[[], object], stopped: threading.Event, interval: float) -> None:
    while not stopped.is_set():
        try:
            turn()
        except (OperationalError, InterfaceError):
            # The database restarted: come back with a new connection.
            close_old_connections()
        stopped.wait(interval)


def _round() -> None:
    reap()
    tick()
    _drain()


def _drain() -> None:
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()
