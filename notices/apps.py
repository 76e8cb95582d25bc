"""Who is told of what, and how."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from documents.effects import disposal_changed, paper_sent, paper_stepped, widening_changed
        from notices import actions, work  # noqa: F401  the log and the worker must know them from the start
        from notices.writing import (
            write,
            write_of_closed,
            write_of_disposal,
            write_of_paper,
            write_of_reports,
            write_of_step,
            write_of_widening,
        )
        from tasks.effects import events_noted
        from tasks.rounds.effects import report_events_noted, round_closed

        events_noted.add(write)
        report_events_noted.add(write_of_reports)
        round_closed.add(write_of_closed)
        paper_sent.add(write_of_paper)
        paper_stepped.add(write_of_step)
        widening_changed.add(write_of_widening)
        disposal_changed.add(write_of_disposal)
