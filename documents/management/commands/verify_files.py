"""manage.py verify_files: every kept file is still, bit for bit, what came in."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.models import StoredFile
from documents.models.files import sha256_of

CHUNK = 500


class Command(BaseCommand):
    """Prints a line for each file that is gone, changed or was never fingerprinted, and one line of JSON."""

    help = "Read every stored file and compare it with its SHA-256."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fill", action="store_true", help="fingerprint files that have no hash yet")

    def handle(self, *args: Any, **options: Any) -> None:
        counted = {"files": 0, "whole": 0, "changed": 0, "missing": 0, "without_hash": 0}
        for stored in StoredFile.objects.order_by("pk").iterator(CHUNK):
            counted["files"] += 1
            found = self._look(stored, fill=options["fill"])
            counted[found] += 1
            if found != "whole":
                self.stderr.write(f"{found}: {stored.pk} {stored.filename}")
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
