"""Papers: Wagtail pages, with what is derived from them when they are saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction
from wagtail.search import index

from agencies.permissions import reader_keys
from documents import effects, issued, protecting, saving, secrecy
from documents.archive import freezing
from documents.models.saved import SavedWithItsText
from documents.page_form import PaperForm
from documents.page_panels import EDIT_HANDLER
from documents.permissions import audience
from documents.querysets import DocumentQuerySet
from documents.statuses import Circulation, Family, Urgency
from documents.symbols import unreadable, written
from vietnamese.dates import short
from vietnamese.numbers import key_of
from vietnamese.runs import Rest, holds, runs_of, without
from vietnamese.text import clean, fold

if TYPE_CHECKING:
    pass


class DocumentPage(SavedWithItsText, Page):  # type: ignore[misc]
    """A paper: own, incoming or merely cited.

    Own papers have an entry in an outgoing register, which gives the number; the page only shows it. Who
    reads a paper is its circulation (one rule for pages, lists, search and files), so Wagtail's page privacy
    is off.
    """

    draft_title: str  # Wagtail's fields, which say no types
    slug: str

    type = models.ForeignKey(
        "documents.DocumentType",
        verbose_name=_("type"),
        on_delete=models.PROTECT,
        related_name="documents",
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    suffix = models.CharField(_("number suffix"), max_length=10, blank=True)
    symbol = models.CharField(
        _("symbol"),
        max_length=60,
        blank=True,
        help_text=_("What follows the number, for example KH-BCĐ."),
    )
    printed = models.CharField(
        _("as printed"),
        max_length=80,
        blank=True,
        help_text=_("Number and symbol as they stand on the paper, for example “15 /KH-BCĐ”."),
    )
    key = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    issuer = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("issuing agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
    )
    issuer_as_written = models.CharField(_("issuer as written"), max_length=255, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    effective_on = models.DateField(_("effective on"), null=True, blank=True)
    expires_on = models.DateField(_("last day of effect"), null=True, blank=True)
    subject = models.CharField(pgettext_lazy("paper", "subject"), max_length=500)
    signer = models.CharField(_("signer"), max_length=100, blank=True)
    signer_titles = models.TextField(_("posts of the signer"), blank=True, help_text=_("One per line."))
    recipients = models.TextField(_("recipients"), blank=True, help_text=_("One per line."))
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency.choices, blank=True)
    circulation = models.CharField(
        _("circulation"),
        max_length=12,
        choices=Circulation.choices,
        default=Circulation.PUBLIC,
    )
    protected_names = models.TextField(
        _("names to protect"),
        blank=True,
        help_text=_(
            "Victims, witnesses, informants; one name per line, in full. Who does not work with the paper "
            "reads […] instead, and gets no file that may tell a name. Search neither finds nor shows them."
        ),
    )
    text = models.TextField(_("text"), blank=True, help_text=_("The whole text; clauses are read from it."))
    sample = models.BooleanField(_("sample data"), default=False, editable=False)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True, editable=False)
    recalled_on = models.DateField(_("recalled on"), null=True, blank=True, editable=False)
    recall_reason = models.CharField(_("reason of the recall"), max_length=500, blank=True, editable=False)

    disposed_on = models.DateField(_("destroyed on"), null=True, blank=True, editable=False)
    disposed_under = models.CharField(
        _("minutes of the disposal"), max_length=200, blank=True, editable=False
    )

    # An agency and a type say themselves which papers they have (related_name): Wagtail's index of references
    # is for what has no such way back, the lines of a paper.
    type.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    issuer.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    #: Of a copy without the names to protect: its text and where the places of the whole text went.
    left_out: Rest | None = None

    objects = PageManager.from_queryset(DocumentQuerySet)()
    base_form_class = PaperForm

    parent_page_types = ["documents.SectionPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    #: A copy is another paper: it has no number and was not issued.
    exclude_fields_in_copy = ["number", "suffix", "printed", *issued.OF_THE_PAGE]
    search_fields = [
        *Page.search_fields,
        index.FilterField("issued_on"),
        index.FilterField("circulation"),
    ]

    edit_handler = EDIT_HANDLER

    class Meta:
        verbose_name = pgettext_lazy("paper", "document")
        verbose_name_plural = pgettext_lazy("paper", "documents")
        indexes = [
            models.Index(fields=["issuer", "year", "number"], name="document_identity"),
            models.Index(fields=["-issued_on"], name="document_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="document_ends_after_it_begins",
                condition=Q(expires_on=None)
                | Q(effective_on=None)
                | Q(expires_on__gte=models.F("effective_on")),
                violation_error_message=_("The last day of effect stands before the first."),
            )
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A page read from the database has all its values in a row, and no children among them.

        modelcluster looks for their names at every page, which took as long as all else of reading it.
        """
        if args and not kwargs:
            models.Model.__init__(self, *args)
        else:
            super().__init__(*args, **kwargs)

    # --- names ---------------------------------------------------------------------------------------------
    @property
    def code(self) -> str:
        """Number and symbol in the decree's form: 15/KH-BCĐ; as printed when there is no number."""
        if self.number is None:
            return self.printed
        family = self.type.family if self.type_id else Family.ADMINISTRATIVE
        year = self.issued_on.year if self.issued_on else None
        return written(family, self.number, self.suffix, self.symbol, year)

    @property
    def issuer_name(self) -> str:
        return self.issuer.name if self.issuer_id and self.issuer else self.issuer_as_written

    @property
    def short_citation(self) -> str:
        """How the paper is named after its first mention: type + number (decree 30, Annex I)."""
        name = self.type.name
        return f"{name} số {self.code}" if self.code else name

    @property
    def full_citation(self) -> str:
        """How the paper is cited the first time: type, number, date, issuer, subject."""
        parts = [self.short_citation]
        if self.issued_on:
            parts.append(f"ngày {short(self.issued_on)}")
        if self.issuer_name:
            parts.append(f"của {self.issuer_name}")
        subject = self.told_subject
        if not subject[1:2].isupper():  # ABOUT A SUBJECT IN CAPITALS stays as it is
            subject = subject[:1].lower() + subject[1:]
        return f"{' '.join(parts)} về {subject}"

    @property
    def told_subject(self) -> str:
        """The subject without the names to protect: what lists, letters, feeds and exports say to all."""
        return without(self.subject, runs_of(self.protected_names))

    def name_itself(self) -> None:
        """Derive what other fields decide: cleaned text, key, year, title and address."""
        self.say_itself()
        if not self.slug or holds(self.slug, runs_of(self.protected_names)):
            self.slug = self.free_address = self._get_autogenerated_slug(self.wanted_address())

    def say_itself(self) -> None:
        """The same without the address, for which others may have to make room."""
        for field in {"subject", "symbol", "printed", "text", "signer", "issuer_as_written"} - (
            self.get_deferred_fields()
        ):
            setattr(self, field, clean(getattr(self, field) or "").strip())
        if self.issued_on:
            self.year = self.issued_on.year
        shown = self.code
        self.key = key_of(shown) if shown else ""
        self.title = (f"{shown} – {self.told_subject}" if shown else self.told_subject)[:255]
        self.draft_title = self.draft_title or self.title

    def wanted_address(self) -> str:
        """The last part of the address, if nobody else in the section has it."""
        return (
            slugify(fold(f"{self.code} {self.told_subject}").replace("/", "-"))[:80].strip("-") or "van-ban"
        )

    @property
    def waits_for_number(self) -> bool:
        """A paper of ours before its issue: no number of the register yet, and none of anybody else."""
        return self.number is None and not self.printed and not hasattr(self, "entry")

    # --- saving --------------------------------------------------------------------------------------------
    def full_clean(self, exclude: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Whether the rows exist that it points at is left to the form's choices and the database's keys.

        Wagtail cleans a page three times on its way to the public: it says the same the second time. The days
        are looked at below, with the words of the constraint.
        """
        self.name_itself()
        said = saving.said(self) if exclude is None else None
        if said is not None and said == self._sound:
            return
        pointers = (field for field in self._meta.concrete_fields if field.is_relation)
        known = (field.name for field in pointers if getattr(self, field.attname) is not None)
        kept = {*(exclude or ()), *known, "path"}
        super().full_clean(exclude=kept, **{**kwargs, "validate_constraints": False})
        self._sound = said

    def clean(self) -> None:
        super().clean()
        self._check_number()
        self.check_days()
        protecting.check(self.protected_names)
        issued.refuse_changes(self)
        freezing.refuse_changes(self)
        if "text" not in self.get_deferred_fields() and (degree := secrecy.stamped(self.text or "")):
            raise ValidationError({"text": secrecy.refusal(degree)})

    def _check_number(self) -> None:
        if self.issued_at is None:
            said = {name: unreadable(getattr(self, name) or "") for name in ("symbol", "printed")}
            if wrong := {name: sentence for name, sentence in said.items() if sentence}:
                raise ValidationError(wrong)

    def check_days(self) -> None:
        """Raise ValidationError when the days stand in an order that cannot be."""
        wrong = {}
        if self.issued_on and self.effective_on and self.effective_on < self.issued_on:
            wrong["effective_on"] = _("The first day of effect stands before the day of issue.")
        if self.effective_on and self.expires_on and self.expires_on < self.effective_on:
            wrong["expires_on"] = _("The last day of effect stands before the first.")
        if wrong:
            raise ValidationError(wrong)

    def get_view_restrictions(self) -> Any:
        """Wagtail's own privacy is off; one question shows that nobody has switched it on."""
        if not PageViewRestriction.objects.exists():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    # --- reading -------------------------------------------------------------------------------------------
    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hidden is like absent: the same 404."""
        if audience(self).isdisjoint(reader_keys(request.user)):
            raise Http404
        effects.document_opened(effects.Opened(self, request.user))
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from documents.presentation import document_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        told = protecting.shown_to(self, request.user)
        return {**context, "page": told, "self": told, **document_context(told, request)}


class DocumentReader(Orderable):
    """An agency named as reader of a restricted paper."""

    page = ParentalKey(DocumentPage, on_delete=models.CASCADE, related_name="readers")
    agency = models.ForeignKey(
        "agencies.Agency",
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        related_name="readable_documents",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("reading agency")
        verbose_name_plural = _("reading agencies")
        constraints = [models.UniqueConstraint(name="reader_once", fields=["page", "agency"])]

    def __str__(self) -> str:
        return str(self.agency)
