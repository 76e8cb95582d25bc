"""Clerks who take numbers at the same time while processes are killed, and the account afterwards.

What counts is what a clerk was told: each writes down every number acknowledged to it, in a file that
survives the clerk; a clerk started anew repeats the form whose answer it never got.
"""

from __future__ import annotations

import os
import random
import signal
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, connection, connections, transaction
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.statuses import Kind, Role
from documents.actions import TakeNumber
from documents.models import DocumentPage, DocumentType, Entry, Register, SectionPage
from documents.placing import place
from documents.scratch import server_process

BATCH = 1_000
#: Seconds between the deaths of clerks, and the mean time between those of the server.
CLERK_DIES = 0.25
SERVER_DIES = 13.0
SYMBOL = "KH-BCĐ"


@dataclass
class Drill:
    """So many clerks, so many numbers each; `folder` holds what they were told."""

    clerks: int
    each: int
    folder: Path
    kill: bool = False
    seed: int = 0
    #: Where the embedded server of the scratch site is; a server of somebody else is never killed.
    site: Path | None = None
    clerk_kills: int = 0
    server_kills: int = 0
    told_at_its_death: int = -1
    running: dict[int, int] = field(default_factory=dict)
    #: How much each clerk's notes held when it started: one that was told nothing yet is not killed again.
    born: dict[int, int] = field(default_factory=dict)
    work: tuple[list[int], Register, User] = field(init=False)

    def run(self) -> dict[str, Any]:
        self.work = (_papers(self.clerks * self.each), _register(), _clerk())
        connections.close_all()
        started = time.monotonic()
        for number in range(self.clerks):
            self._start(number)
        self._watch(random.Random(self.seed))  # noqa: S311  chaos, not secrets
        return self._account(time.monotonic() - started, self.work[1])

    def _start(self, number: int) -> None:
        process = os.fork()
        if process:
            self.running[process] = number
            self.born[process] = self._told(number)
            return
        papers, register, user = self.work
        code = 1
        try:
            ask(self.folder / f"{number}", papers[number :: self.clerks], register, user)
            code = 0
        finally:
            os._exit(code)

    def _watch(self, chance: random.Random) -> None:
        clerk_dies = time.monotonic()
        server_dies = clerk_dies + SERVER_DIES * chance.uniform(0.5, 1.5)
        while self.running:
            self._bury()
            now = time.monotonic()
            if not self._told_since_its_death():
                time.sleep(0.02)
                continue
            if self.kill and now > server_dies and self._kill_server():
                server_dies = now + SERVER_DIES * chance.uniform(0.5, 1.5)
            if self.kill and now - clerk_dies > CLERK_DIES and (working := self._working()):
                clerk_dies = now
                os.kill(chance.choice(working), signal.SIGKILL)
                self.clerk_kills += 1
            time.sleep(0.02)

    def _kill_server(self) -> bool:
        """kill -9 of the postmaster; the first clerk to come back starts it again."""
        process = server_process(self.site) if self.site else None
        if process is None or not self._working():
            return False
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            self.server_kills += 1
            self.told_at_its_death = self._told_to_all()
        return True

    def _told_since_its_death(self) -> bool:
        """Nobody is killed while the server comes back: else it would not."""
        return self.told_at_its_death < 0 or self._told_to_all() > self.told_at_its_death

    def _told_to_all(self) -> int:
        return sum(self._told(number) for number in range(self.clerks))

    def _working(self) -> list[int]:
        """Clerks who were told a number since they started; killing others would only stop the drill."""
        return [
            process for process, number in self.running.items() if self._told(number) > self.born[process]
        ]

    def _told(self, number: int) -> int:
        notes = self.folder / f"{number}"
        return notes.stat().st_size if notes.exists() else 0

    def _bury(self) -> None:
        """Start a clerk anew in the place of each that was killed."""
        for process, number in list(self.running.items()):
            gone, status = os.waitpid(process, os.WNOHANG)
            if gone:
                del self.running[process]
                if os.WIFSIGNALED(status):
                    self._start(number)
                elif os.WEXITSTATUS(status):
                    raise RuntimeError(f"clerk {number} stopped with code {os.WEXITSTATUS(status)}")

    def _account(self, seconds: float, register: Register) -> dict[str, Any]:
        told = [line.split() for file in self.folder.iterdir() for line in file.read_text().splitlines()]
        kept = {str(key): number for key, number in _entries(register)}
        numbers = sorted(kept.values())
        times = sorted(float(milliseconds) for _key, _number, milliseconds in told)
        return {
            "clerks": self.clerks,
            "numbers": len(numbers),
            "gaps": (numbers[-1] if numbers else 0) - len(set(numbers)),
            "duplicates": len(numbers) - len(set(numbers)),
            "acknowledged_lost": sum(kept.get(key) != int(number) for key, number, _ms in told),
            "never_given": self.clerks * self.each - len(told),
            "per_second": round(len(numbers) / seconds, 1),
            "p50_ms": times[len(times) // 2],
            "p99_ms": times[int(len(times) * 0.99)],
            "clerks_killed": self.clerk_kills,
            "server_killed": self.server_kills,
            "seed": self.seed,
        }


def ask(told: Path, papers: list[int], register: Register, user: User) -> None:
    """One clerk: ask for a number for each paper until one is told, and write down what was told."""
    done = len(told.read_bytes().splitlines()) if told.exists() else 0
    notes = told.open("ab", buffering=0)
    for pk in papers[done:]:
        key, started = uuid.uuid5(uuid.NAMESPACE_OID, str(pk)), time.monotonic()
        number = _insist(pk, key, register, user)
        notes.write(f"{key} {number} {1000 * (time.monotonic() - started):.1f}\n".encode())
    connection.close()


def _insist(pk: int, key: uuid.UUID, register: Register, user: User) -> int:
    while True:
        try:
            return (
                TakeNumber(DocumentPage(pk=pk), user, register=register, key=key, symbol=SYMBOL)
                .execute()
                .number
            )
        except (DatabaseError, InterfaceError, ImproperlyConfigured, OSError):
            # The server died, or was not up again in time: come back with a new connection.
            with suppress(DatabaseError, InterfaceError):
                connection.close()
            time.sleep(0.1)


def _entries(register: Register) -> list[tuple[uuid.UUID, int]]:
    while True:
        try:
            return list(
                Entry.objects.filter(register_year__register=register).values_list(
                    "idempotency_key", "number"
                )
            )
        except (DatabaseError, InterfaceError):
            connection.close()
            time.sleep(0.1)


def _papers(count: int) -> list[int]:
    section, kind = SectionPage.objects.get(slug="ke-hoach"), DocumentType.objects.get(name="Kế hoạch")
    keys: list[int] = []
    while len(keys) < count:
        many = range(len(keys), min(count, len(keys) + BATCH))
        papers = [
            DocumentPage(
                type=kind,
                subject=f"Kế hoạch thứ {one}",
                slug=f"ke-hoach-{one}",
                live=False,
                has_unpublished_changes=True,
            )
            for one in many
        ]
        with transaction.atomic():
            place(section, papers)
        keys += [paper.pk for paper in papers]
    return keys


def _register() -> Register:
    agency = Agency.objects.create(name="Ban Chỉ đạo 138 tỉnh", kind=Kind.COMMITTEE)
    made = Register.objects.create(agency=agency, name="Sổ văn bản đi")
    return Register.objects.prefetch_related("types").select_related("agency").get(pk=made.pk)


def _clerk() -> User:
    user = User.objects.create(username="van-thu", last_name="Văn thư")
    agency = Agency.objects.get()
    Membership.objects.create(
        user=user, agency=agency, role=Role.SECRETARIAT, valid_from=timezone.localdate()
    )
    return user
