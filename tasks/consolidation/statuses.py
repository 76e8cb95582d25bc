"""The parts of a consolidated report."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Aspect(models.TextChoices):
    """Named like the field of a report's line that it gathers."""

    RESULT = "result", _("Results")
    SHORTCOMINGS = "shortcomings", _("Shortcomings")
    PROPOSALS = "proposals", _("Proposals")
