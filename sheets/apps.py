"""Lists in and out of spreadsheets, checked before a row is written."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheetsConfig(AppConfig):
    name = "sheets"
    verbose_name = _("Lists in and out")

    def ready(self) -> None:
        from sheets import work  # noqa: F401  a worker must know the work before the first job
