"""Agencies by any of their names, for lists that name many: read once, asked often."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.querysets import alias_key


class Names:
    """Raises ValueError with a sentence when a name is unknown or fits several agencies."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Agency]] = {}
        for agency in Agency.objects.prefetch_related("aliases").order_by("pk"):
            self.add(agency, [alias.text for alias in agency.aliases.all()])

    def add(self, agency: Agency, aliases: list[str] | None = None) -> None:
        for text in filter(None, [agency.name, agency.short_name, *(aliases or [])]):
            self._known.setdefault(alias_key(text), {})[str(agency.pk or id(agency))] = agency

    def find(self, text: str) -> Agency:
        found = list(self._known.get(alias_key(text), {}).values())
        exact = [agency for agency in found if alias_key(agency.name) == alias_key(text)]
        lasting = [agency for agency in exact or found if agency.holds()] or exact or found
        if not lasting:
            raise ValueError(
                _("No agency is called “%(name)s”. Add it to the agencies, or correct the name.")
                % {"name": text[:100]}
            )
        if len(lasting) > 1:
            several = "; ".join(agency.name for agency in lasting)
            raise ValueError(
                _("“%(name)s” fits several agencies: %(several)s.") % {"name": text, "several": several}
            )
        return lasting[0]
