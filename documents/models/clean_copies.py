"""Copies of files for the public."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CleanCopy(models.Model):
    """What lies hidden in a stored file, and the copy without it; the original stays bit for bit.

    `sha256` is that of the original that was looked into. Without `file` the original may go out: nothing is
    hidden in it, or it is signed, or of a kind that cannot be looked into. `first_page` is a picture of what
    goes out, of files that are pages.
    """

    of = models.OneToOneField(
        "documents.StoredFile", verbose_name=_("file"), on_delete=models.CASCADE, related_name="clean_copy"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="sach", blank=True)
    first_page = models.FileField(upload_to="trang-dau", blank=True)
    found = models.JSONField(default=list)
    looked_into = models.BooleanField(default=False)
    signed = models.BooleanField(default=False)
    problem = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("clean copy of a file")
        verbose_name_plural = _("clean copies of files")

    def __str__(self) -> str:
        return str(self.of)
