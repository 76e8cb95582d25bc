"""manage.py rebuild_search: write every row that search reads anew; the site stays up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from documents.models import DocumentPage
from search.projection import rebuild


class Command(BaseCommand):
    help = "Write the search rows of all papers and tasks anew, in batches, while the site is up."

    def handle(self, **options: Any) -> None:
        papers = DocumentPage.objects.all()
        total = papers.count()
        rebuild(papers, lambda done: self.stdout.write(f"{done}/{total}"))
        self.stdout.write(f"{total} văn bản đã có trong tra cứu.")
