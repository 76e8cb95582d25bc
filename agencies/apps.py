"""Who: people and agencies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = _("Agencies")

    def ready(self) -> None:
        from agencies.resources import AgencyResource
        from sheets.resources import register

        register(AgencyResource)
