"""The agencies of the register as the reader wants them."""

from __future__ import annotations

from django.db import OperationalError

from agencies.models import Agency
from documents.reading.gazetteer import STANDARD, Entry, Gazetteer


def known_agencies() -> Gazetteer:
    """General knowledge of the administration, with the agencies of this installation over it.

    Without a database, reading still works; it then knows only what is true in every province.
    """
    try:
        held = list(Agency.objects.prefetch_related("aliases"))
    except OperationalError:
        return STANDARD
    return STANDARD.merged(
        Entry(
            agency.name,
            tuple(filter(None, [agency.short_name, *(alias.text for alias in agency.aliases.all())])),
            group=agency.is_group,
        )
        for agency in held
    )
