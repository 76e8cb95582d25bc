"""Who is told of what, and how."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from notices import actions, work  # noqa: F401  the log and the worker must know them from the start
        from notices.writing import write
        from tasks.effects import events_noted

        events_noted.add(write)
