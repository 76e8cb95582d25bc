"""`manage.py measure_reading FOLDER`: how much of hand-labelled papers is read right."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from documents.reading.gazetteer import STANDARD
from documents.reading.measure import Measurement, Score


class Command(BaseCommand):
    """Prints each field, its misses, and one closing line of JSON.

    It reads with general knowledge only, so that a figure does not depend on the database at hand.
    """

    help = "So kết quả đọc với các văn bản đã gán nhãn trong một thư mục."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", metavar="THƯ_MỤC", type=Path, help="gold.json, headers.json, duties.json"
        )
        parser.add_argument(
            "--labels",
            metavar="THƯ_MỤC_NHÃN",
            type=Path,
            help="nhãn của các văn bản trong THƯ_MỤC, một tệp JSON mỗi văn bản",
        )

    def handle(self, *args: object, folder: Path, labels: Path | None = None, **options: object) -> None:
        for path in (folder, labels):
            if path is not None and not path.is_dir():
                self.stderr.write(f"Không tìm thấy thư mục {path}. Hãy kiểm tra lại đường dẫn.")
                sys.exit(1)
        measurement = Measurement(STANDARD)
        try:
            measurement.folder(folder, labels)
        except (KeyError, TypeError, ValueError, OSError) as problem:
            self.stderr.write(
                f"Không đọc được nhãn trong {folder}: {problem!r}. Hãy kiểm tra lại các tệp nhãn."
            )
            sys.exit(1)
        for name, score in measurement.scores.items():
            self._print(name, score)
        scores = {name: score.as_dict() for name, score in measurement.scores.items()}
        self.stdout.write(json.dumps(scores, ensure_ascii=False))

    def _print(self, name: str, score: Score) -> None:
        recall = f"{score.recall:6.1%}"
        precision = "     –" if score.precision is None else f"{score.precision:6.1%}"
        f1 = "     –" if score.f1 is None else f"{score.f1:6.1%}"
        self.stdout.write(f"{name:<32} recall {recall}  precision {precision}  F1 {f1}  n={score.labelled}")
        for miss in score.misses:
            self.stdout.write(f"    {miss}")
