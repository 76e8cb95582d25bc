"""Working lists as people like to have them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tasks.querysets import SavedViewQuerySet


class SavedView(models.Model):
    """A list with its filters, columns and order under a name: the part of an address after "?".

    `agency` is whose people share it; without one it is its owner's alone.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    agency = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="saved_views",
    )
    #: Which list: "thu-ky", or the key of an agency's list with its number.
    place = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(blank=True)
    default = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(name="view_named_once", fields=["owner", "place", "name"]),
            models.UniqueConstraint(
                name="one_default_view", fields=["owner", "place"], condition=Q(default=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name
