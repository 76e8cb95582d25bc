"""manage.py measure_registry: what papers cost, one by one, many at once and read by many."""

from __future__ import annotations

import json
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from documents.scratch import manage, scratch_site
from home.measuring.registry import Measure, machine


class Command(BaseCommand):
    """Runs on a scratch site, which is made and removed; the site in use is never touched."""

    help = "Measure creating, publishing, importing and reading papers from a fixed seed; lines of JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--documents", type=int, default=20_000)
        parser.add_argument("--seconds", type=float, default=5.0, help="each kind of page is asked for")
        parser.add_argument(
            "--inside", action="store_true", help="used by the command itself, in the scratch site"
        )

    def handle(self, *, documents: int, seconds: float, inside: bool, **options: Any) -> None:
        if not inside:
            with scratch_site() as environment:
                manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
                arguments = [f"--documents={max(documents, 1)}", f"--seconds={seconds}"]
                manage(environment, "measure_registry", "--inside", *arguments)
            return
        self._said("machine", **machine())
        with tempfile.TemporaryDirectory() as folder:
            Measure(documents=documents, seconds=seconds, folder=Path(folder), said=self._said).run()

    def _said(self, what: str, **figures: Any) -> None:
        self.stdout.write(json.dumps({"what": what, **figures}, ensure_ascii=False))
        self.stdout.flush()
