"""The life of an uploaded list."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    CHOOSING = "choosing", _("Waiting for its columns")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    IMPORTING = "importing", _("Being imported")
    IMPORTED = "imported", _("Imported")
    UNDONE = "undone", _("Undone")
