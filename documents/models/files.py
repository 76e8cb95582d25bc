"""Files of papers: the original bytes and their hash."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents.models import AbstractDocument
from wagtail.models import Orderable

from documents import effects, issued
from documents.archive import freezing
from documents.filetypes import is_what_it_says, named_rightly

_NO_SUCH_FILE = _(
    "%(name)s is by its content no PDF, Word or Excel file and no picture, whatever its name says, or it "
    "holds macros. Open it in the program it comes from, save it as one of these and choose that."
)


class StoredFile(AbstractDocument):
    """A file kept bit for bit; it is read only through the papers it belongs to."""

    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    read_at = models.DateTimeField(
        null=True, editable=False, help_text="When its pages were read, or it was found that they cannot be."
    )
    paged = models.BooleanField(
        default=False, editable=False, help_text="Its pages are those of the file, not portions of one text."
    )

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")

    def clean(self) -> None:
        if not self.file:
            return  # the field said why already
        super().clean()
        replaced = bool(self.pk) and not self.file._committed
        if replaced and self.document_files.exclude(page__issued_at=None).exists():
            raise ValidationError({"file": issued.sentence()})
        if replaced and (hold := freezing.hold_on_file(self)):
            raise ValidationError({"file": freezing.sentence(hold)})
        if not self.file._committed:
            self._look_at_content()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Another content has other pages: those of the old one go in the same transaction."""
        if self.file and not self.file._committed:
            self.take_fingerprint()
            self.read_at = None
            with transaction.atomic():
                super().save(*args, **kwargs)
                if self.pages.all().delete()[0]:
                    effects.file_read(self)
        else:
            super().save(*args, **kwargs)

    def _look_at_content(self) -> None:
        """A kind is what the content says; a Word file called .pdf is kept under the name it deserves."""
        with suppress(FileNotFoundError):
            self.file.seek(0)
            content = self.file.read()
            self.file.seek(0)
            told = {"name": PurePath(self.file.name).name}
            if not content:
                raise ValidationError({"file": _("The file %(name)s is empty") % told})
            if not is_what_it_says(self.file.name, content):
                raise ValidationError({"file": _NO_SUCH_FILE % told})
            self.file.name = named_rightly(self.file.name, content)

    def take_fingerprint(self) -> None:
        self.sha256 = sha256_of(self.file.file)

    @property
    def url(self) -> str:
        return reverse("documents:file", args=[self.pk, self.filename])


class FilePage(models.Model):
    """The words of one page of a file, or of one portion when the file knows no pages."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        verbose_name = _("page of a file")
        verbose_name_plural = _("pages of files")
        ordering = ["file_id", "number"]
        constraints = [models.UniqueConstraint(name="file_page_once", fields=["file", "number"])]

    def __str__(self) -> str:
        return f"{self.file}: {self.number}"


class DocumentFile(Orderable):
    """A stored file in its part for one paper."""

    page = ParentalKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(
        StoredFile,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="document_files",
    )
    label = models.CharField(
        _("label"),
        max_length=100,
        blank=True,
        help_text=_("For example: Signed original, Annex 1."),
    )
    without_names = models.BooleanField(
        _("tells no name to protect"),
        default=False,
        help_text=_(
            "Only where the paper has names to protect: everybody gets this file although it may be a "
            "picture. A file whose words hold one of the names stays with those who work with the paper all "
            "the same."
        ),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.label or self.file.title


def sha256_of(file: Any) -> str:
    """The fingerprint of an open file, read in blocks; the file stands at its beginning again."""
    digest = hashlib.sha256()
    file.seek(0)
    for block in iter(lambda: file.read(1 << 20), b""):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
