"""manage.py import_documents FILE: papers from a list of any length."""

from __future__ import annotations

import json
import time
import uuid
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.models import User
from documents.models import SectionPage
from documents.resources import DocumentResource
from sheets.account import KINDS_OF_RESULT
from sheets.reading import Unreadable
from sheets.streams import headings, rows

#: So many problems are printed; all are counted.
SHOWN = 50


class Command(BaseCommand):
    """Two readings of the file: the first writes nothing and says what is wrong; the second writes.

    With an error or a conflict nothing is written, unless --skip-errors leaves such rows out. Rows are
    written in batches of 500, each whole or not at all; a command that was interrupted is given again and
    goes on where it stopped, because rows that are there already are left as they are.
    """

    help = (
        "Import papers from xlsx, csv or jsonl; columns: type, number, symbol, issuer, issued_on, subject, "
        "signer, body (or the Vietnamese headings of the export)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--skip-errors", action="store_true", help="leave wrong rows out")
        parser.add_argument("--drafts", action="store_true", help="do not publish")
        parser.add_argument("--section", default="van-ban-phap-luat", help="address of the section")
        parser.add_argument("--user", default=User.SYSTEM, help="who imports; the system unless said")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"Không có tệp {path}.")
        self.resource = self._resource(options)
        try:
            counted = self._go(path, dry_run=True)
            refused = counted["wrong"] + counted["conflict"]
            if not options["dry_run"] and refused and not options["skip_errors"]:
                raise CommandError(
                    f"Chưa ghi gì: {refused} dòng lỗi hoặc mâu thuẫn. "
                    "Sửa tệp, hoặc thêm --skip-errors để bỏ các dòng ấy."
                )
            if not options["dry_run"]:
                counted = self._go(path, dry_run=False)
        except Unreadable as unreadable:
            raise CommandError(str(unreadable)) from None
        if options["dry_run"] and refused:
            raise CommandError(f"Thử xong, chưa ghi gì: {refused} dòng lỗi hoặc mâu thuẫn.")

    def _resource(self, options: dict[str, Any]) -> DocumentResource:
        section = SectionPage.objects.filter(slug=options["section"]).first()
        if section is None:
            known = ", ".join(SectionPage.objects.values_list("slug", flat=True))
            hint = f"Các chuyên mục: {known}." if known else "Hãy chạy manage.py prepare_site một lần trước."
            raise CommandError(f"Không có chuyên mục “{options['section']}”. {hint}")
        name = options["user"]
        user = User.system() if name == User.SYSTEM else User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Không có tài khoản “{name}”.")
        kept = {"section": section.pk, "publish": not options["drafts"], "name": options["file"].name}
        return DocumentResource(user, {**kept, "upload": str(uuid.uuid4()), "at_the_machine": True})

    def _go(self, path: Path, *, dry_run: bool) -> Counter[str]:
        """Read the file once; print problems while looking, and one line of JSON at the end."""
        started, told = time.monotonic(), 0
        counted = Counter(dict.fromkeys(KINDS_OF_RESULT, 0))
        known = self.resource.heading_keys()
        ours = self.resource.under_our_headings(headings(path, known), rows(path, known))
        for result in self.resource.results(ours, dry_run=dry_run):
            counted[result.what] += 1
            for column, reason in result.problems if dry_run else ():
                told += 1
                if told <= SHOWN:
                    self.stderr.write(": ".join(filter(None, (f"Dòng {result.row.number}", column, reason))))
        if told > SHOWN:
            self.stderr.write(f"và {told - SHOWN} lỗi nữa.")
        seconds = time.monotonic() - started
        total = sum(counted.values())
        report = {"step": "looked" if dry_run else "imported", "rows": total, **counted}
        speed = {"seconds": round(seconds, 2), "rows_per_second": round(total / seconds, 1) if seconds else 0}
        self.stdout.write(json.dumps({**report, **speed}))
        return counted
