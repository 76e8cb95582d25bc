"""manage.py rebuild_search: write every row that search reads anew, and the index; the site stays up."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from elasticsearch import ApiError, TransportError

from documents.models import DocumentPage
from search.projection import rebuild
from search.rebuilding import AlreadyBuilding, RebuildFailed, alone, rebuild_index


class Command(BaseCommand):
    help = "Write the search rows of all papers and tasks anew, then the index, while the site is up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--index", action="store_true", help="Only the Elasticsearch index, from the rows."
        )

    def handle(self, *, index: bool, **options: Any) -> None:
        try:
            with alone():
                self._build(index=index)
        except AlreadyBuilding:
            raise CommandError(
                "Dữ liệu tra cứu đang được dựng lại ở nơi khác (một lệnh khác hoặc trang Chỉ mục tra cứu). "
                "Hãy đợi xong rồi chạy lại nếu còn cần."
            ) from None

    def _build(self, *, index: bool) -> None:
        if not index:
            papers = DocumentPage.objects.all()
            total = papers.count()
            rebuild(papers, lambda done: self.stdout.write(f"{done}/{total}"))
            self.stdout.write(f"{total} văn bản đã có trong tra cứu.")
        elif not settings.ELASTICSEARCH_URL:
            raise CommandError("Chưa đặt ELASTICSEARCH_URL nên không có chỉ mục Elasticsearch nào để dựng.")
        if settings.ELASTICSEARCH_URL:
            self._index()

    def _index(self) -> None:
        started = time.monotonic()
        try:
            rows = rebuild_index(lambda done, total: self.stdout.write(f"{done}/{total}"))
        except (ApiError, TransportError, RebuildFailed) as trouble:
            raise CommandError(
                f"Elasticsearch không nhận dữ liệu ({trouble}). Chỉ mục cũ vẫn phục vụ; "
                "hãy kiểm tra máy chủ rồi chạy lại."
            ) from None
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{rows} dòng đã có trong chỉ mục Elasticsearch, {rows / seconds:.0f} dòng mỗi giây."
        )
