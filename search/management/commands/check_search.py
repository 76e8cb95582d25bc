"""manage.py check_search: whether Elasticsearch holds every row in its version, and nothing else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from elasticsearch import ApiError, TransportError

from search.checking import differences

SHOWN = 10


class Command(BaseCommand):
    help = "Compare every row of search with the Elasticsearch index; fails when they differ."

    def handle(self, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            raise CommandError("Chưa đặt ELASTICSEARCH_URL nên không có chỉ mục Elasticsearch nào để so.")
        try:
            found = differences()
        except (ApiError, TransportError) as trouble:
            raise CommandError(f"Elasticsearch không trả lời ({type(trouble).__name__}).") from None
        for words, keys in (("thiếu", found.lost), ("cũ", found.stale), ("thừa", found.ghosts)):
            self.stdout.write(f"{len(keys)} dòng {words} {', '.join(keys[:SHOWN])}".rstrip())
        if found:
            raise CommandError(
                "Chỉ mục khác với sổ. Nếu còn thay đổi chờ gửi, hãy đợi rồi so lại; "
                "nếu không, chạy manage.py rebuild_search --index."
            )
