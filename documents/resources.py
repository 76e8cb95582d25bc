"""The list of papers: in with their texts, under a chosen section; out without them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from agencies.actions import Refused
from agencies.names import Names
from documents.actions import UndoImport
from documents.imports import Line, PaperImport, RowReader
from documents.lookups import find_papers
from documents.models import DocumentPage, DocumentType, SectionPage
from documents.statuses import Circulation, Urgency
from documents.viewsets.papers import PaperFilterSet, label_force
from sheets.columns import Choice, Column, Day, Lookup
from sheets.heads import heading_key
from sheets.reading import Row
from sheets.resources import Options, Result, SheetResource


class SectionOptions(Options):
    section = forms.ModelChoiceField(
        queryset=SectionPage.objects.all(), label=pgettext_lazy("site", "Section"), empty_label=None
    )
    publish = forms.BooleanField(
        label=_("Publish at once"), required=False, help_text=_("Otherwise the papers become drafts.")
    )

    def kept(self) -> dict[str, Any]:
        return {"section": self.cleaned_data["section"].pk, "publish": self.cleaned_data["publish"]}


def _result(line: Line) -> Result:
    return Result(line.row, line.what, line.problems)


def _number(paper: DocumentPage) -> str:
    return "" if paper.number is None else f"{paper.number}{paper.suffix}"


class DocumentResource(SheetResource):
    """A paper is found by number, symbol and day; by type, day and subject when it has no number."""

    kind = "documents"
    title = _("Import documents")
    back = "van-ban:index"
    options_form = SectionOptions
    undoable = True
    in_batches = True

    listed = (
        Column("code", _("Number and symbol")),
        Column("issued_on", _("Date")),
        Column("subject", _("Subject")),
        Column("issuer_name", _("Issuer")),
        Column("force_label", _("Effect")),
        Column("status_string", _("State")),
    )
    sorted_by = ("number", "issued_on", "live")

    what = Column("type", "Loại văn bản", required=True, aliases=("tên loại", "tên loại văn bản", "loại"))
    code = Column(
        "code",
        "Số",
        read=_number,
        aliases=("number", "số, ký hiệu", "số văn bản", "số, ký hiệu văn bản", "số và ký hiệu"),
    )
    symbol = Column("symbol", "Ký hiệu", aliases=("ký hiệu văn bản",))
    issued_on = Column(
        "issued_on",
        "Ngày ban hành",
        Day(),
        aliases=(
            "ngày",
            "ngày tháng",
            "ngày, tháng",
            "ngày văn bản",
            "ngày tháng văn bản",
            "ngày tháng năm văn bản",
        ),
    )
    subject = Column(
        "subject", "Trích yếu", required=True, aliases=("trích yếu nội dung", "nội dung trích yếu")
    )
    issuer = Column(
        "issuer", "Cơ quan ban hành", aliases=("cơ quan", "tác giả", "tác giả văn bản", "nơi gửi")
    )
    issuer_as_written = Column("issuer_as_written", "Cơ quan ban hành (như ghi trên văn bản)")
    place = Column("place", "Nơi ban hành")
    effective_on = Column("effective_on", "Ngày có hiệu lực", Day())
    expires_on = Column("expires_on", "Ngày hết hiệu lực", Day())
    signer = Column("signer", "Người ký")
    signer_titles = Column("signer_titles", "Chức vụ người ký")
    recipients = Column("recipients", "Nơi nhận")
    urgency = Column("urgency", "Độ khẩn", Choice(Urgency.choices))
    circulation = Column("circulation", "Phạm vi phổ biến", Choice(Circulation.choices, Circulation.PUBLIC))
    text = Column("text", "Nội dung", aliases=("body",), only_in=True)

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
            "text",
        )

    def __init__(self, user: Any, options: dict[str, Any] | None = None) -> None:
        super().__init__(user, options)
        kinds = list(DocumentType.objects.all())
        self._types = {heading_key(kind.name): kind for kind in kinds}
        # the first of an abbreviation counts: administrative types come before those of the Party
        self._abbreviations = {kind.abbreviation: kind for kind in reversed(kinds) if kind.abbreviation}
        self.fields["what"].widget = Lookup(self._type)
        self._names = Names()
        self.fields["issuer"].widget = Lookup(self._names.find)

    def _type(self, text: str) -> DocumentType:
        """By its name in any spelling, or by its abbreviation, whose case counts (QyĐ is not QĐ)."""
        found = self._types.get(heading_key(text)) or self._abbreviations.get(text)
        if found is None:
            raise ValueError(gettext("There is no document type “%(name)s”.") % {"name": text[:60]})
        return found

    def results(self, rows: Iterable[Row], *, dry_run: bool) -> Iterator[Result]:
        """Papers are compared and written many at a time."""
        papers = self._papers(None if dry_run else self._section())
        for line in papers.look(rows) if dry_run else papers.write(rows):
            yield _result(line)

    def write_batches(
        self, rows: Iterable[Row], *, after: int, written: Callable[[list[Result]], None]
    ) -> None:
        papers = self._papers(self._section())
        for _line in papers.write(
            rows, after=after, written=lambda lines: written(list(map(_result, lines)))
        ):
            pass

    def _papers(self, section: SectionPage | None) -> PaperImport:
        upload = self.options.get("upload")
        trusted = bool(self.options.get("at_the_machine"))
        return PaperImport(
            self.user,
            RowReader(self.get_import_fields(), issuers=self._names if trusted else None),
            section,
            publish=bool(self.options.get("publish")),
            name=self.options.get("name", ""),
            together=UUID(upload) if upload else None,
            trusted=trusted,
        )

    def undo(self, upload: str) -> int:
        """Remove the papers that an import of this list made."""
        action = UndoImport(
            self._section(), self.user, together=UUID(upload), name=self.options.get("name", "")
        )
        try:
            removed: int = action.execute()
        except Refused as refused:
            raise ValueError(str(refused)) from None
        return removed

    def _section(self) -> SectionPage:
        section: SectionPage | None = SectionPage.objects.filter(pk=self.options.get("section")).first()
        if section is None:
            raise ValueError(
                gettext("The section no longer exists. Upload the list again and choose another.")
            )
        return section

    def exported(self, filters: Any) -> QuerySet[DocumentPage]:
        """As the list of the screen: what its filters and its search leave."""
        papers: QuerySet[DocumentPage] = DocumentPage.objects.visible_to(self.user).listed()
        chosen = PaperFilterSet(filters, queryset=papers)
        if chosen.is_valid():
            papers = chosen.qs
        if words := filters.get("q", "").strip():
            papers = papers.filter(pk__in=find_papers(words, self.user))
        return self.in_order(papers, filters, "-issued_on")

    def prepare(self, instances: list[Any]) -> None:
        label_force(instances)
