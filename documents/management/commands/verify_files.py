"""manage.py verify_files: every kept file is still, bit for bit, what came in; no other lies beside them."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from documents.archive.sweeping import names_held
from documents.models import StoredFile
from documents.models.files import sha256_of

CHUNK = 500
#: An upload writes its bytes before its row, so what came today is not a stray yet.
SETTLED = 24 * 60 * 60


class Command(BaseCommand):
    """Prints a line for each file that is gone, changed or was never fingerprinted, and one line of JSON.

    A stray, which no record of the system names, is told too; it does no harm, so the command does not fail.
    """

    help = "Read every stored file and compare it with its SHA-256; tell of files that nothing names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fill", action="store_true", help="fingerprint files that have no hash yet")

    def handle(self, *args: Any, **options: Any) -> None:
        counted = {"files": 0, "whole": 0, "changed": 0, "missing": 0, "without_hash": 0, "stray": 0}
        for stored in StoredFile.objects.order_by("pk").iterator(CHUNK):
            counted["files"] += 1
            found = self._look(stored, fill=options["fill"])
            counted[found] += 1
            if found != "whole":
                self.stderr.write(f"{found}: {stored.pk} {stored.file.name} “{stored.title}”")
        for name in _strays():
            counted["stray"] += 1
            self.stderr.write(f"stray: {name}")
        self.stdout.write(json.dumps(counted))
        wrong = counted["changed"] + counted["missing"] + counted["without_hash"]
        if wrong:
            raise CommandError(f"{wrong} tệp không còn nguyên vẹn hoặc chưa có mã băm.")

    def _look(self, stored: StoredFile, *, fill: bool) -> str:
        try:
            with stored.file.open("rb") as file:
                now = sha256_of(file)
        except OSError:
            return "missing"
        if not stored.sha256:
            if not fill:
                return "without_hash"
            StoredFile.objects.filter(pk=stored.pk).update(sha256=now)
            return "whole"
        return "whole" if now == stored.sha256 else "changed"


def _strays() -> Iterator[str]:
    """Files below the folder of files that no record of the system names."""
    root = Path(default_storage.path(""))
    settled = time.time() - SETTLED
    found = (path for path in root.rglob("*") if path.is_file() and path.stat().st_mtime < settled)
    names = (path.relative_to(root).as_posix() for path in found)
    while some := set(islice(names, CHUNK)):
        yield from sorted(some - names_held(some))
