"""`manage.py read_document FILE`: one JSON object with everything read out of a paper."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from documents.gazetteer import known_agencies
from documents.reading.errors import ReadingError
from documents.reading.gazetteer import STANDARD, Gazetteer
from documents.reading.reader import Reading, read
from documents.reading.sources import text_of_file


class Command(BaseCommand):
    """Prints the JSON on stdout; a refusal is a sentence on stderr and exit code 1."""

    help = "Đọc một văn bản (.txt, .docx, .pdf có chữ) và in kết quả dạng JSON."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP", type=Path, help="đường dẫn của tệp cần đọc")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            reading = read(text_of_file(file), _gazetteer())
        except ReadingError as refusal:
            self.stderr.write(refusal.sentence)
            sys.exit(1)
        self.stdout.write(_as_json(reading))


def _gazetteer() -> Gazetteer:
    """The agencies of the register; a machine without the database still reads."""
    try:
        return known_agencies()
    except DatabaseError:
        return STANDARD


def _as_json(reading: Reading) -> str:
    return json.dumps(reading.as_dict(), ensure_ascii=False)
