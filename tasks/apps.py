"""Who must do what by when."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = pgettext_lazy("duty", "Tasks")

    def ready(self) -> None:
        from documents.archive import results
        from documents.archive.keeping import still_needed
        from documents.effects import reading_registered
        from tasks import actions, bulk, creating  # noqa: F401  the log and the worker must know them from the start
        from tasks.calendar import actions as calendar_actions  # noqa: F401  the log must know them
        from tasks.consolidation import chasing, sending  # noqa: F401  the worker must know them
        from tasks.keeping import has_open_tasks
        from tasks.proposals import propose
        from tasks.results import evidence_of, results_of
        from tasks.rounds import work  # noqa: F401  the clock must know it

        reading_registered.add(propose)
        still_needed.append(has_open_tasks)
        results.offers.append(results_of)
        results.files.append(evidence_of)

        from sheets.resources import register
        from tasks.resources import TaskResource

        register(TaskResource)
