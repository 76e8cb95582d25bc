"""`manage.py read_document FILE`: one JSON object with everything read out of a paper."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from agencies.actions import Refused
from agencies.models import User
from documents.gazetteer import known_agencies
from documents.intake import register
from documents.reading.errors import ReadingError
from documents.reading.gazetteer import STANDARD, Gazetteer
from documents.reading.reader import Reading, read
from documents.reading.sources import extract_of_file


class Command(BaseCommand):
    """Prints the JSON on stdout; a refusal is a sentence on stderr and exit code 1."""

    help = "Đọc một văn bản (.docx, .doc, .xlsx, .pdf, .txt, ảnh chụp) và in kết quả dạng JSON."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP", type=Path, help="đường dẫn của tệp cần đọc")
        parser.add_argument(
            "--register", action="store_true", help="lập trang nháp của văn bản và các nhiệm vụ đề xuất"
        )

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            extract = extract_of_file(file)
            reading = read(extract.text, _gazetteer(), extract.tables)
            page = _registered(reading) if options["register"] else {}
        except ReadingError as refusal:
            self._refuse(refusal.sentence)
        except Refused as refusal:
            self._refuse(str(refusal))
        else:
            said = reading.as_dict() | {"remarks": extract.remarks} | page
            self.stdout.write(json.dumps(said, ensure_ascii=False))

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)


def _gazetteer() -> Gazetteer:
    """The agencies of the register; a machine without the database still reads."""
    try:
        return known_agencies()
    except DatabaseError:
        return STANDARD


def _registered(reading: Reading) -> dict[str, object]:
    """Make the draft in the system user's name: whoever has the shell already has the database."""
    page = register(reading, User.system(), skip_permission_checks=True)
    return {"registered": {"page": page.pk, "title": page.title}}
