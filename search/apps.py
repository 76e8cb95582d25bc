"""One box over everything the reader may see."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from agencies.lookups import find_agencies
        from documents.effects import (
            clauses_read,
            document_changed,
            document_removed,
            documents_added,
            file_read,
            force_changed,
        )
        from documents.lookups import find_papers
        from jobs.schedule import errand
        from search import (
            actions,  # noqa: F401  the log must know them from the start
            composing,
            daily,  # noqa: F401  registers the daily work
            file_pages,
            lists,
            lives,
            projection,
            works,  # noqa: F401  registers the work
        )
        from search.rebuilding import Follower
        from tasks.effects import task_changed
        from tasks.lookups import find_tasks

        clauses_read.offer(composing.of_clauses)
        document_changed.add(projection.document_changed)
        documents_added.add(projection.documents_added)
        document_removed.add(projection.document_removed)
        force_changed.add(lives.force_changed)
        file_read.add(file_pages.file_read)
        task_changed.add(projection.task_changed)
        errand(Follower().keep_up)
        find_agencies.offer(lists.agencies)
        find_papers.offer(lists.papers)
        find_tasks.offer(lists.tasks)
