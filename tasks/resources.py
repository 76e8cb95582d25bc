"""The list of tasks, in as proposals and out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.actions import Refused
from agencies.models import Agency
from agencies.names import Names
from documents.models import DocumentPage
from sheets.columns import Choice, Column, Day, Lookup, Several, Text
from sheets.resources import SheetResource
from tasks.actions import AddPart, RemovePart, WriteTask, refuse_ended
from tasks.models import Task
from tasks.statuses import Deadline, Part, Stage
from vietnamese.numbers import key_of


def _of_part(part: Part) -> Any:
    def read(task: Task) -> list[Agency]:
        if not task.pk:
            return []
        return [one.agency for one in task.assignments.all() if one.part == part]

    return read


def _paper(task: Task) -> str:
    return task.document.code if task.document_id else ""


def _paper_day(task: Task) -> date | None:
    return task.document.issued_on if task.document_id else None


class TaskResource(SheetResource):
    """A task is found by its paper, clause and words. What was given already is not changed by a list."""

    kind = "tasks"
    title = _("Import tasks")
    back = "tasks_assignments"

    paper = Column("paper", "Số, ký hiệu văn bản", required=True, read=_paper)
    paper_day = Column("paper_day", "Ngày văn bản", Day(), read=_paper_day)
    path = Column("path", "Điều khoản")
    title_ = Column("title", "Nhiệm vụ", required=True)
    quote = Column("quote", "Câu giao nhiệm vụ")
    field_ = Column("field", "Lĩnh vực")
    lead = Column("lead", "Cơ quan chủ trì", Several(Text()), read=_of_part(Part.LEAD))
    coordinate = Column("coordinate", "Cơ quan phối hợp", Several(Text()), read=_of_part(Part.COORDINATE))
    deadline = Column("deadline", "Loại thời hạn", Choice(Deadline.choices, Deadline.NONE))
    due_on = Column("due_on", "Thời hạn", Day())
    due_as_written = Column("due_as_written", "Thời hạn như trong văn bản")

    class Meta(SheetResource.Meta):
        model = Task
        fields = (
            "paper",
            "paper_day",
            "path",
            "title_",
            "quote",
            "field_",
            "lead",
            "coordinate",
            "deadline",
            "due_on",
            "due_as_written",
        )

    def __init__(self, user: Any, options: dict[str, Any] | None = None) -> None:
        super().__init__(user, options)
        names = Names()
        for name in ("lead", "coordinate"):
            self.fields[name].widget = Several(Lookup(names.find))
        self._papers: dict[tuple[str, Any], DocumentPage] = {}
        self._seen: dict[tuple[Any, ...], int] = {}

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        own = self.fields
        written = Text().clean(row.get(own["paper"].column_name))
        document = self._document(written, row.get(own["paper_day"].column_name))
        title = Text().clean(row.get(own["title_"].column_name))
        path = Text().clean(row.get(own["path"].column_name))
        place = (document.pk, path, title)
        if place in self._seen:
            raise ValueError(gettext("The same task stands in row %(row)d.") % {"row": self._seen[place]})
        self._seen[place] = kwargs["row_number"]
        self._current = (document, path, title)

    def _document(self, written: str, day: Any) -> DocumentPage:
        on = Day().clean(day)
        if (written, on) in self._papers:
            return self._papers[written, on]
        wanted = Q(key=key_of(written)) & (Q(issued_on=on) if on else Q())
        found = list(DocumentPage.objects.filter(wanted).defer("text")[:2]) if written else []
        if not found:
            raise ValueError(
                gettext("No paper has the number “%(number)s” on that day.") % {"number": written[:60]}
            )
        if len(found) > 1:
            raise ValueError(
                gettext("Several papers have the number “%(number)s”. Fill in the day of the paper.")
                % {"number": written[:60]}
            )
        self._papers[written, on] = found[0]
        return found[0]

    def get_instance(self, instance_loader: Any, row: Any) -> Task | None:
        document, path, title = self._current
        held = Task.objects.first_hand().filter(document=document, title=title).exclude(stage=Stage.CANCELLED)
        if self.fields["path"].column_name in (self._headings or ()):
            held = held.filter(path=path)
        return held.select_related("document").prefetch_related("assignments__agency").first()

    def init_instance(self, row: Any = None) -> Task:
        document, _path, _title = self._current
        return Task(document=document, stage=Stage.PROPOSED)

    def import_instance(self, instance: Task, row: Any, **kwargs: Any) -> None:
        super().import_instance(instance, row, **kwargs)
        # How the number was spelled in the file makes no difference.
        kept: Any = instance
        kept._sheet_paper, kept._sheet_paper_day = _paper(instance), _paper_day(instance)
        if instance.due_on and instance.deadline == Deadline.NONE:
            instance.deadline = Deadline.DATE
        if not instance.pk and instance.path:
            clause = instance.document.clauses.filter(path=instance.path).first()
            if clause is not None:
                instance.anchor = clause.anchor
                instance.quote = instance.quote or clause.text or clause.heading

    def validate_instance(
        self, instance: Task, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if instance.pk and instance.stage != Stage.PROPOSED:
            raise ValidationError(gettext("This task has been given already; a list cannot change it."))
        lead, helpers = self._named(instance)
        both = set(lead) & set(helpers)
        if both:
            raise ValidationError(
                gettext("“%(name)s” both leads and coordinates.") % {"name": next(iter(both)).name}
            )
        for agency in [*lead, *helpers]:
            try:
                refuse_ended(agency, timezone.localdate())
            except Refused as refused:
                raise ValidationError(str(refused)) from None

    def _named(self, instance: Task) -> tuple[list[Agency], list[Agency]]:
        by_attribute = {column.attribute: column for column in self.columns()}
        return by_attribute["lead"].get_value(instance), by_attribute["coordinate"].get_value(instance)

    def write(self, instance: Task, is_create: bool) -> None:
        """Through the same actions as the screens: writing, then naming and taking off agencies."""
        lead, helpers = self._named(instance)
        wanted = {agency.pk: (agency, Part.LEAD) for agency in lead}
        wanted |= {agency.pk: (agency, Part.COORDINATE) for agency in helpers}
        WriteTask(instance, self.user).execute()
        for held in list(instance.assignments.select_related("agency")):
            if wanted.get(held.agency_id, (None, None))[1] == held.part:
                del wanted[held.agency_id]
            else:
                RemovePart(instance, self.user, part=held).execute()
        for agency, part in wanted.values():
            AddPart(instance, self.user, agency=agency, part=part).execute()

    def skip_row(self, instance: Task, *args: Any, **kwargs: Any) -> bool:
        for attribute, part in (("lead", Part.LEAD), ("coordinate", Part.COORDINATE)):
            named = getattr(instance, f"_sheet_{attribute}", None)
            held = _of_part(part)(instance)
            if named is not None and set(named) == set(held):
                setattr(instance, f"_sheet_{attribute}", held)
        return super().skip_row(instance, *args, **kwargs)

    def exported(self, filters: Any) -> QuerySet[Task]:
        return (
            Task.objects.visible_to(self.user)
            .first_hand()
            .exclude(stage=Stage.CANCELLED)
            .select_related("document__type")
            .defer("document__text")
            .prefetch_related("assignments__agency")
        )
