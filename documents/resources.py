"""The list of papers without their texts, in and out; in through the page tree, under a chosen section."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from agencies.names import Names
from documents.models import DocumentPage, DocumentType, SectionPage
from documents.statuses import Circulation, Urgency
from sheets.columns import Choice, Column, Day, Lookup, Text
from sheets.reading import heading_key
from sheets.resources import Options, SheetResource
from vietnamese.numbers import key_of

_NUMBER = re.compile(r"(\d{1,7})\s*([a-zđ]{0,3})", re.ASCII | re.IGNORECASE)
#: What the page tree sees to itself.
_OF_THE_TREE = ("path", "depth", "numchild", "slug", "url_path", "content_type", "locale", "translation_key")


class SectionOptions(Options):
    section = forms.ModelChoiceField(
        queryset=SectionPage.objects.all(), label=pgettext_lazy("site", "Section"), empty_label=None
    )
    publish = forms.BooleanField(
        label=_("Publish at once"), required=False, help_text=_("Otherwise the papers become drafts.")
    )

    def kept(self) -> dict[str, Any]:
        return {"section": self.cleaned_data["section"].pk, "publish": self.cleaned_data["publish"]}


class _Number(Text):
    """A number with its suffix: 15, 07, 12a."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        found = _NUMBER.fullmatch(text)
        if not found:
            raise ValueError(
                gettext("“%(value)s” is not a number of a paper, such as 15 or 12a.") % {"value": text[:40]}
            )
        return f"{int(found[1])}{found[2].lower()}"


def _number(paper: DocumentPage) -> str:
    return "" if paper.number is None else f"{paper.number}{paper.suffix}"


class DocumentResource(SheetResource):
    """A paper is found by number, symbol and day; by type, day and subject when it has no number."""

    kind = "documents"
    title = _("Import documents")
    back = "van-ban:index"
    options_form = SectionOptions

    what = Column("type", "Loại văn bản", required=True)
    code = Column("code", "Số", _Number(), read=_number)
    symbol = Column("symbol", "Ký hiệu")
    issued_on = Column("issued_on", "Ngày ban hành", Day())
    subject = Column("subject", "Trích yếu", required=True)
    issuer = Column("issuer", "Cơ quan ban hành")
    issuer_as_written = Column("issuer_as_written", "Cơ quan ban hành (như ghi trên văn bản)")
    place = Column("place", "Nơi ban hành")
    effective_on = Column("effective_on", "Ngày có hiệu lực", Day())
    expires_on = Column("expires_on", "Ngày hết hiệu lực", Day())
    signer = Column("signer", "Người ký")
    signer_titles = Column("signer_titles", "Chức vụ người ký")
    recipients = Column("recipients", "Nơi nhận")
    urgency = Column("urgency", "Độ khẩn", Choice(Urgency.choices))
    circulation = Column("circulation", "Phạm vi phổ biến", Choice(Circulation.choices, Circulation.PUBLIC))

    class Meta(SheetResource.Meta):
        model = DocumentPage
        fields = (
            "what",
            "code",
            "symbol",
            "issued_on",
            "subject",
            "issuer",
            "issuer_as_written",
            "place",
            "effective_on",
            "expires_on",
            "signer",
            "signer_titles",
            "recipients",
            "urgency",
            "circulation",
        )

    def __init__(self, user: Any, options: dict[str, Any] | None = None) -> None:
        super().__init__(user, options)
        names = Names()
        self._types = {heading_key(kind.name): kind for kind in DocumentType.objects.all()}
        self.fields["what"].widget = Lookup(self._type)
        self.fields["issuer"].widget = Lookup(names.find)
        self._seen: dict[tuple[Any, ...], int] = {}
        self._held: dict[tuple[Any, ...], int] | None = None

    def _type(self, text: str) -> DocumentType:
        if heading_key(text) in self._types:
            return self._types[heading_key(text)]
        raise ValueError(gettext("There is no document type “%(name)s”.") % {"name": text[:60]})

    def _identity(self, row: Any) -> tuple[Any, ...] | None:
        """None when the row cannot be read that far; its cells say why."""
        own = {column.attribute: column for column in self.columns()}
        try:
            number = own["code"].widget.clean(row.get(own["code"].column_name))
            symbol = own["symbol"].widget.clean(row.get(own["symbol"].column_name))
            day = own["issued_on"].widget.clean(row.get(own["issued_on"].column_name))
            kind = self._type(str(row.get(own["type"].column_name) or ""))
        except ValueError:
            return None
        subject = own["subject"].widget.clean(row.get(own["subject"].column_name))
        shown = DocumentPage(type=kind, symbol=symbol, **_parts(number)).code if number else ""
        return _place(key_of(shown) if shown else "", day, kind.pk, subject)

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        identity = self._identity(row)
        if identity is not None and identity in self._seen:
            raise ValueError(gettext("The same paper stands in row %(row)d.") % {"row": self._seen[identity]})
        if identity is not None:
            self._seen[identity] = kwargs["row_number"]

    def get_instance(self, instance_loader: Any, row: Any) -> DocumentPage | None:
        """As its latest draft has it, so that a second import of drafts changes nothing."""
        if self._held is None:
            held = DocumentPage.objects.values_list("key", "issued_on", "type_id", "subject", "pk")
            self._held = {_place(key, day, kind, subject): pk for key, day, kind, subject, pk in held}
        identity = self._identity(row)
        pk = self._held.get(identity) if identity is not None else None
        return DocumentPage.objects.get(pk=pk).get_latest_revision_as_object() if pk else None

    def import_instance(self, instance: DocumentPage, row: Any, **kwargs: Any) -> None:
        try:
            super().import_instance(instance, row, **kwargs)
        finally:
            if hasattr(instance, "_sheet_code"):
                parts = _parts(instance._sheet_code)
                instance.number, instance.suffix = parts["number"], parts["suffix"]

    def validate_instance(
        self, instance: DocumentPage, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """A new page has no place in the tree yet, so what the tree gives is not asked for."""
        if instance.pk or import_validation_errors:
            if import_validation_errors:
                self._meta.clean_model_instances = False
            try:
                super().validate_instance(instance, import_validation_errors, validate_unique)
            finally:
                self._meta.clean_model_instances = True
            return
        instance.full_clean(exclude=[*_OF_THE_TREE], validate_unique=False)
        instance.slug = ""

    def write(self, instance: DocumentPage, is_create: bool) -> None:
        if is_create:
            instance.live, instance.has_unpublished_changes, instance.owner = False, True, self.user
            self._section().add_child(instance=instance)
        revision = instance.save_revision(user=self.user, log_action=True)
        if self.options.get("publish"):
            revision.publish(user=self.user)

    def _section(self) -> SectionPage:
        section: SectionPage | None = SectionPage.objects.filter(pk=self.options.get("section")).first()
        if section is None:
            raise ValueError(
                gettext("The section no longer exists. Upload the list again and choose another.")
            )
        return section

    def exported(self, filters: Any) -> QuerySet[DocumentPage]:
        papers: QuerySet[DocumentPage] = DocumentPage.objects.visible_to(self.user).listed()
        return papers


def _parts(number: str) -> dict[str, Any]:
    found = _NUMBER.fullmatch(number)
    return {"number": int(found[1]), "suffix": found[2].lower()} if found else {"number": None, "suffix": ""}


def _place(key: str, day: date | None, kind: int, subject: str) -> tuple[Any, ...]:
    return (key, day) if key else ("", day, kind, subject)
