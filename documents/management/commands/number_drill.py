"""manage.py number_drill: many clerks at one register, with and without violence."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.drill import Drill
from documents.scratch import manage, scratch_site

TROUBLE = ("gaps", "duplicates", "acknowledged_lost", "never_given")


class Command(BaseCommand):
    """Runs on a scratch site, which is made and removed; the register in use is never touched."""

    help = "Let clerks take numbers at once over real connections; print what was lost (nothing) as one line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clerks", type=int, default=32)
        parser.add_argument("--each", type=int, default=1_000)
        parser.add_argument("--kill", action="store_true", help="kill -9 clerks and the server meanwhile")
        parser.add_argument("--seed", type=int, default=None)
        parser.add_argument(
            "--inside", action="store_true", help="used by the command itself, in the scratch site"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["clerks"] < 1 or options["each"] < 1:
            raise CommandError("Số văn thư và số lần lấy số phải từ 1 trở lên.")
        if options["inside"]:
            return self._inside(options)
        arguments = [f"--{name}={options[name]}" for name in ("clerks", "each")]
        arguments += ["--kill"] if options["kill"] else []
        arguments.append(
            f"--seed={options['seed'] if options['seed'] is not None else secrets.randbelow(10**6)}"
        )
        with scratch_site() as environment:
            manage(environment, "number_drill", "--inside", *arguments)
        return None

    def _inside(self, options: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            report = Drill(
                clerks=options["clerks"],
                each=options["each"],
                folder=Path(folder),
                kill=options["kill"],
                seed=options["seed"],
                site=None if os.environ.get("DATABASE_URL") else Path(os.environ["VAR_DIR"]),
            ).run()
        self.stdout.write(json.dumps(report))
        if any(report[name] for name in TROUBLE):
            raise CommandError("Sổ không giữ được lời hứa: có số thiếu, trùng hoặc mất.")
